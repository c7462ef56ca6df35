"""The one catalogue of texts for people: code to (Chinese, English). Programs use the code, people read the text.

Each module here holds the texts of one room as a dict `TEXTS`; codes are unique across all of them (a test holds that).
Texts may contain {placeholders}; they never hold personal data.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from importlib import import_module
from typing import Any

_ROOMS = (
    "findings",
    "filings",
    "rules",
    "remedies",
    "looks",
    "notices",
    "road",
    "pages.work",
    "receipt",
    "endings",
    "causes",
    "appeals",
    "desk",
    "owing",
    "problems",
    "defects",
    "tracking",
    "consents",
    "signing",
    "stops",
    "bank_part",
    "late_law",
    "form",
    "guide",
    "figures",
    "explaining",
    "quotes",
    "partners",
    "uses",
    "prefill",
    "steps",
    "operations",
    "found",
    "facts",
    "pages.shared",
    "pages.apply",
    "pages.following",
    "pages.people",
    "pages.served",
    "pages.law",
    "pages.desk",
    "pages.deciding",
    "pages.procedures",
    "pages.window",
    "pages.supervise",
    "pages.ops",
)
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_IN_YUAN = re.compile(r"\{(\w+)\} 元")
_PLAIN_SUM = re.compile(r"\d+(\.\d{1,2})?", re.ASCII)
CODED = frozenset(
    {"act", "agency", "check", "method", "outcome", "party", "procedure", "purpose", "resets", "result", "role", "route", "task", "use", "what"}
)  # fmt: skip
"""The placeholders whose value may be a code. Every other may hold what somebody typed, and is printed as it is."""
DATED = frozenset({"accepted", "at", "by", "day", "holds", "latest", "on", "received", "since", "until", "was"})
"""Those whose value may be a day."""
_THINGS = {"home": "WHERE_HOME", "case": "SUBJECT_CASE"}


def text(code: str, language: str = "zh", **values: object) -> str:
    """The text of a code in `zh` or `en`, with its placeholders filled. Raises `KeyError` for an unknown code.

    Records keep codes and days: a code under a name of `CODED` is shown as its text, a day (2026-11-30) under one of `DATED` in Chinese as 2026年11月30日.
    What stands before 元 is an amount, and shown as `amount` shows it.
    """
    texts = _find(code)
    if texts is None:
        raise KeyError(code)
    shown = {name: _said(name, value, language) for name, value in values.items()}
    for name in _IN_YUAN.findall(texts[0]):
        if _PLAIN_SUM.fullmatch(str(shown.get(name))):
            shown[name] = amount(shown[name])
    return texts[0 if language == "zh" else 1].format(**shown)


def _said(name: str, value: object, language: str) -> object:
    if name in CODED:
        return text_or(str(value), str(value), language)
    day = _DAY.fullmatch(str(value)) if name in DATED and language == "zh" else None
    return f"{day[1]}年{int(day[2])}月{int(day[3])}日" if day else value


def amount(value: object) -> str:
    """An amount in yuan as people read it, on pages and in texts alike: 500,000, or 2,001.70. What is no amount raises `InvalidOperation`."""
    return f"{Decimal(str(value)):,.2f}".removesuffix(".00")


def text_or(instead: str, code: str, language: str = "zh", **values: object) -> str:
    """The text of a code, or what is to be shown where nobody has worded it yet or its placeholders lack a value."""
    try:
        return text(code, language, **values)
    except (KeyError, IndexError):
        return instead


def worded(code: str, values: Mapping[str, Any] | None = None) -> str:
    """The Chinese text of a code; a code nobody has worded yet is shown as it is rather than hiding what happened."""
    return text_or(code, code, **(values or {}))


def step(name: str) -> str:
    """What a step of the road is called in Chinese, by its name there (FirstReview); the name itself where it has none."""
    words = "".join(f"_{letter}" if letter.isupper() else letter for letter in name).strip("_").upper()
    codes = (f"{sort}_{words}" for sort in ("STEP", "CHECK", "TASK"))
    return next((text(code) for code in codes if known(code)), name)


def partner(name: str) -> str:
    """Whoever is asked, as traces name them: an agency, or a bank."""
    return next(
        (text(code) for code in (f"AGENCY_{name.upper()}", f"PARTY_{name.upper()}", f"BANK_{name}") if known(code)),
        name,
    )


def way(word: str) -> str:
    """The way a step or a wait sends a case on, by its routing word."""
    return text_or(word, f"WAY_{word.upper()}")


def role(party: str) -> str:
    """The role of a party by its key: borrower, spouse, co_borrower_1…"""
    return worded(f"ROLE_{kind(party)}")


def party_code(party: str) -> str:
    """The code of a party, or of the bank, as somebody who acts: PARTY_BORROWER, PARTY_CO_BORROWER, PARTY_BANK."""
    return f"PARTY_{kind(party)}"


def act_code(act: str) -> str:
    """The code of what is done at the window for somebody, by its name: ACT_SUBMIT, ACT_CONSENTS_DATA."""
    return f"ACT_{act.upper().replace('.', '_')}"


def whom(subject: str) -> str:
    """Whom a subject means: the case, the home, or a party as its role, told apart by its number."""
    if subject in _THINGS:
        return text(_THINGS[subject])
    return role(subject) + subject[len(kind(subject)) :].lstrip("_")


def is_party(subject: str) -> bool:
    """Whether a subject is a party: neither the case nor the home."""
    return bool(subject) and subject not in _THINGS


def kind(key: str) -> str:
    """What kind a key is of that may bear a number, as codes have it: `co_borrower_1` is a CO_BORROWER."""
    return key.rstrip("_0123456789").upper()


def known(code: str) -> bool:
    """Whether the catalogue has a text of that code."""
    return _find(code) is not None


@lru_cache(maxsize=2048)
def _find(code: str) -> tuple[str, str] | None:
    for room in _ROOMS:
        texts: tuple[str, str] | None = import_module(f"{__name__}.{room}").TEXTS.get(code)
        if texts:
            return texts
    return None
