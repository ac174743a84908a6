"""The model's side: an OpenAI-compatible endpoint or a model file.

The only importer of openai, instructor, tenacity and xllamacpp, and to be imported late: that costs more than a second.
"""

from structurer.reading.model.office import Office, Post
from structurer.reading.model.probe import Probe, probe
from structurer.reading.model.remote import kept_open, ready
from structurer.reading.model.session import Session, session

__all__ = ["Office", "Post", "Probe", "Session", "kept_open", "probe", "ready", "session"]
