"""Rules about the parties themselves (借款主体). For whom each is, the policy says (`of`)."""

from collections.abc import Iterator
from datetime import date

from chalicelib.domain.calendar import add_months, years_old
from chalicelib.domain.judging.retirement import window
from chalicelib.domain.judging.rule import Said, Situation, Verdict, passes, said


def alive(s: Situation) -> Iterator[Said]:
    """Every party lives, as the population register says (身份有效). Source: docs/domain.md 4.2, 死亡 stops the case."""
    for person in s.application.parties:
        answer = s.evidence.finding("identity", person.key)
        if answer is None or not s.evidence.settled("identity", person.key):
            yield said(Verdict.LOOK, person.key)
            continue
        # A number that belongs to somebody of another name says nothing about this person.
        somebody_else = "4" in (answer.facts.get("name_match"), answer.facts.get("number_match"))
        living = bool(answer.facts.get("alive", True)) or somebody_else
        yield said(passes(living), person.key, alive=living)


def adult(s: Situation) -> Iterator[Said]:
    """Who borrows is of age (具有完全民事行为能力): `min_age` years on the day judged. Source: 民法典 17, 18."""
    for person in s.people("ADULT"):
        age = years_old(person.birth, s.on)
        outcome = passes(age >= s.policy.min_age) if s.evidence.certain(person.key) else Verdict.LOOK
        yield said(outcome, person.key, age=age, needed=s.policy.min_age)


def co_owner_of_age(s: Situation) -> Iterator[Said]:
    """Who only owns the home is of age; whether the legal representative (法定代理人) of a minor may mortgage their share, a person looks at,
    always. Source: 民法典 19, 35."""
    for owner in s.application.co_owners:
        is_adult = years_old(owner.birth, s.on) >= s.policy.min_age
        outcome = Verdict.PASS if is_adult and s.evidence.certain(owner.key) else Verdict.LOOK
        yield said(outcome, owner.key, needed=s.policy.min_age)


def not_retired(s: Situation) -> Iterator[Said]:
    """Not past the statutory retirement age (未超过法定退休年龄), by the table `retirement`. Source: Lanzhou's guide.

    A woman retires by her post, of which no agency tells: between the first and the last possible day a person looks, unless she states the
    one by which she retires first.
    """
    for person in s.people("RETIREMENT"):
        earliest, latest = window(person, s.policy)
        outcome = Verdict.PASS if s.on < earliest else Verdict.FAIL if s.on >= latest else Verdict.LOOK
        if not s.evidence.certain(person.key):
            outcome = Verdict.LOOK
        yield said(outcome, person.key, earliest=earliest.isoformat(), latest=latest.isoformat())


def recently_divorced(s: Situation) -> Iterator[Said]:
    """A divorce of the borrower or the spouse of less than `recent_divorce_months` (离异不久), whoever they are married to now: some centres count the
    homes and loans of the household it ended, so a person looks. A register that does not tell the day is not judged by this. General knowledge."""
    told = s.evidence.facts("marriage", "borrower") or {}
    for key, name in (("borrower", "divorced_on"), ("spouse", "spouse_divorced_on")):
        if (since := told.get(name)) is not None:
            until = add_months(date.fromisoformat(since), s.policy.recent_divorce_months)
            yield said(Verdict.LOOK if s.on < until else Verdict.PASS, key, divorced_on=since)
