"""What a partner adds to its word (事由): why it declined, why nothing was paid, by which answer it refused an order.

It is the partner's own text and may name anybody: sealed, cut at `MOST_SAID`, and shown to whoever has to find out and decide. Of each
of a partner's words the last is kept.
"""

from collections.abc import Mapping
from typing import Any

from chalicelib import clock
from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile
from chalicelib.records.loan import NOT_REGISTERED
from chalicelib.records.opened import MOST_SAID

REFUSED_ORDER = "payment.refused"  # said by no event, but by the answer to our order


def keep(case: CaseFile, partner: str, said: str, text: str | None, signed_at: str | None = None) -> None:
    """Keeps what a partner added when it `said` something; nothing is written where it added nothing new. Safe to repeat."""
    given = {"text": (text or "").strip()[:MOST_SAID], "signed_at": (signed_at or "").strip()[:MOST_SAID]}
    added = {name: value for name, value in given.items() if value}
    key = f"{partner}.{said}"
    known = case.said.get(key, {}) if key in case.words else {}
    if any(known.get(name) != value for name, value in added.items()):
        word = {"partner": partner, "said": said, "at": clock.stamp(), **added}
        casefile.amend(case, words={key: case.seal_word(key, word)})


def shown(case: CaseFile) -> list[dict[str, Any]]:
    """Everything partners added, the oldest first; why the registry refused is kept with the mortgage, without its moment."""
    reason, status = of_refusal(case), case.mortgage.status if case.mortgage else ""
    said = status if status in NOT_REGISTERED else "REJECTED"  # what was refused is taken back too
    why = [_line({"partner": "registry", "said": said, "text": reason})] if reason else []
    return [*why, *(_line(word) for word in sorted(case.said.values(), key=lambda word: str(word["at"])))]


def of_refusal(case: CaseFile) -> str:
    """Why the registry refused our application, on one line; empty where it did not, or did not say. That the application was taken back since
    takes nothing of that away."""
    mortgage = case.mortgage
    if mortgage and (mortgage.status in NOT_REGISTERED or f"MORTGAGE_REJECTED.{mortgage.apply_biz_id}" in case.events):
        return " ".join((case.wish or "").split())
    return ""


def _line(word: Mapping[str, Any]) -> dict[str, Any]:
    return {name: word.get(name) for name in ("partner", "said", "at", "text", "signed_at")}
