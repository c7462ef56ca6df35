"""Telling the parties (告知): one message a party and occasion, sent through the province's platform, then remembered.

A message has an id, so that sending it again after a crash tells nobody twice.
"""

from chalicelib import clock, messages
from chalicelib.agencies import province
from chalicelib.casework.purpose import purpose_of
from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile
from chalicelib.records.contents import Message


def tell(case: CaseFile, step: str, code: str, occasion: str = "1") -> None:
    """Sends the message `code` to every party for a step; each is told once an occasion, however often the step runs."""
    sent = {}
    for person in case.application.people:
        key = f"{code}.{person.key}.{occasion}"
        if key not in case.messages:
            text = messages.text(code, number=case.number)
            province.notify(person, f"{case.id}.{key}", text, purpose_of(case, step))
            sent[key] = Message(code, person.key, clock.stamp())
    if sent:
        casefile.amend(case, messages=sent)
