"""What a pay-out rests on (放款条件): all of it is looked at before every order, a repeated one included."""

from collections.abc import Mapping
from functools import cache

from chalicelib.agencies import fund_core, registry
from chalicelib.agencies.purpose import Purpose
from chalicelib.banks import payments
from chalicelib.casework import contract_filed, held, other_loans, plan, withdrawals
from chalicelib.casework.answers import title_of
from chalicelib.casework.present import present
from chalicelib.casework.purpose import asking
from chalicelib.casework.rules import policy_of
from chalicelib.domain.form import normal
from chalicelib.errors import PreconditionFailed
from chalicelib.records.casefile import CaseFile
from chalicelib.records.changes import OF_ANSWERS, OF_MONEY, Name

# What is looked at here, and may be otherwise a moment later: an order is written down only while all of it is as it was read.
RESTS_ON: tuple[Name, ...] = (
    *OF_MONEY, *OF_ANSWERS, "commitments", "consents", "contract", "decision", "documents", "mortgage", "presences",
    "procedures", "signatures", "tolerances",
)  # fmt: skip


def amount_to_pay(case: CaseFile) -> str:
    """The amount to pay. No pay-out without every signature, the mortgage's proof and the seller's filed account (没有孤儿放款).

    None either while a party denies a signature by hand it rests on, the bank says that money has gone which we have not ordered, or the
    registry that its last word was another. Nor while fund money is being withdrawn that the plan of the loan does not account for,
    or while a special procedure is open, a material is owed, a commitment (告知承诺) is untrue, another loan of ours stands, or another live case holds a party or the home.
    Our mortgage is on the home by the registry's own book, not by ours alone; of others only what the plan of the loan has there.
    The contract is still filed, with the seller's account, as the housing department says that day; the title is theirs who mortgaged the home, or
    still its seller's.
    """
    mortgage = case.mortgage
    filed = normal.number(title_of(case).get("regulated_account") or "")
    whom = policy_of(case).kinds[case.application.kind].payee  # only a seller's account is filed with a contract
    by_record = {
        "NOT_APPROVED": case.decision is not None and case.decision["approved"],
        "PAYER_ACCOUNT_UNKNOWN": payments.payer_account(case.application.wish.bank, case.centre),
        "NOT_SIGNED": not case.unsigned,
        "SIGNATURE_DENIED": not _is_denied(case),
        "MORTGAGE_NOT_PROVEN": mortgage is not None and mortgage.is_proven,
        "PAYEE_NOT_FILED": whom != "seller" or (filed and filed == normal.number(case.application.payee(whom).number)),
        "IN_PROCEDURE": not case.open_procedures,
        "OWED": not _owes(case),
        "COMMITMENT_UNTRUE": not _is_untrue(case),
        "PAYMENT_DISPUTED": not case.payment_is_disputed,
        "BANK_PART_NOT_PAYABLE": case.bank_part is None or not case.bank_part.holds_up,
    }
    _require(by_record)
    # Nobody is asked about people whose money does not go out as things are.
    _require(dict.fromkeys(held.lacking(case, for_pay_out=True)))
    with asking(case, "disburse") as purpose:
        unit = registry.unit(case.application.home, case.application.home.unit_number, purpose)
        of_home = contract_filed.lacking(case, unit, purpose)
        of_word = _against_their_word(case, purpose)
        # Of each it is asked once.
        account = cache(lambda key: fund_core.account(case.application.person(key), purpose))
        has_loan = other_loans.stands(case, unit, account)
        is_being_withdrawn = withdrawals.unplanned(case, account)
    payable = plan.payable(case)
    _require(
        {
            **dict.fromkeys((*of_home, *of_word)),
            "MORTGAGE_NOT_IN_FORCE": bool(plan.ours(case) & unit.mortgages),
            "OLD_LOAN_NOT_CONFIRMED": payable,
            "LOAN_STANDS": not has_loan,
            "WITHDRAWAL_IN_FLIGHT": not is_being_withdrawn,
            "TITLE_NOT_FREE": not unit.seized and not plan.liens(case, unit),
        }
    )
    return present(payable, "amount to pay")


def _is_denied(case: CaseFile) -> bool:
    if not any(one.void for one in case.presences):
        return False
    from chalicelib.casework import denied  # hardly any signature is denied

    return denied.holds_money_up(case)


def _is_untrue(case: CaseFile) -> bool:
    if not case.commitments:
        return False
    from chalicelib.casework import commitments  # few cases rest on one

    return commitments.is_untrue(case)


def _against_their_word(case: CaseFile, purpose: Purpose) -> tuple[str, ...]:
    if not case.application.commitments:
        return ()
    from chalicelib.casework import commitments  # few cases rest on one

    return commitments.lacking(case, purpose)


def _owes(case: CaseFile) -> bool:
    if not case.tolerances:
        return False
    from chalicelib.casework import owing  # few cases owe anything

    return bool(owing.left(case))


def _require(needed: Mapping[str, object]) -> None:
    lacking = [code for code, holds in needed.items() if not holds]
    if lacking:
        raise PreconditionFailed(f"disburse: {', '.join(lacking)}", *lacking)
