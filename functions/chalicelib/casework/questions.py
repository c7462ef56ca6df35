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
    """Gives the digest of each question (check, subject) about one application; the people are in all, and digested once; who only owns the
    home is in those that cover them, so that nothing else is asked anew for their sake."""
    read = {subject_of(key): (files, proved_by(key, application)) for key, files in (application.papers or {}).items()}
    people = _digest([digested(person) for person in application.people])
    with_owners = _digest([digested(one) for one in application.parties]) if application.co_owners else people

    def question(check: str, subject: str) -> str:
        if check == PAPER:  # about its very bytes, and what they are to prove
            return _digest([check, subject, read.get(subject, ())])
        of = declared(check)
        also = getattr(application, of.also) if of.also else None
        whom = with_owners if of.of_owners else people
        return _digest([check, subject, whom, *([digested(also)] if also else [])])

    return question


def _digest(asked: Any) -> str:
    return hashlib.sha256(json.dumps(asked, sort_keys=True, default=str).encode()).hexdigest()
