"""Every code that the house puts before people has its words in the catalogue (messages/), read off the code itself."""

import ast
import pkgutil
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from functools import cache
from importlib import import_module
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest

from chalicelib import messages
from chalicelib.api.forms import PersonKey
from chalicelib.casework import disputes, late_law, payout, restarting
from chalicelib.domain.checks.declared import CHECKS
from chalicelib.domain.checks.finding import Outcome
from chalicelib.domain.checks.papers import PAPER
from chalicelib.domain.form import codes
from chalicelib.domain.status import ENDED
from chalicelib.domain.work import STAFF, WAITS, Held, Result

HOUSE = Path(__file__).parent.parent / "functions" / "chalicelib"
CODE = re.compile(r"[A-Z][A-Z0-9_]{3,}")  # the register's own kinds of record are shorter
SPEAKING = {"event": 0, "tell": 2}  # the calls that put a code before people, and where it stands in them
KINDS = {disputes.KIND, restarting.KIND}  # of waits that are opened under a name


def calls(tree: ast.AST, names: Collection[str]) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in names:
                yield called, node


def trees(*rooms: str) -> Iterator[ast.Module]:
    for room in rooms:
        yield from (ast.parse(path.read_text(encoding="utf-8")) for path in sorted((HOUSE / room).rglob("*.py")))


def words(node: ast.AST) -> Iterator[str]:
    """Every word in capitals, except the names of an agency's own fields: what stands in brackets."""
    fields = {id(one.slice) for one in ast.walk(node) if isinstance(one, ast.Subscript)}
    for one in ast.walk(node):
        if isinstance(one, ast.Constant) and id(one) not in fields and CODE.fullmatch(str(one.value)):
            yield one.value


def answered() -> set[str]:
    """Every word in capitals of the modules of agencies that say which outcome an answer is."""
    speaking = [tree for tree in trees("agencies") if any(_is_outcome(node) for node in ast.walk(tree))]
    return {word for tree in speaking for word in words(tree)}


def _is_outcome(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "Outcome"


def waits() -> set[str]:
    """Every kind of wait that is declared, and every one that is opened anywhere."""
    opened = (
        call.args[1] for tree in trees("steps", "casework") for _, call in calls(tree, ["open_task"]) if call.args[1:]
    )
    return {*WAITS, *KINDS, *(kind.value for kind in opened if isinstance(kind, ast.Constant))}


@cache
def told() -> Mapping[str, set[str]]:
    """Every code that a line of the timeline or a message is given, and every code within its words: by the call that speaks."""
    speaking = [*trees("api", "banks", "casework", "steps", "sweep")]
    found: dict[str, set[str]] = {called: set() for called in SPEAKING}
    theirs = {name: code for tree in speaking for name, code in _named(tree).items() if name.startswith("MESSAGE_")}
    for tree in speaking:
        named = _named(tree)
        for called, call in calls(tree, SPEAKING):
            said = call.args[SPEAKING[called]]
            code = named.get(said.id, said) if isinstance(said, ast.Name) else said
            code = theirs.get(code.attr, code) if isinstance(code, ast.Attribute) else code  # of another module
            assert isinstance(code, ast.Constant | ast.JoinedStr), f"write the code down: {ast.unparse(call)}"
            for given in (code, *(keyword.value for keyword in call.keywords)):
                found[called] |= set(_codes(given))
    return found


def _named(tree: ast.Module) -> Mapping[str, ast.expr]:
    """What a module calls by a name of its own."""
    return {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _codes(given: ast.expr) -> Iterator[str]:
    if isinstance(given, ast.JoinedStr):
        start = ast.unparse(given.values[0]).strip("'")
        yield from (f"{start}{rest}".upper() for rest in families()[start])
    else:
        yield from words(given)


@cache
def families() -> Mapping[str, Collection[str]]:
    """What may follow where a code is put together; another beginning has to be told here what it can become."""
    return {
        "APPEAL_": STAFF["appeal"].words,
        "MESSAGE_APPEAL_": {"filed", *STAFF["appeal"].words},
        "CHECK_": {*CHECKS, PAPER},
        "CONSENT_TO_": codes.USE.codes,
        "ENDED_": ENDED,
        "HELD_": get_args(Held),
        "MESSAGE_": {*ENDED, "CORRECTION", "HOLD"},
        "OUTCOME_": Outcome,
        "TASK_LAW": late_law.OF.values(),
        "PARTY_": {"bank", "bank_part", *(key.rstrip("_0123456789") for key in get_args(PersonKey))},
        "PAYMENT_": get_args(payout.Outcome),
        "PROCEDURE_": get_args(Result),
        "ROUTE_": "ABC",
        "TASK_": waits(),
    }


def test_every_room_of_texts_is_in_the_catalogue_and_no_code_stands_in_two():
    rooms = {one.name for one in pkgutil.walk_packages(messages.__path__, f"{messages.__name__}.") if not one.ispkg}
    assert rooms == {f"{messages.__name__}.{room}" for room in messages._ROOMS}
    said = Counter(code for room in rooms for code in import_module(room).TEXTS)
    assert [code for code, times in said.items() if times > 1] == []


def test_what_an_agency_can_answer_has_its_words():
    assert [code for code in answered() if not messages.known(code)] == []


def test_what_the_timeline_and_the_messages_say_has_its_words():
    codes = set().union(*told().values())
    assert len(codes) > 100 and [code for code in codes if not messages.known(code)] == []


def test_a_message_names_nothing_that_whoever_tells_it_does_not_say():
    codes = {code for code in told()["tell"] if code.startswith("MESSAGE_")}
    assert codes and all(messages.text(code, language, number="1") for code in codes for language in ("zh", "en"))


def test_the_answers_of_every_agency_that_answers_are_among_them():
    assert {code.split("_")[0] for code in answered()} >= {"IDENTITY", "MARRIAGE", "FUND", "OFF", "FILING", "TITLE", "TAX", "CREDIT"}  # fmt: skip


def test_whoever_asks_an_agency_is_called_by_a_name():
    asks = re.compile(r'(?:purpose_of|asking)\(\s*case,\s*"(\w+)"')
    askers = {name for file in HOUSE.rglob("*.py") for name in asks.findall(file.read_text("utf-8"))}
    assert len(askers) > 5 and [name for name in askers if messages.step(name.title()) == name.title()] == []


@pytest.mark.parametrize("typed", ["WINDOW", "OVERDUE", "PAPER_CONTRACT", "2026-11-28", "{number}"])
def test_what_somebody_has_typed_is_printed_as_it_is(typed):
    assert messages.text("NOTICE_STATED", value=typed) == f"（申请表所填：{typed}）"
    assert typed in messages.text("OTHER_LOAN_VOUCHER", amount="1", bank="b", number=typed)
    ordered = messages.text("CAUSE_ORDERED", by="主管", on="2026-11-28", reason=typed)
    assert ordered == f"主管于2026年11月28日决定不再继续办理，理由：{typed}"
    assert messages.text("LINE_NOT_MET", name="n", why=typed) == f"否：n（{typed}）"


def test_an_amount_in_a_text_is_written_as_the_pages_write_it_and_nothing_else_is() -> None:
    assert messages.text("EFFECT_MORE", value=Decimal("27000.00")) == "可多贷 27,000 元"
    assert messages.text("EFFECT_PAYMENT_MORE", "en", value="2001.70") == "the first payment rises by 2,001.70 yuan"
    assert messages.text("PARAM_MAX_MONTHS", value=1200) == "不超过 1200 个月"
    assert messages.text("NOTE_SMALLEST", round_to="千") == "额度取申请金额与各上限中最小者，向下取整至 千 元"


def test_a_code_whose_own_text_lacks_a_value_stops_nothing():
    assert "WINDOW" in messages.text("USE_OF_CHILD", use="WINDOW")


def test_every_code_that_fills_a_text_stands_under_a_name_that_is_looked_up():
    placeholders = {name for room in messages._ROOMS for name in _placeholders(room)}
    given = {name for tree in trees(".") for name, value in _filled(tree) if _is_code(value)}
    assert given & placeholders - messages.CODED == NOT_OF_TEXTS


NOT_OF_TEXTS = {"case", "code", "holder", "home", "proof", "review"}
"""Placeholders by whose name something else bears a code: a constant, an answer's field."""


def _placeholders(room: str) -> Iterator[str]:
    for said in import_module(f"{messages.__name__}.{room}").TEXTS.values():
        yield from (name for _, name, _, _ in Formatter().parse(said[0]) if name)


def _filled(tree: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """Every value that is given under a name, in a call or a dict."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from ((one.arg, one.value) for one in node.keywords if one.arg)
        if isinstance(node, ast.Dict):
            named = zip(node.keys, node.values, strict=True)
            yield from ((str(key.value), value) for key, value in named if isinstance(key, ast.Constant))


def _is_code(value: ast.AST) -> bool:
    if isinstance(value, ast.Call):
        return (getattr(value.func, "attr", "") or getattr(value.func, "id", "")) in ("party_code", "act_code")
    start = value.values[0] if isinstance(value, ast.JoinedStr) else value
    return isinstance(start, ast.Constant) and bool(re.match(r"[A-Z]{3,}(_|$)", str(start.value)))
