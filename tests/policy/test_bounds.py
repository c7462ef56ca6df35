"""What the law leaves a centre: its own figures may be stricter, and nobody's are looser, as compiled and as read."""

import json
from datetime import date

import pytest
import yaml

from chalicelib.domain import limits
from chalicelib.policy import Book
from chalicelib.policy.bounds import within
from infra.tools.policy import DATA
from tests.given.marks import COMPILED

from .conftest import entry, figure

OWN, ON, CENTRE = "overlays__621100", date(2027, 1, 1), "621100"
FIRST = 'first: {short: "2.10", long: "2.60"}'
LOOSER = {
    "guide.anticipate_day": ('"20"', "REGULATION_2026", "10"),
    "bank_part.term": ("{months: 600}", "BANK_LOANS_2026", {"months": 480}),
    "bank_part.burden": ('{housing: "0.50", debts: "0.95"}', "BANK_LOANS_2026", {"housing": "0.50", "debts": "0.60"}),
    "fraud_ban": ("{withdrawal: 0, loan: 72, means: refuse}", "REGULATION_2026", {"withdrawal": 36, "loan": 72, "means": "refuse", "since": date(2026, 9, 20)}),
    "rates": (
        '{first: {short: "2.10", long: "2.50"}, second: {short: "2.60", long: "2.60"}}',
        "RATES_2025",
        {"first": {"short": "2.10", "long": "2.60"}, "second": {"short": "2.60", "long": "3.075"}},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LOOSER)
def test_no_overlay_says_more_than_the_law_leaves(refused, name):
    value, law, held = LOOSER[name]
    (said, *_) = [line for line in refused(**{OWN: figure(name, entry(value))}) if "beyond" in line]
    assert said.startswith(f"{CENTRE}: {name}: 2027-01-01: beyond what {law} leaves") and said.endswith(f"on: {held}")


@pytest.mark.parametrize("name", LOOSER)
def test_nor_is_it_promised_lent_or_priced_by_whatever_was_compiled(name):
    value, _, held = LOOSER[name]
    compiled = json.loads(COMPILED.read_text(encoding="utf-8"))
    law = compiled["base"][name]
    own = {**law[-1], "from": "2027-01-01", "value": yaml.safe_load(value), "verified": True, "own": True}
    own.pop("bound")
    compiled["overlays"].setdefault(CENTRE, {})[name] = [*law, own]
    made = Book(compiled)
    held = json.loads(json.dumps(held, default=str))  # days as they are compiled
    assert made.entries(CENTRE, ON)[name]["value"] == held and made.entries("620200", ON)[name] == law[-1]
    policy = made.in_force(CENTRE, ON)
    assert limits.law(policy).by == date(2027, 1, 11) and limits.promised(policy)["review"] <= 6
    assert policy.rate("second", 360, ON) >= policy.rate("second", 360, date(2026, 12, 1))
    assert policy.rate("first", 360, ON) == policy.rate("first", 360, date(2026, 12, 1))


def test_a_later_entry_of_the_base_that_is_no_law_loosens_nothing_either(refused):
    more = entry("{months: 600}", "2027-02-01")
    text = (DATA / "base" / "bank_part.yaml").read_text(encoding="utf-8")
    lines = refused(base__bank_part=text.replace("  burden:", f"    - {more}\n  burden:"))
    assert lines == [
        "base: bank_part.term: 2027-02-01: beyond what BANK_LOANS_2026 leaves every centre from 2026-08-28 on: {'months': 480}"
    ]


def test_a_centre_may_be_stricter(proposed):
    explained = entry("自受理申请之日起5日内作出准予贷款或者不准贷款的决定，并通知申请人")
    stricter = f"guide:\n  anticipate_day: [{entry(chr(34) + '5' + chr(34))}]\n  anticipate_explain: [{explained}]\n"
    dearer = figure("rates", entry(f'{{{FIRST}, second: {{short: "2.60", long: "3.20"}}}}'))
    policy = proposed(**{OWN: stricter + dearer}).in_force(CENTRE, ON)
    assert (limits.law(policy).days, str(policy.rate("second", 360, ON))) == (5, "3.20")


@pytest.mark.parametrize(
    ("more", "wrong"),
    [("bound: most", "only the base bounds others"), ("bound: some", "is most or least or exactly")],
)
def test_what_bounds_is_said_beside_a_figure_of_the_base_whose_text_binds_everybody(refused, more, wrong):
    lines = refused(**{OWN: figure("max_months", entry("300").replace("source", f"{more}, source"))})
    assert any(line.startswith(f"{CENTRE}: max_months: 2027-01-01: bound: {wrong}") for line in lines)
    assert any("ASSUMED does not bind every centre" in line for line in lines)


LAW, OWN_PARTS = {"a": "2", "b": "5"}, {"a": "3", "b": "4", "c": "9"}


@pytest.mark.parametrize(
    ("value", "law", "bound", "held"),
    [
        ("3", "2", "most", "2"), ("1", "2", "most", "1"), ("10", "9", "most", "9"), (10, "9.5", "most", "9.5"),
        ("1", "2", "least", "2"), ("3", "2", "least", "3"),
        ("1", "2", "exactly", "2"), ("3", "2", "exactly", "2"),
        ("1", "2", "free", "1"), ("3", "2", "free", "3"), ("any day", None, "free", "any day"),
        (OWN_PARTS, LAW, "most", {"a": "2", "b": "4", "c": "9"}),
        (OWN_PARTS, LAW, "least", {"a": "3", "b": "5", "c": "9"}),
        (OWN_PARTS, LAW, "exactly", LAW),
        (OWN_PARTS, LAW, {"a": "most"}, {"a": "2", "b": "4", "c": "9"}),  # what is not named is the centre's
        (OWN_PARTS, LAW, {"b": "exactly"}, {"a": "3", "b": "5", "c": "9"}),
        (OWN_PARTS, LAW, {"a": "free", "b": "least"}, {"a": "3", "b": "5", "c": "9"}),
        (OWN_PARTS, LAW, {"c": "most"}, OWN_PARTS),  # of that the law says nothing
        ({"c": "9"}, LAW, {"a": "most"}, {"a": "2", "c": "9"}),  # left out, it is the law's
        ({"c": "9"}, LAW, "least", {**LAW, "c": "9"}),  # so is each part of what is bounded as a whole
        ({"x": {"a": "3"}}, {"x": {"a": "2"}}, "most", {"x": {"a": "2"}}),
    ],
)  # fmt: skip
def test_of_a_figure_a_centre_has_as_much_as_the_law_leaves_part_by_part(value, law, bound, held):
    assert within(value, law, bound) == held


@pytest.mark.parametrize(("value", "law"), [({"a": "3"}, "2"), ("3", {"a": "2"}), ("soon", "2")])
def test_what_is_bounded_and_is_no_number_is_an_error(value, law):
    with pytest.raises(ArithmeticError):
        within(value, law, "most")


@pytest.mark.parametrize(
    ("own", "rows"),
    [
        ([], [("2015-10-24", "3.25", "3.58"), ("2025-05-08", "2.60", "3.08")]),
        ([("2016-01-01", "3.25", "3.80")], [("2016-01-01", "3.25", "3.80"), ("2025-05-08", "2.60", "3.80")]),
        ([("2016-01-01", "3.25", "3.00")], [("2016-01-01", "3.25", "3.58"), ("2025-05-08", "2.60", "3.08")]),
        (
            [("2016-01-01", "3.25", "3.80"), ("2026-01-01", "2.60", "3.20")],
            [("2016-01-01", "3.25", "3.80"), ("2025-05-08", "2.60", "3.80"), ("2026-01-01", "2.60", "3.20")],
        ),
        ([("2025-05-08", "9.99", "3.08")], [("2025-05-08", "2.60", "3.08")]),
    ],
)
def test_a_rate_of_the_laws_takes_effect_on_its_day_between_a_centres_own_too(own, rows):
    def entries(table, **more):
        return [{"from": day, "value": {"first": first, "second": second}, **more} for day, first, second in table]

    law = [("2015-10-24", "3.25", "3.58"), ("2025-05-08", "2.60", "3.08")]
    base = {"rates": entries(law, bound={"first": "exactly", "second": "least"})}
    overlays = {CENTRE: {"rates": entries(own)}} if own else {}
    made = Book({"base": base, "overlays": overlays, "sources": {}, "centres": {}})._rates(CENTRE, None)
    assert [(row["from"], row["value"]["first"], row["value"]["second"]) for row in made] == rows
