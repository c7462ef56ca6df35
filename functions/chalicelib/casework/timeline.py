"""The timeline (办理时间线): what has happened in a case, each line read from where it is kept.

What only the timeline knows is an event of the case. What a consent or an answer says of itself is told from there: a second record
in the case's item would be billed again with each later write of it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from chalicelib.domain.checks.finding import place_of
from chalicelib.messages import act_code, is_party, party_code, worded
from chalicelib.records.casefile import CaseFile, Told
from chalicelib.records.contents import STAFF_FOUND, Answer, Event
from chalicelib.records.handouts import POST, WINDOW

# What lines are called that are written where an end is undone.
_OF_GOING_ON = {"CORRECTED": "NOTICE_LAPSED", "RESTARTED": "TAKEN_UP_ANEW"}
_APART = "甲乙丙丁戊己庚辛壬癸"  # more than a form has parties


def lines(case: CaseFile) -> list[Event]:
    """Every line, in order. Earlier releases wrote those of consents and answers down, under the same keys."""
    answers = dict(answered(key, answer) for key, answer in case.answers.items())
    told = {**dict(_of_consents(case)), **dict(_of_agents(case)), **dict(_of_papers(case)), **answers, **case.events}
    return sorted(told.values(), key=lambda line: line.at)


def in_words(told: Iterable[Event], reader: str | None = None) -> list[dict[str, str]]:
    """Lines as people read them. What comes once more in the same words says which time it is: no two are the same. `reader`: the party who reads
    (empty: whoever has called for one), who is not told whose of the others a check was about, but where it was about another of them."""
    told = tuple(told)
    others = list(dict.fromkeys(line.values["of"] for line in told if line.values.get("of", reader) != reader))
    times, shown = Counter[str](), list[dict[str, str]]()
    for line in told:
        text = worded(said(line), {**line.values, **_whose(line, reader, others)})
        times[text] += 1
        if times[text] > 1:
            text = worded("LINE_AGAIN", {"line": text, "times": times[text]})
        shown.append({"at": line.at, "code": line.code, "text": text})
    return shown


def said(line: Event) -> str:
    """The code of a line's words: what is accepted though something is owed is not complete (容缺受理); what is asked after acceptance is a question (核实), whose words are others than a correction's (补正)."""
    if line.code == "TASK_DISPUTE" and line.values.get("partner") == STAFF_FOUND:
        return "TASK_DISPUTE_OURS"
    if "reopened" in line.values:
        return _OF_GOING_ON.get(line.code, line.code)
    if line.code == "CORRECTED" and "waived" in line.values:
        return "NOTICE_WAIVED"
    if line.code == "CHECK_ANSWERED" and "of" in line.values:
        return "CHECK_ANSWERED_OF"
    if line.code == "ACCEPTED" and "owed" in line.values:
        return "ACCEPTED_OWING"
    return "HOLD_ASKED" if line.code == "CORRECTION_ASKED" and "held" in line.values else line.code


def _whose(line: Event, reader: str | None, others: list[str]) -> dict[str, str]:
    if reader is None or "of" not in line.values:
        return {}
    if line.values["of"] == reader:
        return {"party": "OF_THEMSELVES"}
    apart = _APART[others.index(line.values["of"])] if len(others) > 1 else ""
    return {"party": worded("OF_ANOTHER" if reader else "OF_ONE") + apart}


def answered(key: str, answer: Answer) -> Told:
    """The line of an answer about `check.subject`; an event of the case once another takes its place."""
    check, subject = place_of(key)  # maybe one that is declared no more
    told = {"check": f"CHECK_{check.upper()}", "outcome": f"OUTCOME_{answer.outcome.upper()}"}
    if is_party(subject):
        told |= {"party": party_code(subject), "of": subject}
    return Told(f"CHECK_ANSWERED.{key}.{answer.of[:8]}", Event(answer.at, "CHECK_ANSWERED", told))


def _of_consents(case: CaseFile) -> Iterator[tuple[str, Event]]:
    for one in case.consents:
        person, use, withdrawn = one["person"], one["use"], one.get("withdrawn_at")
        told = {"party": party_code(person), "use": f"CONSENT_TO_{use.upper()}"}
        if "by" in one:  # an act: earlier releases took what was ticked in a form
            yield f"AUTHORISED.{one['id'][-12:]}", Event(one["given_at"], "AUTHORISED", told)
        if withdrawn:
            yield f"CONSENT_WITHDRAWN.{person}.{use}.{withdrawn}", Event(withdrawn, "CONSENT_WITHDRAWN", told)


def _of_papers(case: CaseFile) -> Iterator[tuple[str, Event]]:
    """What was handed over at the window, to whom themselves, and what went by post. That an agent came is told of them; what somebody opens
    themselves is told beside the paper."""
    for one in case.handed:
        told = {"party": party_code(one.person)}
        if one.how == WINDOW and not one.agent:
            yield f"RESULTS_COLLECTED.{one.proof}", Event(one.at, "RESULTS_COLLECTED", told)
        if one.how == POST:
            yield f"RESULTS_SENT.{one.id}", Event(one.at, "RESULTS_SENT", {**told, "tracking": one.tracking})


def _of_agents(case: CaseFile) -> Iterator[tuple[str, Event]]:
    """What was done on a form signed by hand; who was to act for a party and did: `done` is what rests on each proof."""
    done = {*case.spent, *(document.brought for document in case.documents.values())}
    for one in case.presences:
        told = {"party": party_code(one.person), "act": act_code(one.act or "")}
        if one.act and not one.mandate and one.id in case.spent:
            yield f"FORM_ACTED.{one.id}", Event(one.second.get("at", one.at), "FORM_ACTED", told)
        if one.mandate and one.id in done:
            yield f"AGENT_ACTED.{one.id}", Event(one.at, "AGENT_ACTED", told)
        if one.acts and one.second:
            yield f"AGENT_AUTHORISED.{one.id}", Event(one.second["at"], "AGENT_AUTHORISED", told)
        if "resolved_by" in one.void and "found_at" in one.void:  # earlier releases kept no moment
            yield f"DENIAL_RESOLVED.{one.id}", Event(one.void["found_at"], "DENIAL_RESOLVED", told)
        if one.acts and one.void:
            yield f"AGENT_REVOKED.{one.id}", Event(one.void["at"], "AGENT_REVOKED", told)
