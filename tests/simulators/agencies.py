"""What the agencies say of a sample, and what is handed in with it."""

from collections.abc import Iterator
from datetime import date

from chalicelib import policy
from chalicelib.agencies import civil_affairs, fund_core, home, police, tax
from chalicelib.domain import matters
from chalicelib.domain.checks.finding import Finding
from chalicelib.domain.form.application import Application
from chalicelib.errors import AnswerPending
from tests.given.answers import purpose
from tests.given.form import sample

TODAY = date(2026, 11, 27)


def answers(asked: Application) -> Iterator[Finding]:
    yield from (police.verify(person, purpose(asked)) for person in asked.people)
    yield civil_affairs.marriage(asked, purpose(asked))
    yield from (fund_core.account(person, purpose(asked)) for person in asked.people)
    yield home.check(asked, purpose(asked))
    linked = matters.checks(asked, policy.in_force(asked.centre, TODAY))
    if "off_site" in linked:
        yield from (fund_core.certificate(person, purpose(asked)) for person in asked.people)
    if "tax" not in linked:
        return
    try:
        yield tax.receipt(asked, purpose(asked))
    except AnswerPending:
        yield tax.receipt(asked, purpose(asked))


def handed_in(number: int) -> dict[str, list[str]]:
    return {paper["material"]: ["document"] for paper in sample(number)["documents"]}
