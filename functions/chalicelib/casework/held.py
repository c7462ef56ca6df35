"""What a case goes on with (占用核对): only with all it claims. Two that are equally sure of one home are for people to decide.

Whoever is paid holds all of it, surely: two cases with one person or home are never both paid.
"""

from chalicelib.casework import holding
from chalicelib.errors import PreconditionFailed
from chalicelib.records import casefile, guards
from chalicelib.records.casefile import CaseFile
from chalicelib.records.guards import Guard

HOME, TWICE = "HOME_CLAIMED_ELSEWHERE", "HOME_CLAIMED_TWICE"  # STOP_…


def hold(case: CaseFile) -> CaseFile:
    """Takes what a case claims, and gives it with what we have lent its people meanwhile. Raises `PreconditionFailed` with what another holds that
    gives no way, `Contended`."""
    if codes := lacking(case):
        raise PreconditionFailed(f"holding: {', '.join(codes)}", *codes)
    if not case.overtaken:
        return case
    holding.remember(case)  # whoever held it may have been paid
    return casefile.load(case.id)


def lacking(case: CaseFile, *, for_pay_out: bool = False) -> list[str]:
    """Takes what a case claims, and says what another case holds instead: codes of why it cannot go on (STOP_…); none where it has all.

    For the pay-out it takes its home whoever said that it is theirs, and all of it surely: nobody takes it back until the case has ended.
    """
    claimed = holding.claims(case)
    if for_pay_out:
        claimed |= {guards.of_unit(case.unit): True}
    held, losers = holding.found(case, claimed)
    theirs = {key: held[key] for key in claimed if key in held and held[key].case != case.id}
    lost = [key for key, one in theirs.items() if not one.gives_way(sure=claimed[key])]
    codes = [_claimed_by(case, key, theirs[key], is_sure=claimed[key]) for key in lost]
    codes += [TWICE for key in claimed if key in held and key not in theirs and _is_contested(case, held[key])]
    wanted = {
        key: claimed[key] or for_pay_out
        for key in claimed
        if not (key in held and held[key].serves(case.id, sure=claimed[key] or for_pay_out))
    }
    if wanted and not codes:
        guards.take(case, wanted, theirs, losers)
        holding.have_told(losers)
    return codes


def _claimed_by(case: CaseFile, key: str, held: Guard, *, is_sure: bool) -> str:
    """Why it cannot be had. Of a home that both are sure of, whoever has it is looked at by a person too."""
    if guards.kind(key) == "unit" and is_sure and held.sure:
        from chalicelib.casework import claimed_twice  # hardly any home is

        claimed_twice.say(case, key, held)
        return TWICE
    return holding.PERSON if guards.kind(key) == "person" else HOME


def _is_contested(case: CaseFile, held: Guard) -> bool:
    if not held.contested:
        return False
    from chalicelib.casework import claimed_twice

    return claimed_twice.is_open(case, held)
