"""What is refused, and that every problem is named with scope, figure, date and what is wrong."""

import re

import pytest

from chalicelib.domain.checks.declared import CHECKS
from chalicelib.domain.judging.formulas import FORMULAS
from chalicelib.domain.policy import Policy
from chalicelib.domain.work import ENDED_BY_TIME
from infra.tools.policy import DATA, Inconsistent, book, checked
from infra.tools.policy.caps import PARAMETERS
from infra.tools.policy.figures import FIGURES
from infra.tools.policy.form_bounds import waited
from infra.tools.policy.lists import MEMBERS
from tests.given.made_up import MADE_UP

from .conftest import entry, figure

CAP = "caps.CAP_X"
STACKED = "{{name: 虚构额度, formula: household, single: '1', dual: '2', uplifts: [{}]}}"
MATERIAL = "{{name: 纸, of: home, why: 因, sources: [{}], tolerable: false{}}}"
KIND = "{{name: 买, homes: [{}], combination: [false], payee: {}, traits: {{off_site: false, transfer: none}}}}"
LONG = "{{review: 5, verify: 3, first_review: 3, second_review: 3, attend: 1, correction: {}, signing: {}, mortgage: 5, disbursement: 5}}"
CENTRE = '{{name: 中心, short: 中心, serves: [{}], uscc: "{}", level: "3"}}'


def test_the_parties_have_no_longer_than_the_road_waits_for_them():
    most = {limit: max(days for days in range(60) if _is_waited(limit, days)) for limit in ENDED_BY_TIME}
    assert most == {"correction": 27, "signing": 13}


def _is_waited(limit, days):
    try:
        return waited(limit)(days) == days
    except ValueError:
        return False


def test_the_shipped_policy_is_consistent():
    assert checked(DATA).problems == []


def test_every_figure_and_every_parameter_of_a_formula_has_a_shape():
    fields = set(Policy.__dataclass_fields__) - {
        "centre", "name", "serves", "on", "version", "unverified", "confirmed", "sources",
    }  # fmt: skip
    assert fields == set(FIGURES) | set(MEMBERS)
    assert {name for formula in FORMULAS.values() for name in (*formula.needs, *formula.may)} == set(PARAMETERS)


@pytest.mark.parametrize(
    ("name", "value", "wrong"),
    [
        ("round_to", "1000.5", "value: Input should be a valid string"),  # a float
        ("max_months", '"360"', "value: Input should be a valid integer"),
        ("max_months", "true", "value: Input should be a valid integer"),
        ("max_months", "0", "greater than or equal to 1"),
        ("commercial_rate", '"24"', "an annual percent lies between"),
        ("commercial_rate", '"0"', "an annual percent lies between"),
        ("commercial_rate", '"abc"', "should match pattern"),
        ("down_payment", '{first: "0.2"}', "second: Field required"),
        ("down_payment", '{first: "0.2", second: "1.2"}', "second: Value error, a share of one lies between 0 and 1"),
        ("down_payment", '{first: "0.2", second: "0.2", third: "0.2"}', "third: Extra inputs are not permitted"),
        ("tiers", '{automatic: "600000", one_review: "550000"}', "automatic is above one_review"),
        (
            "four_eyes.automatic",
            "{one_person: [[first_review, follow]]}",
            "Input should be 'window', 'signing', 'verify'",
        ),
        ("four_eyes.automatic", "{one_person: [[follow]]}", "List should have at least 2 items"),
        ("four_eyes.automatic", "{}", "one_person: Field required"),
        ("classes.automatic", "{when: {hoem: new}}", "when: hoem: no such fact"),
        ("classes.automatic", "{when: {home: [castle]}}", "when: home: is never 'castle'"),
        ("classes.automatic", "{when: {home: new}, unless: [{when: {moon: full}}]}", "when: moon: no such fact"),
        ("classes.automatic", "{when: {}}", "at least 1 item"),
        ("classes.by_score", "{when: {home: new}}", "not what by_score holds"),
        ("classes.final", "{when: {home: new}}", "not what final holds"),
        ("classes.automatic", '{amount: "800000", word: "550000"}', "not what automatic holds"),
        ("classes.final", '{amount: "800000"}', "word: Field required"),
        ("classes.final", '{amount: "800000", word: "1", risk: [{when: {moon: full}}]}', "when: moon: no such fact"),
        ("retention.loan", "{years: 0, after: term_end}", "greater than or equal to 1"),
        ("retention.loan", "{years: 30, after: someday}", "Input should be 'term_end' or 'archived'"),
        ("commercial_mortgage", "perhaps", "Input should be 'refuse', 'look' or 'allow'"),
        ("liquidity", '{"0.85": "0.9"}', 'needs a step from "0.00" on'),
        ("age_limit", "{formula: fixed, years: 5}", "male: Field required"),
        ("age_limit", "{formula: by_moon}", "'by_moon' found using 'formula'"),
        ("arranged", "{years: [], days: {2027-02-30: true}}", "not YAML"),
        ("arranged", '{years: [], days: {"27-02-03": true}}', "not a day"),
        ("arranged", "{years: [2027], days: {2027-01-01: false}}", "holidays by law: 2027-02-05, 2027-02-08"),
        ("repayment", '{due_day: "32", day_count: actual/360, penalty: "1.5"}', "due_day"),
        ("no_such_figure", "1", "no such figure"),
        ("deadlines", LONG.format(15, 14), "signing: Value error, may take 30 days, and the road ends a case after 30"),
        ("max_months", "361", "more than the form takes in wish.months"),
        (CAP, "{formula: by_moon}", "'by_moon' found using 'formula'"),
        (CAP, "{name: 虚构额度, formula: price_share, share: '0.5'}", "share: Extra inputs are not permitted"),
        (CAP, "{name: 虚构额度, formula: balance_multiple}", "multiple: Field required"),
        (CAP, "{name: 虚构额度, formula: balance_multiple, multiple: 15}", "multiple: Input should be a valid string"),
        (
            CAP,
            "{name: 虚构额度, formula: household, single: '1', dual: '2', uplift: '0.1'}",
            "children and uplift go together",
        ),
        (CAP, STACKED.format("{share: '0.2'}"), "needs a when, a proof or children"),
        (CAP, STACKED.format("{proof: D04, share: '0.2'}"), "say children"),
        (CAP, STACKED.format("{proof: D04, share: '0.2', amount: '1'}"), "needs either a share or an amount"),
        (
            CAP,
            "{name: 虚构额度, formula: household, single: '1', dual: '2', by: age}",
            "Input should be 'depositors' or 'married'",
        ),
        ("counting", "{homes: true, fund_loans: true, mortgages: true, within: village}", "Input should be 'district'"),
        ("rules.ALIVE", "{text: 应当}", "basis: Field required"),
        ("kinds.x", KIND.format("castle", "seller"), "homes.0: Input should be 'new', 'existing' or 'own'"),
        ("kinds.x", KIND.format("new", "uncle"), "payee: Input should be 'seller', 'old_loan' or 'borrower'"),
        ("kinds.x", KIND.format("own", "seller"), "pays a seller and takes homes that are the borrower's own"),
        ("guide.by_law", "12", "Input should be a valid string"),
    ],
)
def test_a_value_has_the_shape_of_its_figure(refused, name, value, wrong):
    problems = refused(overlays__620200=figure(name, entry(value)))
    assert any(wrong in line for line in problems), problems
    if wrong != "not YAML":
        assert all(line.startswith(f"620200: {name}: 2027-01-01: ") for line in problems)


@pytest.mark.parametrize(
    ("name", "value", "wrong"),
    [
        (CAP, "{name: 虚构额度, formula: price_share, when: {weather: fine}}", "weather: no such fact; there are"),
        (CAP, "{name: 虚构额度, formula: price_share, when: {home: castle}}", "home: is never 'castle'"),
        (CAP, "{name: 虚构额度, formula: price_share, when: {home: [new, castle]}}", "home: is never 'castle'"),
        (CAP, "{name: 虚构额度, formula: price_share, when: {combination: 1}}", "combination: is never 1"),
        (CAP, "{name: 虚构额度, formula: price_share, when: {kind: auction}}", "kind: is never 'auction'"),
        (CAP, "{name: 虚构额度, formula: price_share, when: {transfer: half}}", "transfer: is never 'half'"),
        (CAP, "{name: 虚构额度, formula: household, single: '1', dual: '2', variants: [{when: {homes: third}, single: '1', dual: '1'}]}",
         "homes: is never 'third'"),
        (CAP, STACKED.format("{proof: D99, share: '0.2'}"), "proof: no such material: D99"),
        (CAP, STACKED.format("{when: {homes: third}, share: '0.2'}"), "homes: is never 'third'"),
        ("rules.ALIVE", "{text: 应当, basis: 法, when: {marital: '11'}}", "marital: is never '11'"),
        ("rules.RULE_X", "{text: 应当, basis: 法}", "nothing judges by this rule"),
        ("rules.ALIVE", "{text: '满{credit[moon]}年', basis: 法}", "text: names no figure"),
        ("rules.ALIVE", "{text: '满{moon}年', basis: 法}", "text: names no figure"),
        ("matters.M99", "{name: 事, owner: 局, sort: handling, checks: [weather]}", "no such check: weather"),
        ("matters.M99", "{name: 事, owner: 局, sort: handling, checks: [licence]}", "no such check: licence"),
        ("matters.M99", "{name: 事, owner: 局, sort: verification, checks: [tax]}", "department: missing: who answers tax"),
        ("matters.M99", "{name: 事, owner: 局, sort: verification, checks: [credit, tax]}", "department: missing: who answers tax"),
        ("matters.M99", "{name: 事, owner: 局, sort: handling, when: {resident_id: true}}", "resident_id: no such fact"),
        ("materials.B99", MATERIAL.format("{mode: shared, check: weather}", ""), "no such check: weather"),
        ("materials.B99", MATERIAL.format("{mode: commitment, code: SINCERITY}", ""), "no such commitment"),
        ("materials.B99", MATERIAL.format("{mode: shared, check: property}, {mode: commitment, code: SINGLE_STATUS}", ""), "nothing that touches money"),
        ("materials.B99", MATERIAL.format("{mode: commitment, code: TRUTH}", ""), "no such commitment"),  # a declaration
        ("materials.B99", MATERIAL.format("{mode: generated, code: blood}", ""), "no such authorisation: blood"),
        ("materials.B99", MATERIAL.format("{mode: upload}", ", optional: {weather: fine}"), "weather: no such fact"),
        ("materials.B99", MATERIAL.format("{mode: upload, when: {weather: fine}}", ""), "weather: no such fact"),
        ("form.x", "{fields: [home.moat]}", "not in the form: home.moat"),
        ("form.x", "{of: each, fields: [people.star_sign]}", "not in the form: people.star_sign"),
        ("form.x", "{fields: [people.name]}", "fields of people say of whom"),
        ("form.x", "{of: each, fields: [home.price]}", "fields of people say of whom"),
        ("authorisations.blood", "{name: 书, to: 谁, purpose: 何, scope: 几, validity: 时, version: '1'}", "no consent to this use"),
        ("retention.draft", "{years: 5, after: archived}", "nobody is kept so; there are loan, other"),
        ("contract.moat", "{text: 护城河}", "no article of a contract"),
        ("contract.overdue", '{text: "上浮{percent}"}', "names {percent}; there are due, early, law, mark"),
        ("four_eyes.huge", "{one_person: []}", "no such tier of amounts; there are automatic, one_review, two_reviews"),
        ("guide.task_handle_item", '{auction: "07"}', "no such purchase kind: auction"),
    ],
)  # fmt: skip
def test_what_a_policy_refers_to_is_there(refused, name, value, wrong):
    problems = refused(overlays__620200=figure(name, entry(value)))
    assert len(problems) == 1 and problems[0].startswith(f"620200: {name}: 2027-01-01: ") and wrong in problems[0]


@pytest.mark.parametrize(
    ("matter", "unsaid"),
    [
        ("{name: 事, owner: 卫生健康部门, department: health, sort: verification, checks: [tax]}", "to: does not name 卫生健康部门, who answers in M99"),
        ("{name: 事, owner: 税务部门, department: tax, sort: verification, checks: [household]}", "scope: does not say 户籍登记地, which household asks"),
    ],
)  # fmt: skip
def test_words_of_a_consent_that_leave_out_who_gets_data_or_what_is_asked_are_refused(
    refused, monkeypatch, matter, unsaid
):
    monkeypatch.setitem(CHECKS, "household", MADE_UP._replace(scope=("户籍登记地",)))
    problems = refused(overlays__620200=figure("matters.M99", entry(matter)))
    (line,) = (line for line in problems if "authorisations.data" in line)
    # Of whichever words are in force then.
    assert re.fullmatch(rf"base: authorisations\.data: [\d-]+: {re.escape(unsaid)} \(on 2027-01-01\)", line)


def test_a_centres_own_words_of_a_consent_are_held_to_the_same_whatever_they_call_their_version(refused):
    words = '{name: 授权书, to: 受理中心, purpose: 核验, scope: 身份, validity: 至办结, version: "1", children: true}'
    problems = refused(overlays__620200=figure("authorisations.data", entry(words)))
    assert any("to: does not name 公安部门" in line for line in problems)


def test_what_is_dropped_while_something_still_refers_to_it_is_named_with_the_day(refused):
    commitment = (DATA / "base" / "form.yaml").read_text(encoding="utf-8")
    ending = re.sub(r"(SINGLE_STATUS:.*?from: 2026-11-28,)", r"\1 until: 2027-03-31,", commitment, flags=re.S)
    problems = refused(base__form=ending)
    assert problems == [
        "base: materials.A04: 2015-10-24: sources: no such commitment among the declarations: SINGLE_STATUS (on 2027-04-01)"
    ]


@pytest.mark.parametrize(
    ("entries", "wrong"),
    [
        ((entry("240", "2027-01-01"), entry("300", "2027-01-01")), "does not begin after the one before it"),
        ((entry("240", "2027-06-01"), entry("300", "2027-01-01")), "does not begin after the one before it"),
        (
            (entry("240", "2027-01-01", "2027-06-30"), entry("300", "2027-06-30")),
            "begins while the one from 2027-01-01",
        ),
        ((entry("240", "2027-06-01", "2027-05-31"),), "until 2027-05-31 is before it begins"),
        ((entry("240", "2015-10-23"),), "begins before the base"),
    ],
)
def test_two_entries_never_hold_on_one_day(refused, entries, wrong):
    problems = refused(overlays__620200=figure("max_months", *entries))
    assert len(problems) == 1 and problems[0].startswith("620200: max_months: 20") and wrong in problems[0]


def test_the_base_has_no_gap(refused):
    figures = (DATA / "base" / "figures.yaml").read_text(encoding="utf-8")
    ending = figures.replace("{from: 2015-10-24, value: 360", "{from: 2015-10-24, until: 2027-06-30, value: 360")
    later = ending.replace("min_age:\n  - {from: 2015-10-24", "min_age:\n  - {from: 2016-01-01")
    assert refused(base__figures=later) == [
        "base: max_months: nothing holds on 2027-07-01",
        "base: min_age: nothing holds on 2015-10-24",
    ]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (
            "max_months: [{from: 2027-01-01, value: 240, source: s}]",
            "620200: max_months: 2027-01-01: needs from, source",
        ),
        (
            "max_months: [{from: 2027-01-01, value: 240, source: s, verified: no, page: 3}]",
            "2027-01-01: needs from, source",
        ),
        ('max_months: [{from: "2027-01-01", value: 240, source: s, verified: no}]', "2027-01-01: from is not a date"),
        ("max_months: [{from: 2027-01-01 10:00:00, value: 240, source: s, verified: no}]", "from is not a date"),
        ('max_months: [{from: 2027-01-01, value: 240, source: " ", verified: no}]', "needs a source"),
        ('max_months: [{from: 2027-01-01, value: 240, source: s, verified: "no"}]', "verified is true or false"),
        ("max_months: 240", "620200: max_months: needs a list of dated entries"),
        ("max_months: []", "620200: max_months: needs a list of dated entries"),
        ("max_months: [240]", "620200: max_months: no date: needs from, source"),
        ("[1, 2]", "overlays/620200.yaml: holds no figures"),
        ("max_months: [", "overlays/620200.yaml: not YAML"),
        ("max_months: [{from: 2027-02-30, value: 1}]", "overlays/620200.yaml: not YAML"),
        ("min_age: []\nmin_age: []", "overlays/620200.yaml: line 2: min_age is there twice"),
    ],
)
def test_an_entry_that_does_not_read_is_named(refused, text, wrong):
    assert any(wrong in line for line in refused(overlays__620200=text))


def test_a_figure_stands_in_one_file_and_every_file_has_its_place(refused, propose):
    twice = figure("max_months", entry("240"))
    assert refused(base__more=twice) == ["base: max_months: in base/more.yaml and in another file"]
    assert "stray.yaml: neither centres.yaml nor in base/ or overlays/" in refused(stray=twice)
    with pytest.raises(Inconsistent, match="no such folder"):
        book(propose() / "nowhere")


def test_centres_are_sound(refused):
    shipped = (DATA / "centres.yaml").read_text(encoding="utf-8")
    more = (
        f'"620100": {CENTRE.format("", "12620100000000001H")}\n'
        f'"629900": {CENTRE.format(chr(34) + "620200" + chr(34), "12620100000000001H")}\n'
        f'"629901": {CENTRE.format("", "12620100000000001J")}\n'
        f"629902: {CENTRE.format('', '12620100000000001H')}\n"
    )
    problems = refused(centres=shipped + more, overlays__110000=figure("max_months", entry("240")))
    for wrong in (
        "620100 is there twice",
        "centres: 629900: 620200 is served by 620200 already",
        "centres: 629901: uscc: USCC_CHECK_DIGIT",
        "centres: 629902: a centre has six digits, quoted",
        "110000: no such centre",
    ):
        assert any(wrong in line for line in problems), wrong


def test_every_problem_is_named_at_once_and_none_twice(refused):
    problems = refused(
        overlays__620200=figure("round_to", entry("1000.5"))
        + figure("made_up", entry("1"))
        + figure("max_months", entry("240"), entry("300")),
        overlays__110000="max_months: [{from: 2026-01-01, value: 1}]",
        base__more=figure(CAP, entry("{name: 虚构额度, formula: price_share, when: {weather: fine}}")),
    )
    assert len(problems) == len(set(problems)) == 6
    for wrong in ("round_to", "made_up", "does not begin after", "no such centre", "needs from", "weather"):
        assert any(wrong in line for line in problems), wrong


@pytest.mark.parametrize("name", ["made_up", "task_name", "promise_day"])
def test_what_the_guide_would_not_show_is_refused(refused, name):
    assert (
        f"guide.{name}" in (line := refused(base__g=figure(f"guide.{name}", entry("某")))[0])
        and "nothing shows it" in line
    )


@pytest.mark.parametrize("said", ["{off_site: false}", "{transfer: none}", "{}"])
def test_a_kind_that_does_not_say_what_rules_and_steps_read_of_every_kind_is_refused(refused, said):
    kind = f"{{name: 买, homes: [new], combination: [false], payee: seller, traits: {said}}}"
    unsaid = ", ".join(trait for trait in ("off_site", "transfer") if trait not in said)
    assert f"traits: says nothing of {unsaid}" in "".join(refused(base__x=figure("kinds.made_up", entry(kind))))


@pytest.mark.parametrize("when", ["{colour: red}", "{}"])
def test_a_trait_that_nothing_asks_for_is_refused(propose, when):
    kind = "{name: 买, homes: [new], combination: [false], payee: seller, traits: {off_site: false, transfer: none, colour: red}}"
    paper = MATERIAL.format("{mode: upload}", f", when: {when}")
    made = propose(base__x=figure("kinds.made_up", entry(kind)) + figure("materials.X1", entry(paper)))
    wrong = re.compile("traits: nothing asks for colour")
    try:
        problems = checked(DATA, made).problems
    except Inconsistent as found:
        problems = str(found).splitlines()
    assert bool([line for line in problems if wrong.search(line)]) is (when == "{}")
