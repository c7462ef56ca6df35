"""Telling the parties (告知): one message a party and occasion, sent through the province's platform, then remembered.

A message has an id, so that sending it again after a crash tells nobody twice.
"""

from collections.abc import Collection, Mapping

from chalicelib import clock, messages
from chalicelib.agencies import province
from chalicelib.agencies.purpose import Purpose
from chalicelib.casework.purpose import asking
from chalicelib.errors import AgencyRefused, AgencyUnavailable
from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile, Told
from chalicelib.records.contents import Message, told_as


def tell(case: CaseFile, step: str, code: str, occasion: str = "1", *events: Told, to: Collection[str]) -> None:
    """Sends the message `code` to these parties for a step: to who owes the loan (`case.owing`), unless co-owners are meant too; each is told once an occasion, however often the step runs. `events`
    are written once all have it, and with that."""
    with asking(case, step) as purpose:
        told = sent(case, purpose, code, occasion, to)
    if told:
        casefile.amend(case, *events, messages=told)


def tell_one(case: CaseFile, step: str, key: str, phone: str, occasion: str, text: str) -> bool:
    """Sends one party a text that is no other's business, and says whether it went out; an occasion's is delivered once."""
    try:
        with asking(case, step) as purpose:
            province.notify(key, phone, f"{case.id}.{step}.{key}.{occasion}", text, purpose)
    except (AgencyUnavailable, AgencyRefused):
        return False
    return True


def sent(
    case: CaseFile, purpose: Purpose, code: str, occasion: str = "1", to: Collection[str] | None = None, **said: str
) -> Mapping[str, Message]:
    """Sends it to whoever does not have it yet, of `to` where not all parties are meant, and gives what the case has to remember of that.
    `said`: what its text names beside the case's number."""
    told, people = {}, {person.key: person for person in case.application.parties if to is None or person.key in to}
    for party in case.untold(code, occasion, people):
        key, text = told_as(code, party, occasion), messages.text(code, number=case.known_as, **said)
        province.notify(party, people[party].phone, f"{case.id}.{key}", text, purpose)
        told[key] = Message(code, party, clock.stamp())
    return told
