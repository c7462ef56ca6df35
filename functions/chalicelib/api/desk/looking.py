"""What a look (人工核查项) asks of whoever does it: in words, with the facts to say and what each can be."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from chalicelib.domain.checks.declared import CHECKS
from chalicelib.domain.checks.facts import Kinds
from chalicelib.domain.checks.papers import KINDS, PAPER
from chalicelib.messages import step, text, whom, worded
from chalicelib.records.casefile import CaseFile

_SORTS = {bool: "yes", int: "whole", Decimal: "yuan"}  # of a fact; any other is a text


def kinds(check: str) -> Mapping[str, Kinds]:
    """What each fact of a check can be; of an unknown check, none."""
    if check == PAPER:
        return KINDS
    return CHECKS[check].kinds if check in CHECKS else {}


def shown(case: CaseFile, looks: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Each look with `text` (all that is the matter), `hint` (what to look at), `about` (of whom) and `asks`, the facts to say."""
    doubts = {(one.check, one.subject): one.facts.get("doubts", ()) for one in case.findings}
    for look in looks:
        check, subject = str(look.get("check", "")), str(look.get("subject", ""))
        of_today = case.filing_seen.doubts if case.filing_seen and "filing_shown" in look.get("facts", ()) else ()
        codes = dict.fromkeys((str(look.get("code", "")), *doubts.get((check, subject), ()), *of_today))
        said = [*map(worded, codes), *([worded("LENT_BY_US", {"count": ours})] if (ours := lent(case, look)) else [])]
        yield {
            "text": "；".join(one.rstrip("。；") for one in said),
            "hint": worded(look["what"]) if "what" in look else "",
            "about": step(check) if check == PAPER else f"{step(check)}·{whom(subject)}",
            "asks": [
                {"name": name, "text": text(f"FACT_{name.upper()}"), "sort": _sort(kinds(check).get(name, ()))}
                for name in look.get("facts", ())
            ],
            **look,
        }


def lent(case: CaseFile, look: Mapping[str, Any]) -> int:
    """How many loans of ours (本平台已放贷款) whoever looks has to reckon with there: no fewer can have been used."""
    return case.lent.get(look.get("subject", ""), 0) if look.get("check") == "fund_account" else 0


def _sort(possible: Kinds) -> str:
    return next((_SORTS[kind] for kind in possible if kind in _SORTS), "text")
