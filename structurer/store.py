"""The saved records: append-only revisions in a database. The only importer of sqlalchemy.

A save is one transaction: the source, the revision, and the raw replies of the model all stand there, or none does.
Each revision carries a sha256 over its own content and its parent's sha256, so damage to any of them shows.
"""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import platformdirs
import pydantic
from sqlalchemy import JSON, ForeignKey, ForeignKeyConstraint, create_engine, event, func, inspect, select
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from structurer.errors import (
    RecordInvalid,
    RecordSourceMismatch,
    RecordUnknown,
    StaleRevision,
    StoreLocked,
    StoreUnavailable,
)
from structurer.record import Record, SourceRecord
from structurer.settings import Settings
from structurer.source import Source
