"""What is asked of an agency, as a digest: a corrected form is asked about anew, an unchanged one is not."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from chalicelib.domain.checks.declared import declared
from chalicelib.domain.checks.papers import PAPER, proved_by, subject_of
from chalicelib.domain.form.application import Application
from chalicelib.domain.form.digested import digested


def questions(application: Application) -> Callable[[str, str], str]:
    """Gives the digest of each question (check, subject) about one application; the people are in all, and digested once."""
    read = {subject_of(key): (files, proved_by(key, application)) for key, files in (application.papers or {}).items()}
    people = _digest([digested(person) for person in application.people])

    def question(check: str, subject: str) -> str:
        if check == PAPER:  # about its very bytes, and what they are to prove
            return _digest([check, subject, read.get(subject, ())])
        part = declared(check).also
        also = getattr(application, part) if part else None
        return _digest([check, subject, people, *([digested(also)] if also else [])])

    return question


def _digest(asked: Any) -> str:
    return hashlib.sha256(json.dumps(asked, sort_keys=True, default=str).encode()).hexdigest()
