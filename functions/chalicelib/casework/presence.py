"""Presence at the window (到场): a clerk acts for a party only while that party is there, proven by the terminal, not said by the clerk;
or on a form that party signed by hand (签字表单), whose scan is kept and was looked at by two members of staff; or while an agent of theirs
is there (casework/agents.py). Both are for the one act they are about, once, as long as that is what it was.
"""

from datetime import timedelta

from chalicelib import clock
from chalicelib.casework import agents, naming, parties
from chalicelib.casework.corrections import form_that_holds
from chalicelib.casework.rules import policy_of
from chalicelib.domain.form.parties import asked
from chalicelib.records import presences
from chalicelib.records.casefile import CaseFile
from chalicelib.records.presences import Presence

LASTS = timedelta(minutes=30)
SIGN = "signatures"
CONSENTS = {"consents.data": "data", "consents.credit": "credit", "consents.identity": "identity"}
# What a form can be signed for, by the route it is done on. Taking something back and declining are not among them: for that one comes.
ACTS = ("submit", "corrections", SIGN, *CONSENTS, agents.AUTHORISING)
SIGNED_FORM = presences.SIGNED_FORM


def present(case: CaseFile, key: str, clerk: str, act: str, request: str) -> Presence | None:
    """The latest live proof that this clerk has for that party's act (`ACTS`); None without. A form is live until it is spent, and
    for a repetition of the `request` that spent it; whatever proof is void or denied, the coming of an agent too, is never."""
    who = parties.named(case).get(key)
    seen = [
        one
        for one in case.presences
        if (one.person, one.by, one.party) == (key, clerk, who)
        and not one.void
        and is_fresh(since(one))
        and case.spent.get(one.id, request) == request
        and _is_of(one, case, act)
    ]
    return seen[-1] if seen else None


def about(case: CaseFile, act: str, key: str) -> str | None:
    """What such an act of that party is about as the case stands: the contract's bytes, the form's revision, or the authorisation's
    words with the departments they are about, or with the name and number on its paper. None while there is nothing to sign. An authorisation
    of an agent, and the handing in, are about the case as long as it is open; collecting is about the results, and so is an authorisation then."""
    if act == agents.RESULTS or (act == agents.AUTHORISING and case.ended):
        return act if case.results else None
    if act in (agents.AUTHORISING, agents.DOCUMENTS):
        return None if case.ended else act
    if act == SIGN:
        return case.contract.sha256 if case.contract else None
    if act in CONSENTS:
        policy, use, form = policy_of(case), CONSENTS[act], form_that_holds(case)
        words, named = asked(policy, key).get(use), naming.of_party(case, form, key)
        if words is None:  # it is not asked of them
            return None
        version = words.version
        if use == "credit":
            return f"{version}/{named}" if named else None
        if use != "data":
            return version
        return "/".join([version, *sorted(parties.asked_of(form, policy))])
    return str(case.revision) if act in ACTS else None


def _is_of(one: Presence, case: CaseFile, act: str) -> bool:
    if one.act is None:
        return not binds_a_minor(case, one.person, act)
    if one.act != act or one.about is None or one.about != about(case, act, one.person) or _is_taken_back(one, case):
        return False
    return is_vouched(one) if one.method == SIGNED_FORM else _is_covered(one, case)


def binds_a_minor(case: CaseFile, key: str, act: str) -> bool:
    """Whether it is an act by which who is not of age would bind themselves: a consent or a signature. For that their legal representative
    (法定代理人) signs on paper, beside what shows that they are it, and two members of staff look at both. Source: 民法典 19, 20, 27."""
    return act in (SIGN, *CONSENTS) and parties.is_minor(case, key)


def is_vouched(form: Presence) -> bool:
    """Whether a second person has accepted the scan of a form, and nobody has made it void since: who took it does not vouch alone."""
    return bool(form.second) and not form.void


def _is_covered(one: Presence, case: CaseFile) -> bool:
    return agents.covering(case, one.person, one.agent or "", one.act or "") is not None


def _is_taken_back(one: Presence, case: CaseFile) -> bool:
    """Whether who signed it has withdrawn that consent since."""
    use = CONSENTS.get(one.act or "")
    ends = [
        given["withdrawn_at"]
        for given in case.consents
        if (given["party"], given["use"]) == (one.party, use) and given.get("withdrawn_at")
    ]
    return any(clock.parsed(one.at) <= clock.parsed(end) for end in ends)


def since(one: Presence) -> str:
    """From when its half hour runs: since the terminal saw who came, or since the second person accepted the scan of a form."""
    return one.second["at"] if one.method == SIGNED_FORM and one.second else one.at


def until(one: Presence) -> str:
    """When that half hour ends."""
    return clock.stamp(clock.parsed(since(one)) + LASTS)


def has_run_out(one: Presence) -> bool:
    """Whether its half hour is over. That of a form nobody else has accepted has not begun; an authorisation has a last day instead."""
    return not one.acts and (one.method != SIGNED_FORM or is_vouched(one)) and not is_fresh(since(one))


def is_fresh(at: str) -> bool:
    """Whether what a terminal saw then still stands. Raises `ValueError` for what is no moment."""
    return abs(clock.now() - clock.parsed(at)) < LASTS
