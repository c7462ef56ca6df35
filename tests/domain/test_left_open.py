"""What is lacking, contested, told or of a use nobody can tell: each ground by itself, on built needs and answers."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from chalicelib.domain import lacking
from chalicelib.domain.checks import contested, payee
from chalicelib.domain.checks.expected import is_told
from chalicelib.domain.checks.finding import Outcome
from chalicelib.domain.checks.uses import Use, use_of
from chalicelib.domain.materials import UPLOAD
from tests.given.answers import finding
from tests.given.application import application, of_sample, with_co_owner
from tests.given.form import SELLER


def need(**values):
    usual = {"code": "B03", "subject": "home", "name": "收据", "mode": UPLOAD, "held": False, "optional": False}
    return SimpleNamespace(**{**usual, "tolerable": True, "check": "", **values})


class Shown:
    """Evidence of papers alone."""

    def __init__(self, shown=None, looked_at=False):
        self._shown, self._looked_at = shown, looked_at

    def shown(self, key):
        return self._shown if key == "B03" else None

    def finding(self, check, subject):
        return "said" if (check, subject) == ("paper", "b03") and self._looked_at else None


def of(uploaded=False, tolerated=(), papers=None):
    return replace(application(documents=("B03",) if uploaded else ()), tolerated=tolerated, papers=papers)


LESS = ("SHOWN_LESS", "home", "home.down_payment")
NOT_ENOUGH, MISSING = ("PAPER_NOT_ENOUGH", "B03", ""), ("MATERIAL_MISSING", "B03", "")


@pytest.mark.parametrize(
    ("one", "case", "shown", "told"),
    [
        ({}, {}, None, [MISSING]),
        ({}, {"uploaded": True}, None, [NOT_ENOUGH]),
        ({}, {}, {"amount": "1.00"}, [LESS]),  # found without the paper
        ({"code": "A02", "subject": "borrower"}, {}, None, [("MATERIAL_MISSING", "A02", "")]),
        ({"held": True}, {}, None, []),
        ({"optional": True}, {}, None, []),
        ({"mode": "shared"}, {}, None, []),
        ({}, {"tolerated": ("B03",)}, None, []),  # it may be brought later
        ({"tolerable": False}, {"tolerated": ("B03",)}, None, [MISSING]),
        (
            {},
            {"tolerated": ("B03",), "uploaded": True},
            None,
            [NOT_ENOUGH],
        ),  # what was brought is told like anything else
    ],
)
def test_each_paper_that_lacks_is_told_as_what_lacks_of_it(monkeypatch, one, case, shown, told):
    monkeypatch.setattr(lacking, "needed", lambda *asked: (need(**one),))
    whole = of(**case)
    found = lacking.missing(whole, None, Shown(shown))
    assert [(defect.code, defect.where, defect.field) for defect in found] == told
    assert {defect.check for defect in found} <= {"materials"}


@pytest.mark.parametrize(
    ("kind", "appraisal", "lacks"),
    [("new", None, False), ("existing", None, True), ("existing", 1, False), ("own", None, False)],
)
def test_an_existing_home_is_lent_on_by_its_appraisal_too(kind, appraisal, lacks):
    case = replace(application(), home=replace(application().home, kind=kind, appraisal=appraisal))
    assert [defect.code for defect in lacking._appraisal(case)] == (["APPRAISAL_MISSING"] if lacks else [])


def test_each_partys_own_consents_are_asked_for_and_of_a_co_owner_that_to_who_they_are_alone(monkeypatch):
    monkeypatch.setattr(lacking, "needed", lambda *asked: ())
    case = replace(with_co_owner(application()), consents=())
    told = {(defect.where, defect.code) for defect in lacking.missing(case, None)}
    of_people = {(key, f"{use}_CONSENT_LACKING") for key in ("borrower", "spouse") for use in ("DATA", "CREDIT")}
    assert told == of_people | {("co_owner_1", "IDENTITY_CONSENT_LACKING")}
    given = with_co_owner(application())
    assert lacking.missing(given, None) == ()
    without = replace(given, consents=tuple(one for one in given.consents if (one.person, one.use) != ("spouse", "credit")))  # fmt: skip
    assert [(defect.where, defect.code) for defect in lacking.missing(without, None)] == [("spouse", "CREDIT_CONSENT_LACKING")]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "papers", "looked_at", "is_read"),
    [
        ({}, {"B03": ("f",)}, False, True),
        ({}, {"B03": ("f",)}, True, False),
        ({}, {"B03": ()}, False, False),
        ({}, {"B06": ("f",)}, False, False),
        ({}, None, False, False),  # sealed by an earlier release
        ({"mode": "shared"}, {"B03": ("f",)}, False, False),
        ({"check": "marriage"}, {"B03": ("f",)}, False, False),  # an agency tells all that it would
        ({"check": "tax"}, {"B03": ("f",)}, False, True),
    ],
)
def test_a_person_reads_each_paper_that_was_brought_once_unless_an_agency_tells_all_of_it(
    monkeypatch, one, papers, looked_at, is_read
):
    monkeypatch.setattr(lacking, "needed", lambda *asked: (need(**one),))
    found = list(lacking.to_read(of(papers=papers), None, Shown(looked_at=looked_at)))
    assert found == ([("B03", ("f",))] if is_read else [])


# What is contested


BUYER, PRICE, ACCOUNT, UNIT = (f"FILING_{one}_MISMATCH" for one in ("BUYER", "PRICE", "ACCOUNT", "UNIT"))


def against(*codes, doubts=(), **facts):
    return finding("property", "home", "contradicted", codes[0], defects=[*codes], doubts=[*doubts], owners=[], **facts)


def test_what_is_confirmed_by_now_is_contested_no_more():
    found = finding("property", "home")
    assert contested.opened(found, [PRICE]) is found


def test_what_nobody_contests_of_an_answer_stands_against_the_form_and_the_rest_is_doubted():
    opened = contested.opened(against(PRICE, BUYER, doubts=["OWNER_NAME_DIFFERS"]), [PRICE])
    assert (opened.outcome, opened.code) == (Outcome.CONTRADICTED, BUYER)
    assert (opened.facts["defects"], opened.facts["doubts"]) == ([BUYER], ["OWNER_NAME_DIFFERS", PRICE])


@pytest.mark.parametrize(
    ("codes", "gone", "stays"),
    [
        ([PRICE], {"defects", "doubts"}, {"regulated_account", "seized", "owners"}),
        ([ACCOUNT], {"regulated_account", "down_payment_received"}, {"seized", "owners"}),
        ([UNIT], {"seized", "mortgaged", "completed_year"}, {"regulated_account", "owners"}),
        ([BUYER], {"owners"}, {"regulated_account", "seized"}),
        ([ACCOUNT, UNIT], {"regulated_account", "down_payment_received", "seized", "mortgaged"}, {"owners"}),
        ([PRICE, BUYER, ACCOUNT], {"owners", "regulated_account"}, {"seized"}),
    ],
)
def test_where_all_of_it_is_contested_it_is_open_without_what_rests_on_it(codes, gone, stays):
    opened = contested.opened(against(*codes, down_payment_received="1.00"), codes)
    assert (opened.outcome, opened.code) == (Outcome.AMBIGUOUS, "CONTESTED")
    assert not gone & opened.facts.keys() and stays <= opened.facts.keys()
    asked = {"owners_are_parties": None} if BUYER in codes else {}
    assert {name: value for name, value in opened.facts.items() if name == "owners_are_parties"} == asked


def test_what_is_settled_is_what_is_contested_and_what_had_to_be_looked_at_besides():
    assert contested.to_settle(against(PRICE, doubts=["OWNER_NAME_DIFFERS"]), [PRICE]) == {PRICE, "OWNER_NAME_DIFFERS"}
    assert contested.against(finding("tax", "home", "contradicted", "TAX_PRICE_MISMATCH")) == ("TAX_PRICE_MISMATCH",)


# What is told


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("regulated_account", "622", True), ("regulated_account", "", False), ("regulated_account", None, False),
        ("homes_owned", 0, True), ("homes_owned", -1, False), ("homes_owned", True, False), ("homes_owned", "0", False),
        ("seized", False, True), ("seized", None, False), ("seized", 0, False),
        ("filed_price", "0", True), ("filed_price", "-0.01", False), ("filed_price", "NaN", False), ("filed_price", "Infinity", False),
        ("filed_price", "much", False), ("filed_price", 5, False),
        ("no_such_fact", "x", False),
    ],
)  # fmt: skip
def test_a_fact_is_told_that_the_rules_can_use(name, value, told):
    assert is_told(finding("property", "home", **{name: value}), name) is told


@pytest.mark.parametrize(
    ("check", "told", "names"),
    [
        ("property", {"regulated_account": SELLER["number"]}, []),
        ("property", {"regulated_account": " ".join(SELLER["number"])}, []),  # however it is written
        ("property", {"regulated_account": "1"}, ["regulated_account"]),
        ("property", {"regulated_account": f"9{SELLER['number'][1:]}"}, ["regulated_account"]),  # of another bank
        ("property", {"regulated_account": f"{SELLER['number'][:-1]}x"}, ["regulated_account"]),
        ("property", {"account": "1"}, []),
        ("property", {}, []),  # what tells of no account says nothing
        ("old_loan", {"account": "1", "holder": "别人"}, ["account", "holder"]),
        ("old_loan", {"holder": "别人"}, ["holder"]),
        ("tax", {"regulated_account": "1", "account": "1"}, []),
    ],
)
def test_what_is_told_of_an_account_is_held_against_the_forms(check, told, names):
    case = of_sample(7) if check == "old_loan" else application()
    assert list(payee.otherwise(check, case, told)) == names
    if check == "old_loan":
        account = case.old_loan.account
        assert list(payee.otherwise(check, case, {"account": account.number, "holder": account.holder})) == []
    nobody = replace(application(), home=replace(application().home, seller=None))
    assert list(payee.otherwise(check, nobody, told)) == []


@pytest.mark.parametrize(
    ("stated", "use"),
    [
        ("住宅", Use.HOME), ("成套住宅", Use.HOME), ("城镇住宅用地/成套住宅", Use.HOME), ("别墅", Use.HOME),
        ("车位", Use.OTHER), ("地下车库", Use.OTHER), ("商业用地/商铺", Use.OTHER), ("商业用地", Use.OTHER), ("仓储、办公", Use.OTHER),
        ("商住", Use.UNCLEAR), ("住宅、车位", Use.UNCLEAR), ("其他", Use.UNCLEAR), ("", Use.UNCLEAR), ("商业住宅", Use.UNCLEAR),
        ("住宅用地", Use.UNCLEAR), ("非住宅", Use.UNCLEAR),
    ],
)  # fmt: skip
def test_a_home_is_one_by_the_whole_word_and_what_is_both_or_neither_is_a_persons_to_say(stated, use):
    assert use_of(stated) is use
