"""What is known about a case (核验结果): the agencies' answers, and which of them may be relied on.

An answer about a person is an answer about the ID number the form gives. While that person's identity is not settled, it
may be somebody else's account, home or debt, so nothing may rest on it.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from chalicelib.domain.checks.declared import declared
from chalicelib.domain.checks.expected import is_told
from chalicelib.domain.checks.finding import OVERTURNED, Finding, Outcome
from chalicelib.domain.checks.papers import PAPER, subject_of
from chalicelib.domain.form import parties
from chalicelib.domain.form.application import Application
from chalicelib.domain.form.codes import COURT_PAPERS, MARRIED, SINGLE_STATUS
from chalicelib.domain.form.people import Person

SOMEBODY_ELSES = {"FILING_BUYER_MISMATCH", "TITLE_OWNER_MISMATCH"}  # the contract, the home


class Evidence:
    """The findings of one application by check and subject."""

    def __init__(self, application: Application, findings: Iterable[Finding]) -> None:
        self.application = application
        self._findings: dict[tuple[str, str], Finding] = {}
        self._facts: dict[tuple[str, str], Mapping[str, Any] | None] = {}  # nearly every rule asks for some
        self._settled: dict[tuple[str, str], bool] = {}
        for finding in findings:
            key = (finding.check, finding.subject)
            if key not in self._findings or not self._findings[key].is_ruled:
                self._findings[key] = finding

    def __iter__(self) -> Iterator[Finding]:
        return iter(self._findings.values())

    def finding(self, check: str, subject: str) -> Finding | None:
        """The answer of one check about one subject, if there is one; a person's ruling goes before an agency's answer."""
        return self._findings.get((check, subject))

    def settled(self, check: str, subject: str) -> bool:
        """True when nobody needs to look any more: confirmed or contradicted, decided by a person, or committed to."""
        if (check, subject) not in self._settled:
            self._settled[check, subject] = self._closed(check, subject)
        return self._settled[check, subject]

    def holds(self, check: str, subject: str) -> bool:
        """True when the answer is settled in the applicant's favour."""
        finding = self.finding(check, subject)
        return finding is not None and finding.outcome is not Outcome.CONTRADICTED and self.settled(check, subject)

    def facts(self, check: str, subject: str) -> Mapping[str, Any] | None:
        """The facts of a settled answer about somebody who is certain to be meant; None while either is open."""
        if (check, subject) not in self._facts:
            self._facts[check, subject] = self._relied_on(check, subject)
        return self._facts[check, subject]

    def certain(self, person: str) -> bool:
        """True when this person is who the form says, and a spouse is the borrower's spouse."""
        return self.holds("identity", person) and (person != "spouse" or self.holds("marriage", "borrower"))

    def shown(self, key: str) -> Mapping[str, Any] | None:
        """What somebody has said that the paper under an upload key shows; None where it counts for nothing: nobody has, or it does not show it.

        What an earlier release sealed, and what a quote takes to be there, counts as it was brought.
        """
        finding = self.finding(PAPER, subject_of(key))
        if self.application.papers is None and finding is None:
            return {} if self.application.documents.get(key) else None
        return finding.facts if finding and finding.outcome is Outcome.CONFIRMED else None

    def to_supply(self, finding: Finding) -> tuple[str, ...]:
        """What a person who confirms it has to supply: what is lacking, and what belongs beside that."""
        lacking, check = self.lacking(finding), declared(finding.check)
        beside = (check.beside[name] for name in lacking if name in check.beside)
        idle = () if self.application.home.kind == "own" else check.of_own_homes
        return (*lacking, *(name for name in beside if name not in idle and not is_told(finding, name)))

    def lacking(self, finding: Finding) -> tuple[str, ...]:
        """The facts without which a confirmed answer is of no use to the rules."""
        check = declared(finding.check)
        if not check.needed:
            return ()
        idle = {
            *(check.of_purchases if self.application.home.kind == "own" else ()),
            *(check.of_depositors if finding.subject not in {p.key for p in self.depositors} else ()),
        }
        asked = {name for name in check.contest_asks.values() if name in finding.facts}
        needed = (*(name for name in check.needed if name not in idle), *asked)
        lacking = tuple(name for name in needed if not is_told(finding, name))
        if finding.outcome is Outcome.CONFIRMED and not finding.is_ruled and not lacking:
            return ()  # an agency confirms it by itself, in an answer of an earlier release too
        unnamed = (name for of, name in check.unnamed_asks.items() if not finding.facts.get(of))
        return (*lacking, *(name for name in unnamed if name not in lacking and not is_told(finding, name)))

    @property
    def family(self) -> tuple[Person, ...]:
        """Whose homes and loans count together: borrower and spouse."""
        return parties.household(self.application)

    @property
    def depositors(self) -> tuple[Person, ...]:
        """Every party who says they deposit."""
        return parties.depositors(self.application)

    def was_asked(self, check: str, subject: str) -> bool:
        """False where an earlier release did not ask: the fund, about a party beside the household who says they deposit nothing."""
        if check != "fund_account" or self.finding(check, subject) is not None:
            return True
        return subject in {person.key for person in parties.always_with_the_fund(self.application)}

    @property
    def by_agencies_alone(self) -> bool:
        """True when agencies confirmed everything themselves: no ruling, no commitment, nothing left open."""
        return all(
            finding.outcome is Outcome.CONFIRMED
            and not finding.is_ruled
            and (finding.check != "marriage" or finding.facts.get("basis") == "record")
            for finding in self
        )

    @property
    def supplied_by_hand(self) -> bool:
        """True when a person settled an answer whose facts are figures and accounts the rules and the pay-out rest on, or says otherwise
        than an agency did; or says what no paper shows that the parties cannot provide."""
        brought = {subject_of(key) for key in self.application.documents}
        return any(
            finding.is_ruled
            and (
                finding.outcome is Outcome.CONFIRMED and finding.subject not in brought
                if finding.check == PAPER
                else finding.code == OVERTURNED or bool(declared(finding.check).needed)
            )
            for finding in self
        )

    @property
    def on_their_word(self) -> bool:
        """True when a party's own commitment stands where shared data told nothing, and nobody has ruled on it."""
        return any(
            finding.check == "marriage"
            and not finding.is_ruled
            and (finding.facts.get("basis") == "commitment" or self._committed(finding))
            for finding in self
        )

    def _closed(self, check: str, subject: str) -> bool:
        finding = self.finding(check, subject)
        if finding is None:
            return False
        if finding.outcome in (Outcome.CONFIRMED, Outcome.CONTRADICTED):
            return finding.outcome is Outcome.CONTRADICTED or not self.lacking(finding)
        return (finding.is_ruled and not self.lacking(finding)) or self._committed(finding)

    def _relied_on(self, check: str, subject: str) -> Mapping[str, Any] | None:
        finding = self.finding(check, subject)
        if finding is None or not finding.facts or not self.settled(check, subject):
            return None
        if SOMEBODY_ELSES.intersection((*finding.facts.get("defects", ()), *finding.facts.get("doubts", ()))):
            return None  # the home the family means then looks like one home more
        return finding.facts if all(self.certain(key) for key in self._concerned(check, subject)) else None

    def _concerned(self, check: str, subject: str) -> list[str]:
        """Who has to be certain to be meant before anything may rest on an answer."""
        certain = declared(check).certain
        return [subject] if certain == "subject" else [p.key for p in self.family] if certain == "family" else []

    def _committed(self, finding: Finding) -> bool:
        """No marriage record, but a signed commitment to be single. Court papers instead are for a person to read."""
        return (
            finding.code == "MARRIAGE_NO_RECORD"
            and self.application.borrower.marital not in MARRIED
            and SINGLE_STATUS in self.application.commitments
            and not self.application.documents.get(COURT_PAPERS)
        )


def is_received(application: Application, evidence: Evidence | None) -> bool:
    """Whether the supervised account has received the down payment (监管账户到账), as the filing tells; before it was asked, it will."""
    answer = evidence.finding("property", "home") if evidence else None
    if answer is None:
        return True
    return Decimal(answer.facts.get("down_payment_received") or -1) >= application.home.down_payment
