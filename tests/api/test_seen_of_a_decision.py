"""Who sees which figure of a decision, figure by figure, and how it is said; and which case a number finds. Over the wire: tests/api/test_explaining.py."""

from decimal import Decimal
from types import SimpleNamespace

import pytest

from chalicelib.api import inputs, numbers, visibility
from chalicelib.api.applicant import explaining
from chalicelib.domain.status import Status
from chalicelib.errors import CaseNotFound

EVERYBODY = ("borrower", "spouse", "co_owner_1", "")


@pytest.mark.parametrize(
    ("audience", "own", "viewer"),
    [
        ("reviewer", None, "*"), ("supervisor", None, "*"), ("clerk", None, "borrower"), ("depositor", "spouse", "spouse"),
        ("depositor", None, ""), ("hotline", None, ""), ("bank", None, ""), ("ops", None, ""),
    ],
)  # fmt: skip
def test_the_desk_sees_all_the_window_what_the_borrower_sees_a_party_their_own_and_others_nothing(
    monkeypatch, audience, own, viewer
):
    monkeypatch.setattr(visibility.whose, "person", lambda call, case: own)
    assert visibility.viewer(SimpleNamespace(who=SimpleNamespace(audience=audience), case=None)) == viewer


COMMON = {
    "household": {"depositors", "limit", "uplift", "liquidity"},
    "price_share": {"value", "down_payment_share", "commercial"},
    "unpaid": {"price", "down_payment", "commercial"},
    "old_loan": {"old_loan"},
}
USED = (
    "depositors", "limit", "uplift", "liquidity", "value", "down_payment_share", "commercial", "price", "down_payment", "old_loan",
    "balances", "income", "debts", "months",
)  # fmt: skip


@pytest.mark.parametrize("formula", [*COMMON, "balance", "ability", "flat"])
@pytest.mark.parametrize("viewer", ["spouse", "co_owner_1", "", "borrower"])
def test_of_a_cap_the_parties_see_what_rests_on_the_home_and_loan_alone(formula, viewer):
    cap = {"formula": formula, "inputs": dict.fromkeys(USED, "1.00")}
    assert {*visibility.of_cap(cap, viewer, alone=False)} == COMMON.get(formula, set())
    assert visibility.shows_cap(cap, viewer) is (formula in COMMON or viewer == "borrower")
    assert visibility.shows_cap(cap, "*") and {*visibility.of_cap(cap, "*", alone=False)} == {*USED}


@pytest.mark.parametrize(
    ("code", "viewers"),
    [
        ("TERM_POLICY", {*EVERYBODY}), ("TERM_HOUSE_AGE", {*EVERYBODY}), ("TERM_LAND_USE", {*EVERYBODY}), ("TERM_AGE", {"borrower"}),
        ("TERM_COMMERCIAL", set()),
    ],
)  # fmt: skip
def test_a_limit_of_the_term_that_rests_on_an_age_is_the_borrowers(code, viewers):
    assert {one for one in EVERYBODY if visibility.shows_term(code, one)} == viewers
    assert visibility.shows_term(code, visibility.ALL)


@pytest.mark.parametrize(
    ("subject", "viewers"),
    [
        ("case", {*EVERYBODY}),
        ("home", {*EVERYBODY}),
        ("", {*EVERYBODY}),
        ("spouse", {"spouse"}),
        ("borrower", {"borrower"}),
    ],
)
def test_what_a_rule_says_of_a_party_is_that_partys_alone(subject, viewers):
    assert {one for one in EVERYBODY if visibility.shows_reason({"subject": subject}, one)} == viewers
    assert visibility.shows_reason({"subject": subject}, "*")
    assert viewers == {*EVERYBODY} or visibility.of_another(subject)["outcome"] == "withheld"


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("DOWN_PAYMENT", {"homes", "paid", "needed"}),
        ("BANK_TERM", {"months", "limit"}),
        ("BANK_BURDEN", {"fund", "bank", "housing_share", "debts_share"}),
        ("TRANSFER_MONTHS", {"months", "needed"}),
        ("TRANSFER_CAPACITY", {"loan_ratio", "limit", "suspended"}),
        ("HOMES", set()),
    ],
)
def test_of_a_rule_about_the_home_the_parties_see_what_is_theirs_in_common(code, shown):
    names = ("homes", "paid", "needed", "months", "limit", "fund", "bank", "housing_share", "debts_share", "loan_ratio", "suspended", "income", "homes_counted")  # fmt: skip
    rule = {"code": code, "subject": "home", "inputs": {**dict.fromkeys(names, 1), "unverified": ["x"]}}
    for viewer in EVERYBODY:
        assert {*visibility.of_rule(rule, viewer)} == shown | {"unverified"}
    assert {*visibility.of_rule(rule, "*")} == {*names, "unverified"}
    for subject in ("spouse", "case"):
        assert {*visibility.of_rule({**rule, "subject": subject}, "borrower")} == {"unverified"}
    assert {*visibility.of_rule({**rule, "subject": "spouse"}, "spouse")} == {*names, "unverified"}


@pytest.mark.parametrize(("viewer", "shown"), [("borrower", {"TERM_POLICY", "TERM_AGE"}), ("spouse", {"TERM_POLICY"})])
def test_of_the_term_each_sees_the_limits_they_may(viewer, shown):
    rule = {"code": "TERM", "subject": "home", "inputs": {"TERM_POLICY": 360, "TERM_AGE": 200, "TERM_OTHER": 1}}
    assert {*visibility.of_rule(rule, viewer)} == shown


@pytest.mark.parametrize(
    ("name", "value", "beside", "text"),
    [
        ("paid", None, {}, "—"), ("paid", "236000.00", {}, "236,000"), ("paid", "236000.50", {}, "236,000.50"), ("alive", True, {}, "是"),
        ("alive", False, {}, "否"), ("homes", [], {}, "—"), ("homes", ["first", "second"], {}, "首套、第二套"), ("homes", "reject", {}, inputs.text("VALUE_REJECT")),
        ("months", 12, {}, "12"), ("months", "0.50", {}, "0.50"), ("down_payment_share", "0.205", {}, "20.5%"), ("down_payment_share", "0.20", {}, "20%"), ("down_payment_share", "1.00", {}, "100%"),
        ("spouse", 240, {}, "240 个月"), ("spouse", "x", {}, "x"), ("TERM_AGE", 200, {}, "200 个月"), ("needed", 12, {"months": 1}, "12"), ("status", "01", {}, "正常"),
        ("status", "02", {}, "封存"), ("method", "02", {}, "等额本金"), ("borrowed", "co_owner", {}, "其他共有人"), ("centre", "620100", {}, inputs.policy.centres()["620100"]),
        ("unverified", ["MADE_UP"], {}, "MADE_UP"), ("unverified", ["bank_part.term"], {}, inputs.text("GUIDE_FIGURE_BANK_PART.TERM")),
        ("unverified", ["min_deposit_months"], {}, inputs.text("FIGURE_MIN_DEPOSIT_MONTHS")), ("unverified", ["rules.DOWN_PAYMENT"], {}, inputs.text("DOWN_PAYMENT")),
        ("unverified", ["form.every_case"], {}, inputs.text("FIGURE_FORM.EVERY_CASE")),
    ],
)  # fmt: skip
def test_what_a_rule_used_is_said_in_its_kind(name, value, beside, text):
    found = next(one for one in inputs.named_all({name: value, **beside}) if one["code"] == name)
    assert (found["text"], found["value"]) == (text, value)


def test_an_input_nobody_has_named_is_called_as_it_is_and_a_number_tells_persons_apart():
    found = {one["code"]: one["name"] for one in inputs.named_all({"made_up": 1, "months_2": 1, "TERM_POLICY": 1})}
    assert found == {"made_up": "made_up", "months_2": "月数", "TERM_POLICY": inputs.text("TERM_POLICY")}


# What is told of the decision as a whole


CAP = {"name": "", "formula": "unpaid", "inputs": {"price": "1.00", "income": "2.00"}, "verified": True, "source": None}
GROUNDS = {
    "approved": True, "amount": "300000.00", "months": 240, "rate": "2.60", "route": "B", "binding": "CAP_A", "terms": {}, "reasons": [], "explained": [], "unverified": [],
}  # fmt: skip


@pytest.mark.parametrize(
    ("viewer", "alone", "seen"),
    [
        ("*", False, [("5", {"price", "income"}, False), ("10", {"price", "income"}, False)]),
        ("borrower", False, [("5", {"price"}, True), ("10", set(), True)]),
        ("borrower", True, [("5", {"price", "income"}, False), ("10", {"price", "income"}, False)]),
        ("spouse", True, [("5", {"price"}, True), (None, set(), True)]),
    ],
)
def test_of_every_cap_it_is_told_that_it_is_there_which_binds_and_what_is_withheld(monkeypatch, viewer, alone, seen):
    monkeypatch.setattr(inputs, "named_all", lambda inputs: {*inputs})
    caps = [
        {**CAP, "code": "CAP_B", "value": "10", "formula": "ability", "verified": False},
        {**CAP, "code": "CAP_A", "value": "5"},
    ]
    found = [*explaining._caps({**GROUNDS, "explained": caps}, viewer, alone=alone)]
    assert [(one["amount"], one["inputs"], one["withheld"]) for one in found] == seen
    assert [(one["code"], one["binding"], one["unverified"]) for one in found] == [
        ("CAP_A", True, False),
        ("CAP_B", False, True),
    ]


@pytest.mark.parametrize(("viewer", "amount"), [("*", "5"), ("borrower", "5"), ("spouse", None), ("", None)])
def test_a_cap_of_somebodys_account_is_not_told_to_others_because_it_binds(monkeypatch, viewer, amount):
    monkeypatch.setattr(inputs, "named_all", lambda inputs: {*inputs})
    caps = [{**CAP, "code": "CAP_A", "value": "5", "formula": "balance"}]
    (told,) = explaining._caps({**GROUNDS, "explained": caps}, viewer, alone=False)
    assert (told["amount"], told["binding"]) == (amount, True)


@pytest.mark.parametrize(
    ("months", "binding"),
    [(120, ["TERM_AGE"]), (100, []), (200, [])],
)
def test_a_limit_of_the_term_binds_where_it_is_the_least_and_what_is_lent_for(months, binding):
    found = [
        *explaining._terms({**GROUNDS, "months": months, "terms": {"TERM_POLICY": 200, "TERM_AGE": 120}}, "spouse")
    ]
    assert [one["code"] for one in found if one["binding"]] == binding
    assert [(one["months"], one["withheld"]) for one in found] == [(None, True), (200, False)]


@pytest.mark.parametrize(
    ("approved", "status", "by_person", "refused"),
    [
        (True, Status.REVIEWING, None, False), (False, Status.REVIEWING, None, True), (True, Status.REFUSED, None, True),
        (True, Status.REVIEWING, "review", True),
    ],
)  # fmt: skip
def test_a_case_is_refused_by_the_rules_by_a_person_or_as_it_ended(monkeypatch, approved, status, by_person, refused):
    monkeypatch.setattr(explaining.refusing, "refused_by", lambda case: by_person)
    assert explaining._refused(SimpleNamespace(status=status), {**GROUNDS, "approved": approved}) is refused


@pytest.mark.parametrize(
    ("outcome", "remedy", "confirmed", "policy", "shown"),
    [
        ("fail", "", (), True, ("REMEDY", True)), ("pass", "", (), True, (None, True)), ("refer", "", (), True, (None, True)),
        ("fail", "REMEDY_HOMES", (), True, (None, True)), ("fail", "", ("rules.HOMES",), True, ("REMEDY", False)), ("fail", "", (), False, ("REMEDY", False)),
    ],
)  # fmt: skip
def test_a_rule_that_is_not_met_says_what_helps_and_one_that_nobody_confirmed_says_so(
    monkeypatch, outcome, remedy, confirmed, policy, shown
):
    monkeypatch.setattr(explaining, "worded", lambda code: (remedy or "REMEDY") if code.startswith("REMEDY_") else code)
    monkeypatch.setattr(inputs, "named_all", lambda inputs: {*inputs})
    reason = {"code": "HOMES", "subject": "home", "outcome": outcome, "text": "t", "basis": "b", "inputs": {"homes": 2}}
    others = {**reason, "subject": "spouse"}
    judged = SimpleNamespace(confirmed=confirmed) if policy else None
    (found,) = explaining._rules({**GROUNDS, "reasons": [reason, others]}, judged, "borrower")
    assert (found["remedy"], found["unverified"]) == shown
    assert (found["withheld"], found["inputs"], found["outcome"]) == (True, set(), outcome)


def test_of_why_it_is_refused_there_is_one_line_for_all_there_is_of_each_other_party(monkeypatch):
    reasons = [
        {"code": "A", "subject": "spouse"}, {"code": "B", "text": "乙", "subject": "home", "basis": "b", "unverified": True}, {"code": "C", "subject": "spouse"},
        {"code": "D", "subject": ""}, {"code": "E", "subject": "co_borrower_1"},
    ]  # fmt: skip
    monkeypatch.setattr(explaining.refusing, "reasons_in_words", lambda case: reasons)
    found = [*explaining._refused_for(None, "borrower")]
    assert [(one["code"], one["subject"]) for one in found] == [
        ("B", "home"), ("D", None), ("REASON_OF_ANOTHER", "co_borrower_1"), ("REASON_OF_ANOTHER", "spouse"),
    ]  # fmt: skip
    assert [one["text"] for one in found[:2]] == ["乙", "D"]
    assert [(one["basis"], one["unverified"]) for one in found] == [("b", True), *[(None, False)] * 3]
    assert len([*explaining._refused_for(None, "*")]) == 5 and len([*explaining._refused_for(None, "spouse")]) == 5


@pytest.mark.parametrize(
    ("early", "policy", "unverified", "hidden", "notes"),
    [
        (True, True, [], False, ["NOTE_EARLY"]), (False, True, [], False, ["NOTE_SMALLEST", "NOTE_RATE"]), (False, False, [], False, ["NOTE_RATE"]),
        (True, True, ["x"], False, ["NOTE_EARLY", "NOTE_UNVERIFIED"]), (True, True, [], True, ["NOTE_EARLY", "NOTE_WITHHELD"]),
    ],
)  # fmt: skip
def test_a_decision_says_what_it_does_not_show_and_what_nobody_has_confirmed(early, policy, unverified, hidden, notes):
    judged = SimpleNamespace(round_to=Decimal(1000)) if policy else None
    found = explaining._notes({**GROUNDS, "unverified": unverified}, judged, early=early, hidden=hidden)
    assert [one["code"] for one in found] == notes


# Which case a number finds


CASE, LONG = "a" * 32, "6" * 43
TRACE = "1-65f00000-" + "a" * 24


@pytest.fixture
def registered(monkeypatch):
    """Finds a case in such registers."""

    def find(number, of_homes=True, traced=(), lent=(), **known):
        def look(register):
            def of(key):
                if key not in known.get(register, {}):
                    raise CaseNotFound(key)
                return known[register][key]

            return of

        from chalicelib.tracing import reading
        from chalicelib.trust import index

        monkeypatch.setattr(numbers.registers, "case_of_number", look("numbers"))
        monkeypatch.setattr(numbers.registers, "case_of_contract", look("contracts"))
        monkeypatch.setattr(numbers.registers, "case_of_mortgage", look("mortgages"))
        monkeypatch.setattr(numbers.registers, "case_of_unit", look("units"))
        monkeypatch.setattr(numbers.casefile, "load", look("cases"))
        monkeypatch.setattr(index, "reference", lambda kind, number: f"{kind} {number}")
        monkeypatch.setattr(
            numbers.lent,
            "to",
            lambda references, beside: {one: lent for one in references if one in known.get("loans", ())},
        )
        monkeypatch.setattr(reading, "read", lambda trace: traced)
        try:
            return numbers.case_of(number, of_homes=of_homes)
        except CaseNotFound:
            return None

    return find


CASES = {"cases": {CASE: "it", "x": "it", "y": "other"}}
LOANS = [SimpleNamespace(paid_on="2016-11-20", case="y"), SimpleNamespace(paid_on="2026-11-20", case="x"), SimpleNamespace(paid_on="2006-11-20", case="y")]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "of_homes", "known", "found"),
    [
        (f" {CASE} ", True, {}, "it"),
        (LONG, True, {"numbers": {LONG: "x"}}, "it"),
        ("JK1", True, {"contracts": {"JK1": "x"}}, "it"),
        ("jk1m2", False, {"contracts": {"JK1": "x"}}, "it"),
        ("JK1P12", True, {"contracts": {"JK1": "x"}}, "it"),
        ("JK1X1", True, {"contracts": {"JK1": "x"}}, None),
        ("REG-7", False, {"mortgages": {"REG-7": "x"}}, "it"),
        ("B1", True, {"contracts": {"B1": "x"}, "mortgages": {"B1": "y"}}, "it"),
        ("B1", True, {"contracts": {"B1": "gone"}, "mortgages": {"B1": "x"}}, "it"),
        ("H1", True, {"units": {"unit H1": "x"}}, "it"),
        ("H1", False, {"units": {"unit H1": "x"}}, None),
        ("H1", True, {"loans": ["unit H1"], "lent": LOANS}, "it"),
        ("H1", True, {"units": {"unit H1": "x"}, "loans": ["unit H1"], "lent": LOANS[:1]}, "it"),
        ("证（1）号", True, {"loans": ["proof 证(1)号"], "lent": LOANS}, "it"),
        ("证（1）号", False, {"loans": ["proof 证(1)号"], "lent": LOANS}, None),
        ("证（1）号", True, {}, None),
        (TRACE, True, {"traced": [{}, {"annotations": {"case": CASE}}]}, "it"),
        (TRACE, True, {"traced": [{"annotations": {"case": "n1"}}], "numbers": {"n1": "x"}}, "it"),
        (TRACE, True, {"traced": [{"annotations": {}}]}, None),
        ("办" * 32, True, {"cases": {"办" * 32: "other"}}, None),
        ("办" * 40, True, {"numbers": {"办" * 40: "x"}}, None),
    ],
)
def test_a_number_finds_the_case_it_is_of_and_a_homes_only_where_that_may_be_asked(
    registered, number, of_homes, known, found
):
    assert registered(number, of_homes, **{**CASES, **known}) == found


# The whole of it


@pytest.fixture
def explain(monkeypatch):
    """A decision as it is explained to that viewer, in such a world."""

    def told(viewer="borrower", refused=False, pending=False, people=1, **grounds):
        from chalicelib.casework import endings

        for place, name, known in [
            (explaining, "judged_by", lambda case, version, on: SimpleNamespace(version="another")),
            (explaining, "worded", lambda code, values=None: code),
            (explaining.visibility, "viewer", lambda call: viewer),
            (explaining.refusing, "refused_by", lambda case: "a review" if refused else None),
            (explaining.refusing, "reasons_in_words", lambda case: [{"code": "WHY"}]),
            (explaining.levels, "is_pending", lambda case, grounds: pending),
            (explaining.words, "shown", lambda case: ["their words"]),
            (endings, "remedies_of", lambda case: {}),
            (endings, "to_object", lambda case: "HOW"),
        ]:
            monkeypatch.setattr(place, name, known)
        wish = SimpleNamespace(amount=Decimal("400000"), method="01")
        review = SimpleNamespace(level="first_review", decision="approve", at="a")
        case = SimpleNamespace(
            id="c1", number="", status="REVIEWING", centre="620100", accepted_on=explaining.date(2026, 11, 20), reviews=[review],
            grounds={**GROUNDS, "policy_version": "v1", "decided_on": "2026-11-24", **grounds},
            application=SimpleNamespace(people=range(people), wish=wish), checked_of=lambda review: ["a line"],
        )  # fmt: skip
        return explaining.explain(SimpleNamespace(case=case)).body

    return told


@pytest.mark.parametrize(
    ("world", "outcome", "by", "summary"),
    [
        ({}, "approved", "DECIDED_BY_PERSON", "EXPLAIN_APPROVED"),
        ({"route": "A"}, "approved", "DECIDED_BY_RULES", "EXPLAIN_APPROVED"),
        ({"refused": True}, "refused", "DECIDED_BY_PERSON", "EXPLAIN_REFUSED_BY_PERSON"),
        ({"approved": False}, "refused", "DECIDED_BY_RULES", "EXPLAIN_REFUSED"),
        ({"pending": True}, "pending", "DECIDED_PENDING", "EXPLAIN_PENDING"),
        ({"refused": True, "pending": True}, "refused", "DECIDED_BY_PERSON", "EXPLAIN_REFUSED_BY_PERSON"),
    ],
)
def test_nothing_is_promised_that_is_refused_and_nothing_is_decided_that_waits_for_its_review(
    explain, world, outcome, by, summary
):
    found, refused = explain(**world), outcome == "refused"
    assert (found["outcome"], found["decided_by"]["code"], found["summary"]) == (outcome, by, summary)
    assert [one["code"] for one in found["refused_for"]] == ["WHY"] * refused
    assert [one["code"] for one in found["objection"]][:-3] == ["OBJECTION_FIX"] * refused
    lent = ("300000.00", 240, "2.60")
    assert (found["amount"], found["months"], found["rate"]) == ((None, None, None) if refused else lent)
    assert (found["wished"], found["policy"]["decided_on"], found["policy"]["accepted_on"]) == ("400000.00", "2026-11-24", "2026-11-20")  # fmt: skip


@pytest.mark.parametrize(("viewer", "checked", "words"), [("*", ["a line"], ["their words"]), ("borrower", [], []), ("spouse", [], []), ("", [], [])])  # fmt: skip
def test_what_reviewers_looked_at_and_partners_wrote_is_for_the_desk(explain, viewer, checked, words):
    found = explain(viewer)
    assert (found["reviews"][0]["checked"], found["words"]) == (checked, words)


RULE = {"code": "HOMES", "subject": "home", "outcome": "pass", "text": "t", "basis": "b"}
JOINT = {**CAP, "code": "CAP_A", "value": "5", "formula": "balance", "inputs": {"income": "2.00"}}


@pytest.mark.parametrize(
    ("world", "hidden"),
    [
        ({}, False),
        ({"viewer": "spouse", "explained": [JOINT]}, True),
        ({"viewer": "*", "explained": [JOINT]}, False),
        ({"reasons": [{**RULE, "inputs": {"income": "2.00"}}]}, True),
        ({"reasons": [{**RULE, "inputs": {}}]}, False),
        ({"reasons": [{**RULE, "inputs": {}, "subject": "spouse"}]}, True),
        ({"viewer": "spouse", "terms": {"TERM_AGE": 240}}, True),
        ({"viewer": "borrower", "terms": {"TERM_AGE": 240}}, False),
    ],
)
def test_that_anything_is_withheld_is_said(explain, world, hidden):
    assert ("NOTE_WITHHELD" in [one["code"] for one in explain(**world)["notes"]]) is hidden


@pytest.mark.parametrize(("people", "alone"), [(1, True), (2, False)])
def test_a_borrower_is_alone_in_a_case_of_one_person(explain, people, alone):
    assert explain(people=people, explained=[JOINT])["caps"][0]["withheld"] is not alone


@pytest.mark.parametrize(("stage", "early"), [("early", True), ("final", False), (None, False)])
def test_a_refusal_before_all_was_asked_says_so(explain, stage, early):
    from chalicelib.domain.judging import refusal

    stage = refusal.EARLY if early else stage
    assert ("NOTE_EARLY" in [one["code"] for one in explain(stage=stage)["notes"]]) is early


def test_figures_are_of_the_policy_it_was_decided_by_on_the_day_it_was_decided(monkeypatch):
    seen = []
    monkeypatch.setattr(explaining, "judged_by", lambda case, *said: seen.append(said) or SimpleNamespace(version="v1"))
    assert explaining._policy(None, {"policy_version": "v1", "decided_on": "2026-11-24"}).version == "v1"
    assert seen == [("v1", explaining.date(2026, 11, 24))]
    assert explaining._policy(None, {"policy_version": "gone", "decided_on": "2026-11-24"}) is None


@pytest.mark.parametrize(
    ("route", "approved", "refused", "by"),
    [
        ("A", True, False, "DECIDED_BY_RULES"),
        ("B", True, False, "DECIDED_BY_PERSON"),
        ("C", True, False, "DECIDED_BY_PERSON"),
        ("A", True, True, "DECIDED_BY_PERSON"),
        ("B", False, True, "DECIDED_BY_RULES"),
    ],
)
def test_who_decided_is_told_rules_a_person_had_to_look_at_and_a_refusal_of_what_they_passed(
    monkeypatch, route, approved, refused, by
):
    monkeypatch.setattr(explaining.refusing, "refused_by", lambda case: "a review" if refused else None)
    case = SimpleNamespace(status=Status.REVIEWING)
    assert explaining._decided_by(case, {**GROUNDS, "route": route, "approved": approved}) == by


@pytest.mark.parametrize(
    ("refused", "approved", "code"),
    [(True, True, "EXPLAIN_REFUSED_BY_PERSON"), (True, False, "EXPLAIN_REFUSED"), (False, True, "EXPLAIN_APPROVED")],
)
def test_a_summary_counts_the_rules_that_failed_alone(monkeypatch, refused, approved, code):
    monkeypatch.setattr(explaining, "worded", lambda code, values=None: (code, (values or {}).get("count")))
    reasons = [{"outcome": outcome} for outcome in ("fail", "pass", "refer", "fail")]
    found = explaining._summary({**GROUNDS, "approved": approved, "reasons": reasons}, refused=refused, pending=False)
    assert found == (code, 2 if code == "EXPLAIN_REFUSED" else None)


@pytest.mark.parametrize(
    ("refused", "codes"),
    [
        (True, ["OBJECTION_FIX", "OBJECTION_PERSON", "HOW", "HELP_LINES"]),
        (False, ["OBJECTION_PERSON", "HOW", "HELP_LINES"]),
    ],
)
def test_whoever_is_told_a_decision_is_told_who_looks_again_and_how_to_object(monkeypatch, refused, codes):
    from chalicelib.casework import endings

    monkeypatch.setattr(endings, "remedies_of", lambda case: {})
    monkeypatch.setattr(endings, "to_object", lambda case: "HOW")
    assert [one["code"] for one in explaining._objection(None, refused=refused)] == codes
