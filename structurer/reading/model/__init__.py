"""The model's side: an OpenAI-compatible endpoint or a model file.

Of its modules those that talk to a model (`conversation`, `probe`, `remote`, `client`, `local`) are to be imported late: their
libraries cost more than a second.
"""
