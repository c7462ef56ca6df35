"""One case as it was read (案卷): what holds of it, by what it keeps. Only `casefile` makes and changes one."""

from collections.abc import Collection, Iterable, Sequence

from chalicelib.domain.checks.finding import key_of
from chalicelib.domain.form.people import is_co_owner
from chalicelib.domain.frozen import frozen
from chalicelib.domain.status import ENDED, WITHDRAWABLE, Status
from chalicelib.records import contents, handouts, reviews, statements
from chalicelib.records.bank_part import has_paid, signing_banks
from chalicelib.records.opened import Opened
from chalicelib.records.reviews import REOPENED, Review

OVERTAKEN = "CLAIM_OVERTAKEN"  # the line of a case whose person or home another has taken (records/guards.py)


@frozen
class CaseFile(Opened):
    """One case. Two are equal when nothing was written between their readings."""

    @property
    def ended(self) -> bool:
        """True when nothing will move any more."""
        return self.status in ENDED

    @property
    def known_as(self) -> str:
        """The number people know it by, on every paper and in every message: its 办件流水号, or its id before it has one."""
        return self.number or self.id

    @property
    def is_decided(self) -> bool:
        """True once there was a contract to sign, or the case has ended without one."""
        return self.contract is not None or self.ended

    @property
    def owing(self) -> dict[str, str]:
        """Who of the parties owes the loan, by reference: nobody is lent to because they own the home."""
        return {key: who for key, who in self.parties.items() if not is_co_owner(key)}

    @property
    def unhanded(self) -> list[handouts.Left]:
        """What is to be handed out yet (待出件), and to whom (`handouts.left`)."""
        parties = handouts.Parties(self.parties, self.deliveries)
        return handouts.left(self.results, self.handed, parties, ended=self.ended)

    @property
    def standing(self) -> Sequence[Review]:
        """The decisions of staff that count (`reviews.standing`)."""
        anew = (one.at for one in self.events.values() if one.code == statements.ANEW)
        return reviews.standing(self.reviews, max(anew, default=""))

    @property
    def open_procedures(self) -> list[str]:
        """The special procedures (特别程序) of which nobody has said yet what came of them: nothing is decided or paid meanwhile."""
        return [key for key, one in self.procedures.items() if one.is_open]

    @property
    def reopened(self) -> int:
        """How often it went on after an end."""
        return sum(one.outcome == REOPENED for one in self.appeals)

    @property
    def unsigned(self) -> list[str]:
        """Who has still to sign the contract: keys of parties, `bank`, and `bank_part` for the bank's own beside it."""
        return [one for one in (*self.parties, *signing_banks(self.contract)) if not self.has_signed(one)]

    @property
    def signed(self) -> list[str]:
        """Whose signatures are valid: nobody's on a void contract."""
        return [] if self.contract and self.contract.voided_at else [*filter(self.has_signed, sorted(self.signatures))]

    @property
    def _soon(self) -> Collection[str]:
        """How each party signed, once the loan is paid: the signed contract says it, and is handed back then."""
        return [one.evidence for one in self.signatures.values() if one.evidence and self.is_paid and not self.ended]

    def has_signed(self, party: str) -> bool:
        """Whether that party, or bank, has signed the contract; what two persons have found to be forged is no signature."""
        kept, is_void = self.signatures.get(party), bool(self.contract and self.contract.voided_at)
        return kept is not None and (is_void or not kept.void_at)

    def untold(self, code: str, occasion: str, parties: Iterable[str]) -> list[str]:
        """Which of these parties have not had that message on that occasion."""
        return [party for party in parties if contents.told_as(code, party, occasion) not in self.messages]

    @property
    def overtaken(self) -> list[str]:
        """Each time another case took what this one claims, by what tells the lines apart; whether it still has it, only the guards tell."""
        return [key.partition(".")[2] for key, event in self.events.items() if event.code == OVERTAKEN]

    @property
    def is_paid(self) -> bool:
        """The money is with the payee."""
        return self.payment is not None and self.payment.status == "paid"

    @property
    def is_withdrawn(self) -> bool:
        """The applicant wants it back, and nobody has been paid: a loan that was paid after all goes on to its papers."""
        return self.withdrawal is not None and not self.is_paid

    @property
    def is_unasked(self) -> bool:
        """It left its road as one taken back though whoever applied did not ask for that: another party or a denial has ended it for all."""
        return self.withdrawal is not None and self.withdrawal.is_unasked

    def called(self, status: Status) -> str:
        """What texts call that state or end of it: nobody reads that they took back what they did not."""
        return contents.called(status, self.withdrawal)

    @property
    def is_undone(self) -> bool:
        """Something was undone that does not come back: the mortgage, or the contract."""
        gone = (self.mortgage and self.mortgage.status == "DISCHARGED") or (self.contract and self.contract.voided_at)
        return bool(gone)

    @property
    def is_archived(self) -> bool:
        """It has a package, in which all stands that was handed out."""
        if self.package is None or self.package.handed is None:  # of a release that did not count
            return self.package is not None and all(one.at <= self.package.at for one in self.handed)
        return len(self.handed) == self.package.handed

    @property
    def is_leaving(self) -> bool:
        """True once the road has left for an end. Earlier roads did not write it down; what they have undone tells."""
        return bool(self.leaving or self.is_undone)

    @property
    def may_be_undone(self) -> bool:
        """False once the bank has its order, until it says that no money has gone; and while it has paid its own part."""
        unpaid = self.payment is None or self.payment.has_failed
        return unpaid and not self.payment_is_disputed and not has_paid(self.bank_part)

    @property
    def payment_is_disputed(self) -> bool:
        """The bank says that money has gone which by our record has not: until a person knows, nothing is paid and nothing undone.
        Earlier releases wrote down no disputes, and kept the first word alone."""
        notice, payment = self.payment_notice, self.payment
        if notice and notice.doubts:
            return True
        if notice is None or notice.dismissed_by or notice.type != "payment.settled":
            return False
        return payment is None or notice.serial not in (None, payment.serial) or payment.has_failed

    @property
    def may_be_withdrawn(self) -> bool:
        """True while the applicant may ask the road to leave (撤件)."""
        return self.status in WITHDRAWABLE and self.may_be_undone and not self.is_leaving

    def answered(self, check: str, subject: str, of: str) -> bool:
        """True if this very question (`of`, a digest of what is asked) has its answer already."""
        answer = self.answers.get(key_of(check, subject))
        return answer is not None and answer.of == of
