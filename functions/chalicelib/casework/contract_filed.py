"""The purchase contract on the day the money goes (放款当日的网签备案): it may have been cancelled, or its supervised account changed."""

from decimal import Decimal

from chalicelib import clock
from chalicelib.agencies import filed, housing, registry
from chalicelib.agencies.housing.answers import Filing
from chalicelib.agencies.purpose import Purpose
from chalicelib.casework.answers import as_counted, known, title_of
from chalicelib.casework.rules import policy_of
from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.records.casefile import CaseFile

CHECK = "property"
GONE, CHANGED, DOUBTED = "FILING_NOT_IN_FORCE", "FILING_CHANGED", "FILING_TO_LOOK_AT"
TITLED, TO_LOOK_AT = "TITLE_OWNERS_CHANGED", "TITLE_TO_LOOK_AT"
_NOT_IN_FORCE = {filed.NOT_FOUND, filed.CANCELLED, filed.NOT_FILED}
_RECEIVED = "down_payment_received"
_SAID = ("filed", "filed_price", "filed_on", "regulated_account", "account_holder")


def lacking(case: CaseFile, unit: registry.Unit, purpose: Purpose) -> tuple[str, ...]:
    """The codes of why a home's contract or title pays nobody today; none where the filing is in force and as the form has it, or where a person
    has ruled on what it still says against that, or since looked at what is doubtful of it and against nothing, and the title is the seller's still or the
    buyers' by now. What was put right since holds nothing up; a down payment (首付款) that the supervised account had and has no more does. An own home is not bought now: its title alone
    counts; one that nobody is paid on is kept as it is, for who looks at it. Raises what the agency raises."""
    kind = case.application.home.kind
    filing = None if kind == "own" else housing.contract(case.application, purpose)
    of_contract = () if kind == "own" else _of_contract(case, filing)
    if kind == "new" and unit.title is None and case.title_seen is None:
        return of_contract
    from chalicelib.casework import titled_today  # most homes are new, and have no title yet

    if (kind == "new" and unit.title is None) or titled_today.is_right(case, filing, unit):
        titled_today.forget(case, unit)
        return of_contract
    titled_today.keep(case, unit)
    return (*of_contract, TO_LOOK_AT if titled_today.is_to_look_at(case, filing, unit) else TITLED)


def _of_contract(case: CaseFile, filing: Filing | None) -> tuple[str, ...]:
    found = filed.before_pay_out(case.application, filing)
    codes = _said_against_it(case, filing, found)
    if codes != (DOUBTED,) and case.filing_seen is None:
        return codes
    from chalicelib.casework import filed_today  # few filings are otherwise than they were

    if filing is None or codes != (DOUBTED,):
        filed_today.forget(case, filing)
        return codes
    if filed_today.is_looked_at(case, filing):
        return ()
    filed_today.keep(case, filing, found)
    return codes


def _said_against_it(case: CaseFile, filing: Filing | None, found: Finding) -> tuple[str, ...]:
    if _is_given_back(case, found):
        return (CHANGED,)
    is_right = found.outcome is Outcome.CONFIRMED or _is_as_ruled(case, found, _against(found))
    if is_right and _is_as_mortgaged(case, found):
        return ()
    if filing and _is_doubted_alone(case, found):
        return (DOUBTED,)
    return (GONE,) if found.code in _NOT_IN_FORCE else (CHANGED,)


def _is_doubted_alone(case: CaseFile, found: Finding) -> bool:
    """Whether it only says what a person would have looked at before the decision: nothing against the form but what was ruled on and is as it was then.
    Of rows that differ nobody can tell what they say."""
    doubts, defects = {*found.facts["doubts"]}, {*found.facts["defects"]}
    is_new = bool(doubts) and filed.DIFFER not in doubts
    return is_new and _is_as_mortgaged(case, found) and (not defects or _is_as_ruled(case, found, defects))


def _is_as_ruled(case: CaseFile, found: Finding, codes: set[str]) -> bool:
    """Whether a person has ruled on these of what it says, and what they rest on is as it was."""
    from chalicelib.casework import ruled  # few filings are otherwise than the form

    told = ruled.told(case, CHECK)
    if ruled.in_their_favour(case, CHECK) is None or not codes <= _against(told):
        return False
    then, now = told.facts.get("contract_parts"), found.facts.get("contract_parts", {})
    if then and now:
        is_whole = found.facts.get("contract") == told.facts.get("contract")
        rests = [filed.RESTS_ON.get(code) for code in codes]
        return all(is_whole if of is None else all(then.get(one) == now.get(one) for one in of) for of in rests)
    # Releases before this one kept no digest of it; of rows that differ nothing else tells what they say.
    if found.code == filed.DIFFER and "contract" not in told.facts:
        return False
    said = (*_SAID, *(("contract",) if "contract" in told.facts else ()))
    return all(found.facts.get(name) == told.facts.get(name) for name in said)


def _is_as_mortgaged(case: CaseFile, found: Finding) -> bool:
    """Whether the buyers are those who have mortgaged the home; where nobody was named at the check, every party has."""
    named = title_of(case).get("owners")
    return not named or set(found.facts["owners"]) == set(named)


def _is_given_back(case: CaseFile, found: Finding) -> bool:
    """Whether less of the down payment is there than was when the case rested on it; where nobody tells any more, nobody knows. Where the
    filing told nothing of it then, a paper has shown all of it; of an answer of an earlier release nobody knows what the filing told."""
    had, then = Decimal(title_of(case).get(_RECEIVED) or 0), [one.facts for one in case.findings if one.check == CHECK]
    is_known = any({"contract", "contract_parts"} & facts.keys() for facts in then)
    whole = _rested_on(case, had)
    if _RECEIVED in found.facts and is_known and not any(_RECEIVED in facts for facts in then):
        return Decimal(found.facts[_RECEIVED]) < whole
    return Decimal(found.facts.get(_RECEIVED) or 0) < min(had, whole)


def _rested_on(case: CaseFile, had: Decimal) -> Decimal:
    """How much of the price has to be paid still, in yuan: what the form states; where that is less than the share its decision rests on, what reaches
    that of what the account `had` or a receipt showed."""
    home, decision = case.application.home, case.decision
    rules = policy_of(case)
    if decision is None or home.down_payment >= home.price * Decimal(rules.down_payment[decision["homes"]]):
        return home.down_payment
    from chalicelib.domain.judging import own_share  # few forms state less than the centre's share
    from chalicelib.domain.judging.rule import Situation
    from chalicelib.domain.loan.money import yuan

    decided = Situation.of(case.application, known(case), rules, clock.today())
    needed = yuan(home.price * own_share.share(decided, decision["homes"]))
    return max(home.down_payment, min(max(as_counted(case).home.down_payment, had), needed))


def _against(found: Finding) -> set[str]:
    none_found = {found.code} if found.outcome is Outcome.NOT_FOUND else set[str]()
    return {*none_found, *found.facts.get("defects", ()), *found.facts.get("doubts", ())}
