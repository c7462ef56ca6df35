"""Papers taken (收取签字表单): whoever is said to have signed one is told, reads of it, and finds the case, whether they have come in or not.

Whoever forges a hand does not tell its owner: so the platform does.
"""

from collections.abc import Mapping

from chalicelib import clock
from chalicelib.casework import parties, second_looks
from chalicelib.messages import act_code, text
from chalicelib.records import casefile, joined, ledger
from chalicelib.records.casefile import CaseFile
from chalicelib.records.contents import Message, told_as
from chalicelib.records.presences import SIGNED_FORM, Presence
from chalicelib.trust.index import reference

KIND = "signed_form"  # of the entry in the ledger
MESSAGE = "PAPER_TAKEN"
MOST_PHONES = 3  # that are typed for one person and told on one day


def note(case: CaseFile, form: Presence) -> None:
    """Puts it into the ledger and the case into that person's list, before anything is kept of it. Safe to repeat: it says so again."""
    entry = {
        "kind": KIND, "subject": form.person, "party": form.party, "act": form.act, "scan": form.id, "terminal": form.terminal,
        "proof": form.evidence, "operator": form.by, "person": form.hand,
    }  # fmt: skip
    ledger.append(case.id, entry)
    if form.party != case.applicant:
        joined.join(form.party, case.id)


def send_word(case: CaseFile, form: Presence) -> None:
    """Sends a message to each phone of theirs, once a day for one act, and anew after each denial; one that does not go out may be sent again."""
    day = clock.day(form.at)
    denied = len(second_looks.denied_before(case, form))  # who has denied one is told of every next
    words = text("PAPER_TAKEN", day=f"{day:%Y-%m-%d}", place=form.terminal, act=act_code(form.act or ""))
    # the case may name another by the same key by now, or by another phone
    _send(case, form, MESSAGE, f"{form.act}.{day:%Y%m%d}.{form.party[-8:]}.{denied}", words)


def answer(case: CaseFile) -> None:
    """Sends whoever has denied a paper word of what was found out, once, to each phone of theirs. Safe to repeat."""
    from chalicelib.casework import denied  # few papers are denied

    for form in case.presences:
        if denied.is_denied(form) and (found := denied.found_out(form)):
            words = text(f"PAPER_{found}", act=act_code(form.act or ""))
            _send(case, form, f"PAPER_{found}", f"{form.id}.{form.party[-8:]}", words)


def follow(case: CaseFile) -> None:
    """Sends word of every paper that stands to the phones the form has by now: the one it had that day may have been the taker's own."""
    for form in case.presences:
        if form.method == SIGNED_FORM and not form.void:
            send_word(case, form)


def _send(case: CaseFile, form: Presence, code: str, occasion: str, words: str) -> None:
    """Sends words to each phone of theirs that does not have them. The case keeps which phones have."""
    from chalicelib.casework import notify  # with all that asks agencies; few papers are signed by hand

    sent, today = told_as(code, form.person, occasion), f"{clock.today():%Y%m%d}"
    before = case.messages[sent].phones if sent in case.messages else {}
    told = dict(before)
    for phone, is_own in sorted(_phones(case, form).items()):
        mark = reference("phone", phone)[-8:]
        has_it = mark in told or f"{sent}.{mark}" in case.messages  # earlier releases kept an entry of each
        if has_it or (not is_own and _is_one_too_many(case, form, told, mark, today)):
            continue
        if notify.tell_one(case, "paper", form.person, phone, f"{occasion}.{mark}", words):
            told[mark] = today
    if told != before:
        casefile.amend(case, messages={sent: Message(code, form.person, clock.stamp(), told)})


def _is_one_too_many(case: CaseFile, form: Presence, told: Mapping[str, str], mark: str, today: str) -> bool:
    """Whether as many phones were typed for this person and told today, by these words too: nobody sends messages to whatever phones they type."""
    of_them = (one.phones for sent, one in case.messages.items() if form.party[-8:] in sent.split("."))
    of_today = {phone for phones in (*of_them, told) for phone, day in phones.items() if day == today}
    return mark not in of_today and len(of_today) >= MOST_PHONES


def _phones(case: CaseFile, form: Presence) -> dict[str, bool]:
    """Their own, else those typed for them: who has never come in has no other. Each with whether it is their own."""
    from chalicelib.casework import phones

    if parties.named(case).get(form.person) != form.party:
        return {}
    if own := phones.own(case, form.person):
        return {own: True}
    return dict.fromkeys(phones.typed(case, form.person), False)
