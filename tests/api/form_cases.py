"""What can be taken from a complete form, put into it or changed in it."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

from tests.given.form import CO_BORROWER, OLD_LOAN, TITLE, Form

Change = Callable[[Form], None]
ACCOUNT = {"holder": "某", "number": "6222022700000001019", "bank": "B01"}
EXTRA: Form = {
    "home": {
        "project": "示例花园", "presale_permit": "(2025)兰房预售字第001号", "form": "0", "paid": "1.00", "seller_name": "某",
        "title_number": TITLE, "appraisal": "900000.00", "nature": "01", "ownership": "1", "contract_number": "C1",
        "down_payment": "1.00", "seller": ACCOUNT, "seller_id": "91620100MA0000001F", "kind": "own", "inner_area": "80.00",
    },
    "wish": {"commercial_amount": "100000.00", "guarantee": "01", "homes_declared": 1, "deduction": "1000.00"},
    "guarantee": {
        "mortgage": {"owner": "某", "value": "900000.00"}, "pledge": {"owner": "某", "value": "600000.00"},
        "surety": {"name": "某公司", "id_number": "91620100MA0000001F"},
    },
    "old_loan": OLD_LOAN,
    "agent": {"name": "代办", "id_number": "620902198808080044", "phone": "13900000009", "authorised_on": "2026-01-01"},
    "delivery": {"address": "某处"},
    "colour": "red",
}  # fmt: skip
EXTRA_PERSON: Form = {
    "relation": "5", "deposit_centre": "610100", "born": "1990-01-01", "sex": "1", "id_type": "03", "is_depositor": False,
    "minor_children": 2, "education": "20", "employer": {"name": "某单位"}, "balance": "1.00", "key": "co_borrower_2",
    "marital": "90",
}  # fmt: skip


def changes(form: Form) -> Iterator[tuple[str, Change]]:
    """Each single change, with a name: something left out, blank, put in, or another choice."""
    for path in _leaves(form):
        yield f"without {path}", lambda bent, path=path: _drop(bent, path)
        if isinstance(_at(form, path), str):
            yield f"blank {path}", lambda bent, path=path: _put(bent, path, "  ")
    for path in _leaves(EXTRA):
        yield f"with {path}", lambda bent, path=path: _put(bent, path, deepcopy(_at(EXTRA, path)))
    for part in ("old_loan", "guarantee", "agent", "home"):
        yield f"empty {part}", lambda bent, part=part: bent.update({part: {}})
    for place in range(len(form["people"])):
        for name, value in EXTRA_PERSON.items():
            way = ("people", place, name)
            yield f"with {way}", lambda bent, way=way, value=value: _put(bent, way, deepcopy(value))
    for marital in ("10", "22", "40"):
        yield f"marital {marital}", lambda bent, marital=marital: _put(bent, ("people", 0, "marital"), marital)
    for home in ("new", "existing", "own"):
        yield f"home {home}", lambda bent, home=home: _put(bent, ("home", "kind"), home)
    for guarantee in ("02", "03", "99"):
        yield f"guarantee {guarantee}", lambda bent, way=guarantee: _put(bent, ("wish", "guarantee"), way)
    for code in ("SINGLE_STATUS", "TRUTH", "MADE_UP"):
        yield f"commits {code}", lambda bent, code=code: bent.setdefault("commitments", []).append(code)
    for code in ("ONE_PLACE", "DEDUCTION", "SINGLE_STATUS"):
        yield f"declares {code}", lambda bent, code=code: bent.setdefault("declarations", []).append(code)
    yield "co-borrower", _co_borrower
    yield "without spouse", lambda bent: bent.update(people=bent["people"][:1])
    yield "ticked consents", lambda bent: bent.update(consents=[{"person": "spouse", "use": "data"}])


def _co_borrower(form: Form) -> None:
    form["people"].append(deepcopy(CO_BORROWER))


def _leaves(values: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    inner = values.items() if isinstance(values, dict) else enumerate(values) if isinstance(values, list) else ()
    for name, value in inner:
        yield from _leaves(value, (*path, name))


def _at(values: Any, path: tuple[Any, ...]) -> Any:
    for name in path:
        values = values[name]
    return values


def _drop(values: Any, path: tuple[Any, ...]) -> None:
    try:
        del _at(values, path[:-1])[path[-1]]
    except (KeyError, IndexError):
        return


def _put(values: Any, path: tuple[Any, ...], value: Any) -> None:
    try:
        for name in path[:-1]:
            values = values.setdefault(name, {}) if isinstance(values, dict) else values[name]
        values[path[-1]] = value
    except IndexError:
        return
