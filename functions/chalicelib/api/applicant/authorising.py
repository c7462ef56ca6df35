"""Authorising (授权): what a party is asked, and their own word on each use; what they have given they may take back."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from chalicelib import clock
from chalicelib import policy as rules
from chalicelib.api import actors, evidence, whose
from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import authorisation, denied, naming, parties, taking_back
from chalicelib.casework.corrections import WRITTEN_IN, form_is_open, form_that_holds
from chalicelib.casework.rules import policy_of
from chalicelib.domain.form.circumstances import of as facts_of
from chalicelib.domain.form.completeness import departments as departments_of
from chalicelib.domain.form.parties import asked as uses_of
from chalicelib.domain.policy import Authorisation
from chalicelib.domain.status import WITHDRAWABLE
from chalicelib.messages import text, whom, worded
from chalicelib.records import casefile
from chalicelib.records.archive import link
from chalicelib.records.casefile import CaseFile, Changes, Expect
from chalicelib.records.contents import Withdrawal
from chalicelib.trust import consent
from chalicelib.trust.index import reference

MOST = 20  # of one person in one case, those taken back too: each to `credit` is a paper that is kept [assumption]


def asked(call: Call) -> Answer:
    """What is asked of whoever looks, or what they have authorised in a case that names them no more; at the window, of the party named in the
    query, or else the borrower."""
    found = (of(call, call.case) for of in (whose.person, whose.former, whose.consented))
    own, given = next((key for key in found if key), None), call.query.get("person")
    key = own or given or parties.BORROWER
    if given not in (None, key) or (own is None and key not in parties.named(call.case)):
        raise Problem("INVALID_REQUEST", [Defect("NOT_A_CHOICE", "person")])
    who = call.who.subject if call.who.audience == "depositor" else parties.named(call.case)[key]
    return Answer(_asked(call.case, key, who))


def give(call: Call) -> Answer:
    """One's own consent to one use, in the words in force. Giving the same again changes nothing.

    403 `LEGAL_REPRESENTATIVE` of a party who is not of age, from their own session and without a form their representative has signed;
    422 `BIRTH_FIRST` of one whose document does not tell it, while their day of birth is not typed.
    """
    case, body = call.case, call.body
    key = actors.party(call, body.person)
    if not is_asked(case):
        raise Problem("WRONG_STATUS")
    who, policy, form = actors.person_of(call, key), policy_of(case), form_that_holds(case)
    wanted, words = parties.asked_of(form, policy), uses_of(policy, key).get(body.use)
    if words is None:  # it is not asked of them
        raise Problem("INVALID_REQUEST", [Defect("NOT_A_CHOICE", "/use")])
    if call.who.audience == "depositor" and parties.is_minor(case, key):
        raise actors.represented(case, key)
    if found := list(_wrong(body, words.version, wanted)):
        raise Problem("INVALID_REQUEST", found)
    departments = (body.departments or sorted(wanted)) if body.use == "data" else []
    before = consent.live(case.consents, {key: who}).get((key, body.use))
    as_asked = before and (before["version"], before.get("departments", [])) == (
        words.version,
        sorted(set(departments)),
    )
    if not (before and as_asked and naming.is_of(case, form, before)):
        if [one["party"] for one in case.consents].count(who) >= MOST:
            raise Problem("INVALID_REQUEST", [Defect("TOO_MANY", "/use")])
        how = {"by": actors.acting(call), **evidence.of(call, key)}
        new = consent.given(case.id, key, who, body.use, words, departments, clock.stamp(), **how)
        if body.use == authorisation.CREDIT:
            new = authorisation.on_paper(case, new, *_signer(form, key, who))
        changes = Changes(consents=[*case.consents, new]) | actors.once(call, key)
        # The paper names whom the form named.
        as_read = Expect(status=WRITTEN_IN | {case.status}, revision=case.revision, unchanged=("consents",))
        casefile.amend(case, expect=as_read, **changes)
        case = casefile.load(case.id)
    return Answer(_asked(case, key, who), 201)


def withdraw(call: Call) -> Answer:
    """Takes one's own consent back: nothing more is read on it, and a case on its road leaves it, if it still may. It goes on where
    nothing of it rests on them: somebody else was handed in by now, or they not yet."""
    case, use = call.case, call.body.use
    key = actors.party(call, call.body.person)
    who, at = actors.person_of(call, key), clock.stamp()
    rests = {one: party for one, party in parties.rested_on(case).items() if party == who}
    lives = use in {used for _, used in consent.live(case.consents, rests)}
    theirs = [one for one in case.consents if (one["party"], one["use"]) == (who, use)]
    left = any(consent.stands(one) if rests else "withdrawn_at" not in one for one in theirs)
    if left:
        changes = Changes(consents=consent.withdrawn(case.consents, who, use, at)) | actors.at_window(call)
        expect = Expect(status={case.status}, unchanged=("consents",))  # a draft may be submitted meanwhile
        if lives and case.may_be_withdrawn:
            changes |= Changes(withdrawal=case.withdrawal or Withdrawal(at, actors.acting(call), "consent"))
            expect = Expect(status=WITHDRAWABLE, unchanged=("consents", *denied.LEAVES_AS_READ))
        casefile.amend(case, expect=expect, **changes)
        case = casefile.load(case.id)
    if rests:
        taking_back.act_on(case)
    return Answer(_asked(case, key, who))


def is_asked(case: CaseFile) -> bool:
    """Whether anything is asked of its parties now: also of a case that ended, while somebody decides whether it goes on."""
    if form_is_open(case) or not case.ended:
        return form_is_open(case)
    from chalicelib.casework import appeals  # few ends are objected to

    return appeals.open_of(case) is not None


def _signer(form: Mapping[str, Any], key: str, who: str) -> tuple[str, str]:
    """Name and ID number for the paper, as the form has them of this very person."""
    for place, person in enumerate(form.get("people") or ()):
        if (
            person.get("key") == key
            and person.get("name")
            and person.get("id_number")
            and reference("person", person["id_number"]) == who
        ):
            return person["name"], person["id_number"]
        if person.get("key") == key:
            raise Problem("INVALID_REQUEST", [Defect("NAME_AND_NUMBER_FIRST", f"/people/{place}")])
    raise Problem("INVALID_REQUEST", [Defect("NAME_AND_NUMBER_FIRST", "/people")])


def _wrong(body: Any, version: str, wanted: Mapping[str, str]) -> Any:
    if body.version != version:
        yield Defect("AUTHORISATION_CHANGED", "/version")
    if body.departments is None:
        return
    if body.use != "data":
        yield Defect("UNEXPECTED", "/departments")
        return
    yield from (
        Defect("DEPARTMENT_MISSING", "/departments", (("name", called),))
        for name, called in wanted.items()
        if name not in body.departments
    )
    yield from (Defect("DEPARTMENT_UNKNOWN", "/departments") for name in body.departments if name not in wanted)


def _asked(case: CaseFile, key: str, who: str) -> dict[str, Any]:
    policy, form, given = policy_of(case), form_that_holds(case), [one for one in case.consents if one["party"] == who]
    is_named = parties.named(case).get(key) == who
    asked_now = is_named and is_asked(case)
    getters = parties.asked_of(form, policy) if asked_now else _ticked(case, given)
    uses = {use: words if asked_now else _as_given(words, use, given) for use, words in uses_of(policy, key).items()}
    stands = {one["use"] for one in given if consent.stands(one)}
    # Whom the case names no more is told what stands of theirs, whatever it is worth to it; so is anybody of what they gave as another party.
    lacks = parties.lacking(case, form, key, who, uses, getters) if is_named else [*uses.keys() - stands]
    for other in {one["person"] for one in given if one["use"] not in uses}:
        beside = {use: words for use, words in uses_of(policy, other).items() if use not in uses}
        uses |= {use: _as_given(words, use, given) for use, words in beside.items()}
        lacks += [use for use in beside if use not in stands]
    return {
        "id": case.id,
        "person": key,
        "text": whom(key),
        "items": [
            {
                "use": use,
                **words._asdict(),
                "departments": [{"code": code, "text": called} for code, called in getters.items()]
                if use == "data"
                else [],
                **_stands(use in lacks, words, [one for one in given if one["use"] == use]),
                "paper": _paper([one for one in given if one["use"] == use]),
            }
            for use, words in uses.items()
        ],
    }


def _ticked(case: CaseFile, given: Sequence[consent.Consent]) -> dict[str, str]:
    """Whom the data were last given to, once nothing is asked any more: called as they were on that day, for what the application starts, and what it does
    not start any more by its first matter."""
    last = next((one for one in reversed(given) if "departments" in one), None)
    if last is None:
        return {}
    then = rules.in_force(case.centre, clock.day(last["given_at"]))
    called = {one.department: one.owner for one in reversed(then.matters)}
    if case.is_submitted:
        called |= departments_of(then, facts_of(case.application, then))
    return {code: name for code, name in called.items() if code in last["departments"]}


def _paper(given: Collection[consent.Consent]) -> dict[str, str] | None:
    """The document it was last given on."""
    last = max(given, key=lambda one: one["given_at"], default=None)
    paper = last.get("paper") if last else None
    return {"name": paper["name"], "sha256": paper["sha256"], "link": link(paper["key"])} if paper else None


def _as_given(words: Authorisation, use: str, given: Sequence[consent.Consent]) -> Authorisation:
    """The words it was last given to, once nothing is asked any more: newer ones nobody has agreed to."""
    last = max((one for one in given if one["use"] == use), key=lambda one: one["given_at"], default=None)
    if last is None:
        return words
    kept = {name: last[name] for name in words._fields if name in last}  # type: ignore[literal-required]
    return words._replace(**{**kept, "children": last.get("children", False)})


def _stands(lacks: bool, words: Authorisation, given: Collection[consent.Consent]) -> dict[str, Any]:
    last = max(given, key=lambda one: one["given_at"], default=None)
    withdrawn_at = last.get("withdrawn_at") if last else None
    is_of_others = last is not None and consent.stands(last) and last["version"] != words.version
    state = "GIVEN" if not lacks else "WITHDRAWN" if withdrawn_at else "GIVEN_BEFORE" if is_of_others else "NOT_GIVEN"
    return {
        "state": state,
        "state_text": text(f"CONSENT_STATE_{state}"),
        "given_at": last["given_at"] if last else None,
        "withdrawn_at": withdrawn_at,
    }


def on_paper(call: Call, case: CaseFile) -> list[dict[str, Any]]:
    """The authorisations on paper: one's own, and at the window everybody's."""
    theirs = {"depositor": {call.who.subject}, "clerk": {one["party"] for one in case.consents}}.get(
        call.who.audience, ()
    )
    given = [one for one in case.consents if "paper" in one and one["party"] in theirs]
    return [
        {
            "person": one["person"],
            "text": worded("PAPER_CREDIT_AUTHORISATION"),
            "given_at": one["given_at"],
            "withdrawn_at": one.get("withdrawn_at"),
            **{name: one["paper"][name] for name in ("name", "sha256")},
            "link": link(one["paper"]["key"]),
        }
        for one in given
    ]
