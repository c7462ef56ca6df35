"""Mortgage registration (抵押登记): asked of the registry once, answered by its callback."""

from dataclasses import replace
from functools import partial

from chalicelib import clock
from chalicelib.agencies import registry
from chalicelib.casework import registration, turns
from chalicelib.casework.clocks import due
from chalicelib.casework.lodging import lodge
from chalicelib.casework.present import present
from chalicelib.casework.purpose import purpose_of
from chalicelib.casework.rules import transfer_of
from chalicelib.domain import calendar
from chalicelib.domain.status import Status
from chalicelib.errors import AgencyUnavailable, PreconditionFailed
from chalicelib.records import acceptance, casefile, tasks
from chalicelib.records.casefile import CaseFile, Expect
from chalicelib.records.loan import Mortgage
from chalicelib.steps import frame

_LEFT = "LEFT"  # an application we give up for another; what the registry still says of it, our taking it back included, is no news

_UNCHANGED = Expect(unchanged=("mortgage",))  # a callback may come between any two lines


def handle(event: frame.Event, context: object = None) -> dict[str, str]:
    """Waits for `registered` or `rejected`, or for the error `MoreMaterial`.

    Raises `AgencyUnavailable`, and `PreconditionFailed` while a loan that had to be settled first still has its mortgage, or a commitment is untrue.
    """
    return frame.run(event, _mortgage)


def _mortgage(case: CaseFile, event: frame.Event) -> frame.Said:
    filed = case.mortgage
    if case.ended or turns.is_over(case, event) or (filed and turns.digits(filed.visit) > turns.visit(event)):
        return "waiting"
    if filed is None:
        _check_committed(case)
        _check_settled(case)
        filed = _file(case, event, 1)
    elif filed.visit != event["visit"]:
        filed = _again(case, filed, event)
    acceptance.register(f"mortgage#{filed.apply_biz_id}", case=case.id)
    if filed.status == "PENDING":
        # Before there is a wait that somebody could end while we are still applying.
        lodge(case, filed, purpose_of(case, "mortgage"))
    wait = _wait(case, filed, event)
    return frame.Waiting(partial(_registered, wait)) if wait.is_open else "waiting"


def _registered(wait: tasks.Task, now: CaseFile) -> None:
    """The registry's word may have come while there was no wait yet that it could have ended."""
    heard = present(now.mortgage, "mortgage").status
    if heard in registration.OUTCOMES:
        tasks.answer(wait.id, registration.OUTCOMES[heard], "registry")


def _again(case: CaseFile, filed: Mortgage, event: frame.Event) -> Mortgage:
    """A person has sent the case here once more: what the registry has said since counts. Only where it still wants what
    a person has passed on, or has lost what it wanted more for, another application is made, and none is left standing beside it.
    """
    heard = (
        _heard(case, filed, registry.query_mortgage(filed.apply_biz_id, purpose_of(case, "mortgage")))
        if filed.may_change
        else filed
    )
    if heard.status == _LEFT:
        if filed.status != _LEFT:
            casefile.amend(case, expect=_UNCHANGED, mortgage=heard)
            case = casefile.load(case.id)
        heard = _registered_meanwhile(case, heard)
    if heard.status == _LEFT:
        _take_back(case, filed)
        return _file(casefile.load(case.id), event, filed.attempt + 1)
    # An application nobody has answered keeps its wait.
    waiting = replace(heard, attempt=filed.attempt + (filed.status != "PENDING"), visit=event["visit"])
    told = registration.news(filed, heard)
    casefile.amend(case, *told, expect=_UNCHANGED, status=Status.REGISTERING, mortgage=waiting)
    return waiting


def _registered_meanwhile(case: CaseFile, left: Mortgage) -> Mortgage:
    """Its registration may have come in while we were giving it up: what is registered is not taken back to be asked for again."""
    known = registry.query_mortgage(left.apply_biz_id, purpose_of(case, "mortgage"))
    return _heard(case, left, known) if known and known.status == "DONE" else left


def _take_back(case: CaseFile, left: Mortgage) -> None:
    """Another application is made only once by the registry's book nothing of this one stands."""
    stands = registry.discharge_mortgage(left.apply_biz_id, purpose_of(case, "mortgage"))
    if stands and stands.status not in registry.GONE:
        raise AgencyUnavailable(f"registry: still {stands.status} after it was asked to take it back")


def _heard(case: CaseFile, filed: Mortgage, known: registry.Mortgage | None) -> Mortgage:
    if known is None:
        return filed if filed.status == "PENDING" else replace(filed, status=_LEFT)
    if known.status == filed.status and not registration.is_news(case, known.reason):
        from chalicelib.casework import supplement  # the registry hardly ever wants more

        return replace(filed, status=_LEFT) if supplement.is_passed_on(case, filed) else filed
    return registration.said(case, filed, known.status, known.certificate, known.registered_at, known.reason)


def _wait(case: CaseFile, filed: Mortgage, event: frame.Event) -> tasks.Task:
    due_at, provisional = due(case, "mortgage")
    return tasks.open_task(
        case.id, "mortgage", filed.attempt, event["token"], turn=turns.turn(event), centre=case.centre,
        due_at=due_at, provisional=provisional, details={"apply_biz_id": filed.apply_biz_id},
    )  # fmt: skip


def _check_committed(case: CaseFile) -> None:
    """Nothing is registered on what somebody gave their word for (告知承诺) and was found untrue since they signed."""
    if case.commitments:
        from chalicelib.casework import commitments  # few cases rest on one

        commitments.holds(case)


def _check_settled(case: CaseFile) -> None:
    """Settled first (先还后贷): our mortgage is asked for once the old one is gone, or the registry would only reject it."""
    if transfer_of(case) == "settle_first":
        home = case.application.home
        if registry.unit(home, home.unit_number, purpose_of(case, "mortgage")).mortgages:
            raise PreconditionFailed("mortgage: the old loan's mortgage is still registered", "OLD_MORTGAGE_STANDS")


def _file(case: CaseFile, event: frame.Event, attempt: int) -> Mortgage:
    today, months = clock.today(), int(present(case.decision, "decision")["months"])
    filed = Mortgage(
        apply_biz_id=f"{present(case.contract, 'contract').number}M{attempt}",
        status="PENDING",
        attempt=attempt,
        visit=event["visit"],
        begins=today.isoformat(),
        ends=calendar.add_months(today, months).isoformat(),
        doubts=case.mortgage.doubts if case.mortgage else (),  # of another application: the disputes are open still
    )
    told = casefile.event("MORTGAGE_FILED", str(attempt))
    casefile.amend(case, told, expect=_UNCHANGED, status=Status.REGISTERING, mortgage=filed)
    return filed
