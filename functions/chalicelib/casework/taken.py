"""Papers taken (收取签字表单): whoever is said to have signed one is told, reads of it, and finds the case, whether they have come in or not.

Whoever forges a hand does not tell its owner: so the platform does.
"""

from chalicelib import clock
from chalicelib.casework import second_looks
from chalicelib.messages import act_code, text
from chalicelib.records import casefile, joined, ledger
from chalicelib.records.casefile import CaseFile
from chalicelib.records.contents import Message
from chalicelib.records.presences import Presence

KIND = "signed_form"  # of the entry in the ledger
MESSAGE = "PAPER_TAKEN"


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
    """Sends a message to their phone, once a day for one act of theirs, and anew after each denial; one that does not go out may be sent again."""
    from chalicelib.casework import notify  # with all that asks agencies; few papers are signed by hand

    day = clock.in_china(clock.parsed(form.at)).date()
    denied = len(second_looks.denied_before(case, form))  # who has denied one is told of every next
    occasion = f"{form.act}.{day:%Y%m%d}.{form.party[-8:]}.{denied}"  # the case may name another by the same key by now
    sent = f"{MESSAGE}.{form.person}.{occasion}"
    if sent in case.messages:
        return

    words = text("PAPER_TAKEN", day=f"{day:%Y-%m-%d}", place=form.terminal, act=act_code(form.act or ""))
    phone = _phone(case, form.person)
    if phone and notify.tell_one(case, "paper", form.person, phone, occasion, words):
        casefile.amend(case, messages={sent: Message(MESSAGE, form.person, clock.stamp())})


def _phone(case: CaseFile, key: str) -> str | None:
    """The phone their own login told, else the one typed for them: who has never come in has no other."""
    from chalicelib.casework import prefill

    typed = (one.get("phone") for one in case.form.get("people") or () if one.get("key") == key)
    return prefill.phone_of(case, key) or next(typed, None)
