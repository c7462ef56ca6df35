"""What recorded-style answers mean, without any wire."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from chalicelib import messages
from chalicelib.agencies import civil_affairs as register
from chalicelib.agencies import fund_core as core
from chalicelib.agencies import home
from chalicelib.agencies import police as register_of_people
from chalicelib.agencies.civil_affairs import answers as civil_affairs
from chalicelib.agencies.civil_affairs.standing import divorced_on
from chalicelib.agencies.fund_core import answers as fund_core
from chalicelib.agencies.fund_core import off_site
from chalicelib.agencies.housing import answers as housing
from chalicelib.agencies.police import answers as police
from chalicelib.agencies.registry import answers as registry
from chalicelib.agencies.tax import answers as tax
from chalicelib.casework.answers import said
from chalicelib.domain.checks.declared import CHECKS
from chalicelib.domain.checks.finding import Outcome
from chalicelib.domain.form.codes import MARRIED
from chalicelib.errors import AnswerPending
from chalicelib.messages.findings import TEXTS
from tests.agencies.conftest import CERTIFICATE, HUSBAND, OTHER, WIFE, record
from tests.given.answers import purpose
from tests.given.application import of_sample


@pytest.mark.parametrize(
    ("name", "number", "state", "outcome", "code"),
    [
        ("1", "1", "0", "confirmed", "IDENTITY_CONFIRMED"),
        ("2", "1", "0", "confirmed", "IDENTITY_CONFIRMED"),
        ("3", "1", "0", "ambiguous", "IDENTITY_SIMILAR"),
        ("1", "3", "0", "ambiguous", "IDENTITY_SIMILAR"),
        ("4", "1", "0", "contradicted", "IDENTITY_MISMATCH"),
        ("3", "4", "0", "contradicted", "IDENTITY_MISMATCH"),
        ("1", "1", "1", "contradicted", "IDENTITY_DECEASED"),
    ],
)
def test_a_similar_match_is_neither_a_pass_nor_a_fail_and_death_stops(name, number, state, outcome, code):
    found = police.meaning("borrower", {"xm_ppddm": name, "gmsfzh_ppddm": number, "swbs": state})
    assert (found.outcome, found.code) == (outcome, code)


@pytest.mark.parametrize("answer", [("5", "1", "0"), ("1", "1", "2"), ("", "1", "0")])
def test_a_code_the_register_does_not_have_is_no_answer(answer):
    with pytest.raises(ValueError):
        police.meaning("borrower", dict(zip(("xm_ppddm", "gmsfzh_ppddm", "swbs"), answer, strict=True)))


def marriage(records, marital="20", **changes):
    single = marital not in MARRIED
    asked = of_sample(1, people__0__marital=marital, **changes)
    return civil_affairs.meaning(replace(asked, people=asked.people[:1]) if single else asked, records)


@pytest.mark.parametrize("kind", ["IA", "ICA", "INR"])
def test_a_marriage_to_the_declared_spouse_is_confirmed(kind):
    found = marriage([record(kind, "2015-01-01")])
    assert (found.outcome, found.code) == (Outcome.CONFIRMED, "MARRIAGE_CONFIRMED")
    assert found.facts == {"status": "married", "spouse_key": "spouse", "basis": "record"}


def test_the_latest_change_of_status_counts_whatever_order_the_records_come_in():
    found = marriage([record("IB", "2020-01-01"), record("IA", "2015-01-01")], marital="40")
    assert (found.code, found.facts["status"]) == ("MARRIAGE_CONFIRMED", "divorced")
    again = marriage([record("IB", "2020-01-01"), record("IA", "2021-01-01"), record("IA", "2015-01-01", woman=OTHER)])
    assert again.code == "MARRIAGE_CONFIRMED"


def test_a_reissued_certificate_counts_as_the_kind_it_is():
    assert marriage([record("IA", "2015-01-01"), record("IC", "2018-01-01", certificate="BJ620102-2018-1")]).code == "MARRIAGE_CONFIRMED"  # fmt: skip
    divorced = [record("IB", "2016-01-01"), record("IC", "2018-01-01", certificate="BL620102-2018-1")]
    assert marriage(divorced, marital="40").facts["status"] == "divorced"


ALONE = {"marital": "40"}


@pytest.mark.parametrize(
    ("before", "of_day", "said", "outcome"),
    [
        (["IA"], ["IB", "IA other"], {}, "MARRIAGE_SPOUSE_MISMATCH"),  # a divorce ends the marriage that stands, then the marriage
        (["IA other"], ["IB other", "IA"], {}, "MARRIAGE_CONFIRMED"),
        (["IA"], ["IB", "IA"], {}, "MARRIAGE_CONFIRMED"),  # 复婚
        (["IA", "IB"], ["IA", "IB"], ALONE, "MARRIAGE_CONFIRMED"),  # who was divorced already married first
        ([], ["IB other", "IA"], {}, "MARRIAGE_CONFIRMED"),  # who is married to one divorces no other
        (["IB"], ["IB other", "IA"], {}, "MARRIAGE_CONFIRMED"),  # a marriage the register never saw was ended
        (["IA"], ["ICA", "IB"], ALONE, "MARRIAGE_CONFIRMED"),  # a certificate is issued again to be divorced with
        (["IB"], ["ICB", "IA"], {}, "MARRIAGE_CONFIRMED"),
        ([], ["IB", "IA"], {}, "MARRIAGE_ORDER_UNTOLD"),
        (["IB other"], ["IB other", "IA"], {}, "MARRIAGE_ORDER_UNTOLD"),
        ([], ["IB", "IB other", "IA", "IA other", "ICA", "ICB"], ALONE, "MARRIAGE_ORDER_UNTOLD"),
        ([], ["IA", "IA other"], {}, "MARRIAGE_ORDER_UNTOLD"),
        ([], ["IA", "IA other"], {"marital": "10"}, "MARRIAGE_STATUS_MISMATCH"),  # to either of them
    ],
)  # fmt: skip
def test_of_a_divorce_and_a_marriage_of_one_day_a_person_says_which_came_first_only_where_nothing_tells(
    before, of_day, said, outcome
):
    def made(word, day):
        kind, _, other = word.partition(" ")
        return record(kind, day, **({"woman": OTHER} if other else {}))

    earlier = [made(word, f"201{year}-01-01") for year, word in enumerate(before)]
    for rows in (of_day, of_day[::-1]):
        found = marriage([*(made(word, "2020-05-20") for word in rows), *earlier], **said)
        assert (found.code, found.outcome == Outcome.AMBIGUOUS) == (outcome, outcome == "MARRIAGE_ORDER_UNTOLD")
    assert messages.known(outcome)


UNCLEAR = [record("IB", "2015-05-01", woman=OTHER), record("IA", "2015-05-01", woman=OTHER)]
MANY = [record(kind, "2015-05-01", woman=one) for kind in ("IA", "IB", "ICA") for one in (WIFE, OTHER)]


@pytest.mark.parametrize(
    ("later", "code"),
    [
        ([record("IA", "2020-02-02")], "MARRIAGE_CONFIRMED"),
        ([record("ICA", "2024-02-02")], "MARRIAGE_CONFIRMED"),
        ([record("IA", "2020-02-02"), record("IB", "2021-02-02"), record("ID", "2021-03-02")], "MARRIAGE_CONFIRMED"),
        ([record("IA", "2020-02-02"), record("ID", "2021-02-02")], "MARRIAGE_ORDER_UNTOLD"),  # open as before
        ([record("ID", "2015-06-02")], "MARRIAGE_ORDER_UNTOLD"),
    ],
)
@pytest.mark.parametrize("day", [UNCLEAR, MANY, [{**one, "op_date": f"19{year}-01-01"} for year in range(80, 99) for one in UNCLEAR]])  # fmt: skip
def test_what_a_day_leaves_open_is_settled_by_what_later_days_tell_and_by_that_alone(day, later, code):
    assert marriage([*later, *day]).code == code


def test_a_later_marriage_contradicts_who_says_to_be_single_whatever_an_earlier_day_leaves_open():
    found = marriage([*UNCLEAR, record("IA", "2026-12-03")], marital="10")
    assert (found.outcome, found.code) == (Outcome.CONTRADICTED, "MARRIAGE_STATUS_MISMATCH")


def under_the_former_number(row):
    return {**row, "cert_num_man": HUSBAND[:6] + HUSBAND[8:17]}


def test_an_entry_kept_under_both_numbers_of_a_person_is_one():
    married, divorced, void = record("IA", "1998-02-02"), record("IB", "2026-02-02"), record("ID", "2026-03-02")
    for voids in ([void], [void, under_the_former_number(void)]):
        found = marriage([married, divorced, under_the_former_number(divorced), *voids])
        assert (found.code, found.facts.get("divorced_on")) == ("MARRIAGE_CONFIRMED", None)


def test_a_person_finds_otherwise_of_the_records_that_there_were_and_of_no_others():
    one = [record("IA", "2015-05-01", woman=OTHER)]
    for told in (one, UNCLEAR):
        same = [under_the_former_number(row) for row in told][::-1]
        assert said(marriage(told)) == said(marriage(same)) != said(marriage([*told, record("IB", "2014-05-01")]))
    assert said(marriage(one)) != said(marriage([record("IA", "2015-05-01", woman="110105194912310048")]))


def test_a_form_is_prefilled_with_no_status_that_the_register_leaves_open():
    rows = [record("IB", "2020-05-20"), record("IA", "2020-05-20")]
    assert register._status({"records": rows}) is None
    assert register._status({"records": rows[:1]}) == "divorced"


def test_hours_that_a_register_tells_are_the_order_of_a_day():
    rows = [record("IB", "2020-05-20 10:00:00"), record("IA", "2020-05-20 09:00:00")]
    assert marriage(rows, marital="40").code == "MARRIAGE_CONFIRMED"


@pytest.mark.parametrize("hour", ["", "T16:00:00Z", " 00:00:00"])
def test_a_record_of_a_day_that_tells_no_hour_is_not_the_first_of_it(hour):
    day = "2020-05-19" if "Z" in hour else "2020-05-20"  # midnight in China
    for told, untold in (("IB", "IA"), ("IA", "IB")):
        rows = [record(told, "2020-05-20 10:00:00"), record(untold, f"{day}{hour}")]
        assert marriage(rows).code == "MARRIAGE_ORDER_UNTOLD"


def test_a_void_takes_away_the_last_change_of_its_own_couple_and_no_other_couples_marriage():
    hers = [record("IA", "2010-01-01", woman=OTHER), record("IB", "2014-01-01", woman=OTHER)]
    theirs, void = record("IA", "2015-01-01"), record("ID", "2018-01-01", woman=OTHER)
    for rows in ([*hers, theirs, void], [hers[0], theirs, void], [theirs, void]):
        assert marriage(rows).code == "MARRIAGE_CONFIRMED", rows


def test_a_voided_marriage_never_happened():
    voided = [record("IA", "2015-01-01"), record("ID", "2016-01-01")]
    assert marriage(voided, marital="10").code == "MARRIAGE_NO_RECORD"
    earlier = [record("IA", "2010-01-01", woman=OTHER), record("IB", "2012-01-01", woman=OTHER), *voided]
    assert marriage(earlier, marital="40").facts["status"] == "divorced"


def test_no_record_is_not_unmarried():
    found = marriage([], marital="10")
    assert (found.outcome, found.code) == (Outcome.NOT_FOUND, "MARRIAGE_NO_RECORD")


def test_no_record_and_a_signed_commitment_is_single():
    found = marriage([], marital="10", commitments=["SINGLE_STATUS"])
    assert (found.outcome, found.facts["basis"]) == (Outcome.CONFIRMED, "commitment")


def test_a_commitment_to_be_single_does_not_help_who_says_to_be_married():
    assert marriage([], commitments=["SINGLE_STATUS"]).outcome == Outcome.NOT_FOUND


@pytest.mark.parametrize("couple", [{"woman": OTHER}, {"man": OTHER}], ids=["of the borrower", "of the spouse"])
def test_another_marriage_than_the_declared_one_contradicts(couple):
    found = marriage([record("IA", "2015-01-01", **couple)])
    assert (found.outcome, found.code) == (Outcome.CONTRADICTED, "MARRIAGE_SPOUSE_MISMATCH")


def test_a_divorce_in_court_is_not_in_the_register_and_its_papers_are_for_a_person_to_read():
    still_married = [record("IA", "2015-01-01")]
    missing = marriage(still_married, marital="40")
    assert (missing.outcome, missing.code) == (Outcome.NOT_FOUND, "MARRIAGE_PAPERS_MISSING")
    there = marriage(still_married, marital="40", documents={"A04": ["d1"]})
    assert (there.outcome, there.facts["basis"]) == (Outcome.AMBIGUOUS, "court")


def test_saying_unmarried_while_the_register_says_married_contradicts():
    assert marriage([record("IA", "2015-01-01")], marital="10").code == "MARRIAGE_STATUS_MISMATCH"
    assert marriage([record("IB", "2015-01-01")]).code == "MARRIAGE_STATUS_MISMATCH"


@pytest.mark.parametrize(
    ("marital", "kind", "code"),
    [("10", "IB", "MARRIAGE_STATUS_MISMATCH"), ("30", "IA", "MARRIAGE_PAPERS_MISSING")],
)
def test_who_says_never_married_contradicts_a_divorce_and_a_death_is_none_the_register_knows_of(marital, kind, code):
    assert marriage([record(kind, "2015-01-01")], marital=marital).code == code


ACCOUNT = {
    "GRZHZT": "01", "JCD": "620100", "LXZCJCYS": 6, "GRJCJS": "12000", "YJCE": "2880.5", "GRZHYE": "60000.00", "DKCS": 1,
    "WJQDK": "0", "TQZT": "1", "JKRGJJZH": "1", "DWMC": "", "DWZH": "",
}  # fmt: skip


def test_an_account_becomes_facts_with_money_as_decimal_strings():
    found = fund_core.meaning("spouse", "620100", [ACCOUNT])
    assert (found.outcome, found.code, found.subject) == (Outcome.CONFIRMED, "FUND_ACCOUNT_CONFIRMED", "spouse")
    assert found.facts == {
        "status": "01", "centre": "620100", "consecutive_months": 6, "base": "12000.00", "monthly_deposit": "2880.50",
        "balance": "60000.00", "loans_used": 1, "unsettled_loan": False, "withdrawal_in_flight": True,
        "fraud_told": False, "withdrawal_fraud_on": None, "loan_fraud_on": None,
    }  # fmt: skip


@pytest.mark.parametrize(("told", "flexible"), [({"LHJY": "1"}, True), ({"LHJY": "0"}, False), ({}, None)])
def test_a_flexible_worker_is_known_where_the_core_tells(told, flexible):
    assert fund_core.meaning("borrower", "620100", [{**ACCOUNT, **told}]).facts.get("flexible") is flexible


def test_fraud_is_known_of_all_accounts_and_told_only_where_each_says_so():
    clean, barred = {**ACCOUNT, "PTRQ": "", "PDRQ": ""}, {**ACCOUNT, "GRZHZT": "05", "PTRQ": "2025-03-01", "PDRQ": ""}
    told = fund_core.meaning("borrower", "620100", [clean, barred]).facts
    assert (told["fraud_told"], told["withdrawal_fraud_on"], told["loan_fraud_on"]) == (True, "2025-03-01", None)
    assert not fund_core.meaning("borrower", "620100", [clean, ACCOUNT]).facts["fraud_told"]


@pytest.mark.parametrize(
    ("accounts", "of_person", "told"),
    [
        ([{"PTRQ": "2024-03-01"}, {"PTRQ": "2025-06-01"}], {}, (True, "2025-06-01", None)),
        (
            [{"PDRQ": "2025-06-01"}, {"PDRQ": "2024-03-01", "PTRQ": "2020-01-01"}],
            {},
            (True, "2020-01-01", "2025-06-01"),
        ),
        ([{}], {"PTRQ": "", "PDRQ": "2025-06-01"}, (True, None, "2025-06-01")),
        ([None], {"PTRQ": "2025-06-01", "PDRQ": ""}, (False, "2025-06-01", None)),
        ([], {"PTRQ": "", "PDRQ": ""}, (True, None, None)),
        ([], {}, (False, None, None)),
    ],
)
def test_the_last_fraud_counts_wherever_it_is_told_and_of_an_account_that_does_not_tell_nothing_is_known(
    accounts, of_person, told
):
    rows = [ACCOUNT if one is None else {**ACCOUNT, "PTRQ": "", "PDRQ": "", **one} for one in accounts]
    facts = fund_core.meaning("borrower", "620100", rows, deposits=bool(rows), of_person=of_person).facts
    assert (facts["fraud_told"], facts["withdrawal_fraud_on"], facts["loan_fraud_on"]) == told


@pytest.mark.parametrize("lends", ["620500", "620101", "620000"])
def test_deposits_at_another_centre_are_off_site_in_the_same_city_too(lends):
    assert fund_core.meaning("borrower", lends, [ACCOUNT]).code == "FUND_ACCOUNT_OFF_SITE"


@pytest.mark.parametrize(
    ("status", "code"),
    [
        ("02", "FUND_ACCOUNT_SEALED"),
        ("03", "FUND_ACCOUNT_CLOSED"),
        ("04", "FUND_ACCOUNT_CLOSED"),
        ("05", "FUND_ACCOUNT_CLOSED"),
        ("06", "FUND_ACCOUNT_FROZEN"),
        ("99", "FUND_ACCOUNT_NOT_NORMAL"),
    ],
)
def test_a_frozen_account_is_a_certain_answer_for_the_rules_to_judge(status, code):
    found = fund_core.meaning("borrower", "620100", [{**ACCOUNT, "GRZHZT": status}])
    assert (found.outcome, found.code, found.facts["status"]) == (Outcome.CONFIRMED, code, status)


def test_of_several_accounts_the_normal_one_counts_and_none_is_not_found():
    assert fund_core.meaning("borrower", "620100", [{**ACCOUNT, "GRZHZT": "05"}, ACCOUNT]).facts["status"] == "01"
    assert fund_core.meaning("borrower", "620100", []).outcome == Outcome.NOT_FOUND


SEALED = {**ACCOUNT, "GRZHZT": "02", "GRJCJS": "15000", "DKCS": 1, "WJQDK": "1", "TQZT": "0"}


def test_loans_and_withdrawals_are_those_of_all_accounts_and_deposits_those_of_the_normal_one():
    live = {**ACCOUNT, "DKCS": 0, "TQZT": "1"}
    for accounts in ([SEALED, live], [live, SEALED]):
        told = fund_core.meaning("borrower", "620100", accounts).facts
        assert (told["status"], told["base"], told["loans_used"]) == ("01", "12000.00", 1)
        assert (told["unsettled_loan"], told["withdrawal_in_flight"]) == (True, True)
        assert "loans_used_at_most" not in told
        shown = fund_core.particulars(accounts)
        assert (shown["loans_used"], shown["unsettled_loan"]) == (1, True)


def test_one_loan_in_each_of_two_accounts_is_one_for_certain_and_two_at_most():
    told = fund_core.meaning("borrower", "620100", [{**SEALED, "WJQDK": "0"}, ACCOUNT]).facts
    assert (told["loans_used"], told["loans_used_at_most"]) == (1, 2)


def test_of_two_accounts_in_normal_standing_a_person_says_which_counts_and_their_history_is_told():
    found = fund_core.meaning("borrower", "620100", [ACCOUNT, {**ACCOUNT, "JCD": "620000", "WJQDK": "1"}])
    assert (found.outcome, found.code) == (Outcome.AMBIGUOUS, "FUND_ACCOUNTS_SEVERAL")
    assert found.facts == {
        "status": "01", "loans_used": 1, "loans_used_at_most": 2, "unsettled_loan": True, "withdrawal_in_flight": True,
        "fraud_told": False, "withdrawal_fraud_on": None, "loan_fraud_on": None,
    }  # fmt: skip
    again = fund_core.meaning("borrower", "620100", [{**ACCOUNT, "LHJY": "1"}, ACCOUNT])
    assert "flexible" not in again.facts, "whose is that?"


def test_a_frozen_account_is_not_hidden_by_another_in_normal_standing():
    frozen = {**ACCOUNT, "GRZHZT": "06"}
    for accounts in ([frozen, ACCOUNT], [ACCOUNT, frozen]):
        told = fund_core.meaning("borrower", "620100", accounts).facts
        assert (told["status"], told["frozen"]) == ("01", True)


def test_the_base_of_an_account_that_is_sealed_fills_in_no_income():
    filled = fund_core.particulars([SEALED])
    assert "person.monthly_income" not in filled and filled["deposit_base"] == "15000.00"
    assert "person.monthly_income" not in fund_core.particulars([{**ACCOUNT, "GRJCJS": "0"}]), "nor does one of nothing"
    assert fund_core.particulars([ACCOUNT])["person.monthly_income"] == "12000.00"


def test_no_account_is_an_answer_only_of_somebody_who_says_to_deposit_nothing():
    none = fund_core.meaning("spouse", "620100", [], deposits=False)
    assert (none.outcome, none.code) == (Outcome.CONFIRMED, "FUND_ACCOUNT_NONE")
    assert none.facts == {
        "loans_used": 0, "unsettled_loan": False, "withdrawal_in_flight": False,
        "fraud_told": False, "withdrawal_fraud_on": None, "loan_fraud_on": None,
    }  # fmt: skip
    told = fund_core.meaning("spouse", "620100", [], deposits=False, of_person={"PTRQ": "", "PDRQ": "2025-03-01"}).facts
    assert (told["fraud_told"], told["loan_fraud_on"]) == (True, "2025-03-01")
    used = fund_core.meaning("spouse", "620100", [{**ACCOUNT, "DKCS": 2, "WJQDK": "1"}], deposits=False)
    assert (used.facts["loans_used"], used.facts["unsettled_loan"]) == (2, True)


def test_no_account_is_no_answer_of_somebody_known_by_another_document_than_a_resident_id():
    none = fund_core.meaning("spouse", "620100", [], deposits=False, resident=False)
    assert (none.outcome, none.code, dict(none.facts)) == (Outcome.NOT_FOUND, "FUND_ACCOUNT_NOT_FOUND", {})


def test_the_fund_is_asked_of_who_deposits_in_the_place_of_their_proof_and_tells_of_frauds_of_who_has_no_account(
    monkeypatch,
):
    entries, told = [], {"accounts": [], "PTRQ": "", "PDRQ": "2025-03-01"}
    monkeypatch.setattr(core.exchange, "call", lambda *of: entries.append(of[1:3]) or of[3](told))
    whole = of_sample(1)
    he, she = whole.people
    kinds = {
        "a depositor": (he, "FUND_ACCOUNT_NOT_FOUND", "C01"),
        "who deposits nothing": (replace(she, is_depositor=False), "FUND_ACCOUNT_NONE", ""),
        "known by a passport": (replace(she, is_depositor=False, id_type="03"), "FUND_ACCOUNT_NOT_FOUND", ""),
    }
    for person, code, material in kinds.values():
        found = core.account(person, purpose(whole))
        asked, use = entries.pop()
        assert (found.code, found.facts.get("loan_fraud_on"), use.material) == (
            code, "2025-03-01" if code == "FUND_ACCOUNT_NONE" else None, material,
        )  # fmt: skip
        assert asked == {"xingming": person.name, "zjlx": person.id_type, "zjhm": person.id_number}


def test_who_fills_in_a_form_is_looked_for_by_name_kind_and_number_of_their_document(monkeypatch):
    asked = []
    monkeypatch.setattr(core.exchange, "call", lambda *of: asked.append(of[1]) or of[3]({"accounts": []}))
    assert core.known_of("borrower", "周子安", "03", "E12345678", purpose(of_sample(1))) is None
    assert asked == [{"xingming": "周子安", "zjlx": "03", "zjhm": "E12345678"}]


@pytest.mark.parametrize(("deposits_at", "told"), [("610100", "610100"), (None, "620100")])
def test_a_loan_is_told_to_the_centre_of_their_deposits_or_else_to_the_lending_one_until_it_is_marked(
    monkeypatch, deposits_at, told
):
    asked, answer = [], {"marked": "1"}
    monkeypatch.setattr(core.exchange, "call", lambda *of: asked.append(of[1]) or of[3](answer))
    whole = of_sample(8, people__0__deposit_centre=deposits_at)
    report = (whole.borrower, "JK1", Decimal("400000"), date(2026, 11, 23), purpose(whole))
    core.report_loan(*report)
    who = {"xingming": whole.borrower.name, "zjlx": "01", "zjhm": whole.borrower.id_number}
    assert asked == [
        {**who, "jcd": told, "gfd": whole.centre, "dkhtbh": "JK1", "ffje": "400000.00", "ffrq": "2026-11-23"}
    ]
    for word in ("0", "", "2"):
        answer["marked"] = word
        with pytest.raises(ValueError):
            core.report_loan(*report)


TAX = {"RetCode": "000", "Wsbz": "Y", "Ybtse": "10000", "Dzsphm": "362", "Htje": "1000000"}


def test_tax_says_no_before_yes():
    with pytest.raises(AnswerPending):
        tax.meaning(Decimal("1000000.00"), {**TAX, "Wsbz": "N"})
    paid = tax.meaning(Decimal("1000000.00"), TAX)
    assert (paid.outcome, paid.code) == (Outcome.CONFIRMED, "TAX_PAID")
    assert paid.facts == {"paid": True, "receipt": "362", "amount": "10000.00"}


@pytest.mark.parametrize(
    ("says", "asked"),
    [
        ({"RetCode": "999"}, ""),
        ({"RetCode": "001"}, ""),
        ({"Wsbz": "X"}, ""),
        ({"Htbh": "HT-10"}, "HT-1"),
        ({"Htbh": "HT-1"}, "HT-10"),
    ],
)
def test_a_code_nobody_knows_and_an_answer_about_another_contract_pay_no_tax(says, asked):
    with pytest.raises(ValueError, match="unknown code|another contract"):
        tax.meaning(Decimal("1000000.00"), {**TAX, **says}, asked)
    assert tax.meaning(Decimal("1000000.00"), {**TAX, "Htbh": "HT-1"}, "HT-1").code == "TAX_PAID"


@pytest.mark.parametrize("price", ["1000000.01", "999999.99"])
def test_tax_paid_on_another_price_contradicts_whether_less_or_more_was_taxed(price):
    assert tax.meaning(Decimal(price), TAX).code == "TAX_PRICE_MISMATCH"


FILING = housing.Filing("LZ1", "1", of_sample(1).home.unit_number, Decimal("900000.00"), frozenset({HUSBAND, WIFE}), "2026-10-15", of_sample(1).home.seller.number)  # fmt: skip
FREE = registry.Unit(None, False, frozenset())


def title(unit, use="住宅", owner=HUSBAND):
    return registry.Title("甘1", unit, frozenset({owner}), use, 2012)


def test_a_home_everyone_agrees_on_is_confirmed_with_the_facts_the_rules_need():
    found = home.property_finding(of_sample(1), FILING, FREE, [FILING])
    assert (found.outcome, found.code) == (Outcome.CONFIRMED, "PROPERTY_CONFIRMED")
    assert found.facts["homes_owned"] == 0
    assert found.facts["regulated_account"] == of_sample(1).home.seller.number
    assert found.facts["filed_price"] == "900000.00"


@pytest.mark.parametrize(
    ("change", "defect"),
    [
        ({"unit_number": "620102001001GB00101F00010102"}, "FILING_UNIT_MISMATCH"),
        ({"price": Decimal("899999.99")}, "FILING_PRICE_MISMATCH"),
        ({"buyers": frozenset({HUSBAND, OTHER})}, "FILING_BUYER_MISMATCH"),
        ({"buyers": frozenset()}, "FILING_BUYER_MISMATCH"),
        ({"account": "6222020000000000000"}, "FILING_ACCOUNT_MISMATCH"),
        ({"status": "0"}, "FILING_NOT_FILED"),
        ({"status": "2"}, "FILING_CANCELLED"),
    ],
)
def test_every_difference_from_the_filed_contract_contradicts(change, defect):
    found = home.property_finding(of_sample(1), replace(FILING, **change), FREE, [])
    assert (found.outcome, found.code, found.facts["defects"]) == (Outcome.CONTRADICTED, defect, [defect])


WIDE = {sign: sign + 0xFEE0 for sign in range(0x21, 0x7F)}


@pytest.mark.parametrize(
    "written",
    [
        str.lower,
        lambda text: text.translate(WIDE),
        lambda text: " ".join(text[at : at + 4] for at in range(0, len(text), 4)),
    ],
)
def test_a_unit_or_an_account_an_agency_writes_in_another_way_is_the_same(written):
    bought = of_sample(1).home
    row = {"htbh": "LZ1", "bazt": "1", "bdcdyh": written(bought.unit_number), "htje": str(bought.price), "buyers": [{"zjh": HUSBAND}], "barq": "2026-10-15", "jgzh": written(bought.seller.number)}  # fmt: skip
    (filing,) = housing.filings({"contracts": [row]})
    owned = {"title_number": "甘1", "unit_number": written(bought.unit_number), "owners": [{"id_number": HUSBAND}], "use": "住宅", "status": "现势"}  # fmt: skip
    found = home.property_finding(of_sample(1), filing, FREE, [filing, *registry.titles({"houses": [owned]})])
    assert (found.code, found.facts["homes_owned"]) == ("PROPERTY_CONFIRMED", 0)


def test_a_form_of_before_numbers_were_written_alike_is_compared_as_one_of_today():
    was = of_sample(1).home
    spaced = of_sample(1, home__unit_number=f"{was.unit_number[:6]} {was.unit_number[6:].lower()}")
    assert home.property_finding(spaced, FILING, FREE, [title(FILING.unit_number)]).code == "PROPERTY_CONFIRMED"


def test_one_finding_names_every_defect_at_once():
    wrong = replace(FILING, unit_number="620102001001GB00101F00010102", price=Decimal(1), account="1")
    found = home.property_finding(of_sample(1), wrong, FREE, [])
    assert found.facts["defects"] == ["FILING_UNIT_MISMATCH", "FILING_PRICE_MISMATCH", "FILING_ACCOUNT_MISMATCH"]


def test_one_buyer_of_two_applicants_is_enough():
    bought_alone = replace(FILING, buyers=frozenset({HUSBAND}))
    assert home.property_finding(of_sample(1), bought_alone, FREE, []).code == "PROPERTY_CONFIRMED"


def test_a_home_is_counted_once_and_not_this_one_nor_a_garage_nor_a_cancelled_contract():
    other = "620102002001GB00001F00010001"
    owned = [
        FILING,
        title(FILING.unit_number),
        title(other),
        replace(FILING, unit_number=other),
        title("620102002001GB00002F00010001", use="车位"),
        replace(FILING, unit_number="620102002001GB00003F00010001", status="2"),
    ]
    assert home.property_finding(of_sample(1), FILING, FREE, owned).facts["homes_owned"] == 1


def test_a_slip_in_the_unit_number_does_not_hide_a_home_that_is_owned():
    owned = "620102002001GB00001F00010001"
    slipped = of_sample(1, home__unit_number=owned)
    assert home.property_finding(slipped, FILING, FREE, [title(owned)]).facts["homes_owned"] == 1


@pytest.fixture
def ask(monkeypatch):
    """Checks a home against one filing and what people hold or have bought, by key; says of which units the registry was asked."""

    def asking(application, filing=None, held=None, bought=None):
        asked = []
        monkeypatch.setattr(home.housing, "contract", lambda application, purpose: filing)
        monkeypatch.setattr(home.housing, "bought_by", lambda _, key, purpose: (bought or {}).get(key, []))
        monkeypatch.setattr(home.registry, "titles_of", lambda _, key, purpose: (held or {}).get(key, []))
        monkeypatch.setattr(home.registry, "unit", lambda of, number, purpose: asked.append(number) or FREE)
        return asked, home.check(application, purpose(application))

    return asking


def test_what_lies_on_a_home_is_asked_of_the_unit_that_was_filed_whatever_the_form_says(ask):
    filed = replace(FILING, unit_number="620102001001GB00001F00010009")
    assert ask(of_sample(1), filed)[0] == ["620102001001GB00001F00010009"]


@pytest.mark.parametrize(
    ("change", "asked"),
    [
        ({}, True),
        ({"buyers": frozenset({WIFE})}, True),
        ({"buyers": frozenset({WIFE, OTHER})}, True),
        ({"buyers": frozenset({OTHER})}, False),
        ({"buyers": frozenset()}, False),
        ({"status": "0"}, False),
        ({"status": "2"}, False),
    ],
)
def test_what_lies_on_a_home_is_asked_only_if_a_party_bought_it_by_a_contract_in_force(ask, change, asked):
    units, found = ask(of_sample(1), replace(FILING, **change))
    assert units == [FILING.unit_number] * asked
    assert (found.outcome is Outcome.CONTRADICTED) == (change not in ({}, {"buyers": frozenset({WIFE})}))
    assert ("seized" in found.facts, "mortgages" in found.facts) == (asked, asked)


def test_what_lies_on_an_own_home_is_asked_only_if_a_party_holds_it_or_bought_it(ask):
    asked = of_sample(7)
    unit, me = asked.home.unit_number, asked.borrower.id_number
    helper = replace(asked.borrower, key="co_borrower_1", id_number=OTHER)
    filed = replace(FILING, unit_number=unit, buyers=frozenset({me}))
    assert ask(asked, held={"borrower": [title("620102002001GB00001F00010001", owner=me)]})[0] == []
    assert ask(asked, bought={"borrower": [replace(filed, status="2")]})[0] == []
    assert ask(asked, held={"borrower": [replace(title(unit, owner=me), current=False)]})[0] == [], "it was theirs"
    assert ask(asked, held={"borrower": [title(unit, owner=me)]})[0] == [unit]
    assert ask(asked, bought={"borrower": [filed]})[0] == [unit]
    both = replace(asked, people=(*asked.people, helper))
    units, found = ask(
        both, held={"co_borrower_1": [title(unit, owner=OTHER), title("620102002001GB00001F00010001", owner=OTHER)]}
    )
    assert (units, found.facts["homes_owned"]) == ([unit], 0)


def test_the_homes_of_a_couple_count_and_those_of_no_other_party():
    couple = of_sample(1)
    helper = replace(couple.people[0], key="co_borrower_1", id_number=OTHER)
    assert home.family(replace(couple, people=(*couple.people, helper))) == ["borrower", "spouse"]
    unsaid = replace(couple.people[0], marital="10")
    assert home.family(replace(couple, people=(unsaid, couple.people[1]))) == ["borrower", "spouse"]


def test_an_existing_home_needs_a_title_and_its_owner_as_seller():
    asked = of_sample(2)
    filing = replace(
        FILING,
        unit_number=asked.home.unit_number,
        price=asked.home.price,
        account=asked.home.seller.number,
        buyers=frozenset({asked.borrower.id_number}),
    )
    assert home.property_finding(asked, filing, FREE, []).code == "TITLE_NOT_FOUND"
    others = registry.Unit(title(filing.unit_number, owner=OTHER), False, frozenset())
    assert home.property_finding(asked, filing, others, []).code == "TITLE_SELLER_MISMATCH"
    sellers = registry.Unit(title(filing.unit_number, owner=asked.home.seller_id), True, frozenset({"甘2"}))
    found = home.property_finding(asked, filing, sellers, [])
    assert (found.code, found.facts["seized"], found.facts["mortgaged"]) == ("PROPERTY_CONFIRMED", True, True)
    assert found.facts["completed_year"] == 2012


def own(title_of_it):
    asked = of_sample(7)
    unit = registry.Unit(title_of_it, False, frozenset({"甘2"}))
    return home.property_finding(asked, None, unit, [title_of_it] if title_of_it else [])


def test_an_own_home_is_confirmed_by_its_title_alone_and_is_not_one_home_more():
    unit, owner = of_sample(7).home.unit_number, of_sample(7).people[1].id_number
    found = own(title(unit, owner=owner))
    assert (found.outcome, found.code) == (Outcome.CONFIRMED, "TITLE_CONFIRMED")
    assert (found.facts["homes_owned"], found.facts["mortgages"], found.facts["filed"]) == (0, ["甘2"], False)


def test_a_home_no_applicant_owns_contradicts_and_one_without_a_title_is_not_found():
    found = own(title(of_sample(7).home.unit_number, owner=OTHER))
    assert (found.outcome, found.facts["defects"]) == (Outcome.CONTRADICTED, ["TITLE_OWNER_MISMATCH"])
    assert own(None).code == "TITLE_NOT_FOUND"


def certified(**changes):
    person = of_sample(8).borrower
    return off_site.meaning(person, [{**CERTIFICATE, "XingMing": person.name, "ZJHM": person.id_number, **changes}])


def test_a_deposit_centres_certificate_becomes_facts_and_its_months_are_counted_with_both_ends():
    found = certified()
    assert (found.outcome, found.code, found.subject) == (Outcome.CONFIRMED, "OFF_SITE_CERTIFIED", "borrower")
    assert found.facts == {
        "centre": "610100", "status": "01", "base": "14000.00", "balance": "60000.00", "consecutive_months": 11,
        "loans_used": 1, "loan_balance": "0.00",
    }  # fmt: skip
    sealed = certified(GRZHZT="02", GRZHYE="1.5", WQCDKYE="2500.5", LXJCKS="2026-10").facts
    assert (sealed["status"], sealed["balance"], sealed["loan_balance"]) == ("02", "1.50", "2500.50")
    assert sealed["consecutive_months"] == 1, "a run that began this month"
    elsewhere = certified(JCD="610300").facts
    assert (elsewhere["centre"], elsewhere["consecutive_months"]) == ("610300", 11), "what contradicts is told"


def test_of_a_certificate_nothing_is_kept_that_no_rule_needs():
    assert {*certified().facts} == {*CHECKS["off_site"].kinds} == {*CHECKS["off_site"].needed}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"XingMing": "别人"}, "OFF_SITE_SUBJECT_MISMATCH"),
        ({"ZJHM": OTHER}, "OFF_SITE_SUBJECT_MISMATCH"),
        ({"JCD": "610300"}, "OFF_SITE_CENTRE_MISMATCH"),
        ({"JCD": "610101"}, "OFF_SITE_CENTRE_MISMATCH"),  # another centre of that city
    ],
)
def test_a_certificate_about_somebody_or_somewhere_else_contradicts(change, code):
    found = certified(**change)
    assert (found.outcome, found.code) == (Outcome.CONTRADICTED, code)


def test_no_certificate_is_no_answer_to_build_on():
    assert off_site.meaning(of_sample(8).borrower, []).outcome == Outcome.NOT_FOUND
    with pytest.raises((KeyError, ValueError)):
        certified(LXJCKS="2025")


def test_only_rows_in_force_count():
    row = {"title_number": "甘1", "unit_number": "u", "owners": [{"id_number": OTHER}], "use": "住宅"}
    past = {"houses": [{**row, "status": "历史"}], "seizures": [{"status": "历史"}], "mortgages": [{"certificate": "m", "status": "历史"}]}  # fmt: skip
    assert registry.unit_of(past) == FREE
    assert registry.titles({"houses": [{**row, "status": "现势"}]})[0].owners == {OTHER}
    with pytest.raises(KeyError):
        registry.titles({"houses": [{**row, "status": "?"}]})


ROW = {"title_number": "甘(2018)第1号", "unit_number": "U1", "owners": [{"id_number": OTHER, "name": "某人"}], "use": "住宅", "status": "现势"}  # fmt: skip


def test_what_is_on_a_unit_now_is_told_with_whose_it_is_for_how_much_and_nothing_of_what_was():
    told = registry.unit_of(
        {
            "houses": [ROW],
            "seizures": [{"status": "历史"}, {"status": "现势"}],
            "mortgages": [
                {"certificate": " m1 ", "status": "现势", "qlr": "B02", "bdbzzqse": "450000.00"},
                {"certificate": "m2", "status": "现势"},
                {"certificate": "m3", "status": "历史", "qlr": "B01", "bdbzzqse": "1"},
            ],
        },
        "U1",
    )
    assert (told.seized, told.mortgages) == (True, {"m1", "m2"})
    assert told.liens == {"m1": registry.Lien("B02", Decimal(450000)), "m2": registry.Lien("", None)}


def test_a_title_tells_its_owners_by_number_and_name_and_what_it_leaves_out_is_nothing():
    (bare,) = registry.ever({"houses": [ROW]})
    assert (bare.owners, bare.named) == ({OTHER}, {(OTHER, "某人")})
    assert (bare.completed_year, bare.location, bare.area, bare.current) == (None, "", "", True)
    more = {"completed_year": "2012", "location": "示例路1号", "area": "98.5", "status": "历史"}
    other = {"id_number": f" {WIFE[:-1]}{WIFE[-1].lower()} ", "name": " 周 子安"}
    (whole,) = registry.ever({"houses": [{**ROW, **more, "owners": [other, {"id_number": HUSBAND}]}]})
    assert (whole.completed_year, whole.location, whole.area, whole.current) == (2012, "示例路1号", "98.50", False)
    assert (whole.owners, {number for number, _ in whole.named}) == ({WIFE, HUSBAND}, {WIFE})
    assert registry.ever({"houses": [{**ROW, "completed_year": ""}]})[0].completed_year is None


def test_of_a_unit_with_several_titles_in_force_all_are_told_and_the_earliest_year():
    rows = [
        {**ROW, "completed_year": "2018"},
        {**ROW, "title_number": "甘(2018)第2号", "owners": [{"id_number": WIFE, "name": "某乙"}], "completed_year": "1999"},
        {**ROW, "title_number": "甘(2018)第3号", "owners": [{"id_number": HUSBAND}], "use": "车位", "status": "历史"},
    ]  # fmt: skip
    for turned in (rows, rows[::-1]):
        title = registry.unit_of({"houses": turned, "seizures": [], "mortgages": []}, "U1").title
        assert (title.number, title.use, title.completed_year) == ("甘(2018)第1号、甘(2018)第2号", "住宅", 1999)
        assert (title.owners, title.named) == ({OTHER, WIFE}, {(OTHER, "某人"), (WIFE, "某乙")})


@pytest.mark.parametrize("status", ["现势", "历史"])
def test_an_answer_of_which_one_row_is_about_another_unit_is_none(status):
    rows = [ROW, {**ROW, "unit_number": "U2", "status": status}]
    for turned in (rows, rows[::-1]):
        with pytest.raises(ValueError):
            registry.unit_of({"houses": turned, "seizures": [], "mortgages": []}, "U1")


def test_a_registration_without_a_certificate_is_no_answer():
    for certificate in (None, ""):
        with pytest.raises(ValueError):
            registry.mortgage({"apply_biz_id": "a", "biz_status": "DONE", "certificate_number": certificate})
    assert {*registry.GONE} == {"REJECTED", "CANCELLED"} < registry.STATUSES
    told = {"certificate_number": "c", "registered_at": "2026-12-01", "reason": "r"}
    made = registry.mortgage({"apply_biz_id": "a", "biz_status": "DONE", **told})
    assert made == registry.Mortgage("a", "DONE", "c", "2026-12-01", "r")
    with pytest.raises((KeyError, ValueError)):
        registry.mortgage({"apply_biz_id": "a", "biz_status": "DONE"})
    with pytest.raises(ValueError):
        registry.mortgage({"apply_biz_id": "a", "biz_status": "MAYBE"})
    assert registry.mortgage({}) is None


def test_every_code_has_a_text_in_both_languages():
    for code, (chinese, english) in TEXTS.items():
        assert messages.text(code) == chinese
        assert english and chinese and "{" not in chinese + english


def test_the_owners_are_the_buyers_of_the_contract_or_whom_the_title_names_and_not_who_else_borrows():
    alone = replace(FILING, buyers=frozenset({WIFE}))
    assert home.property_finding(of_sample(1), alone, FREE, []).facts["owners"] == ["spouse"]
    assert home.property_finding(of_sample(1), None, None, []).facts["owners"] == []
    asked = of_sample(7)
    unit = registry.Unit(title(asked.home.unit_number, owner=asked.borrower.id_number), False, frozenset())
    assert home.property_finding(asked, None, unit, []).facts["owners"] == ["borrower"]


def test_months_of_accounts_that_were_moved_are_told_beside_those_of_the_one_that_counts():
    moved = {**ACCOUNT, "GRZHZT": "04", "LXZCJCYS": 30}
    for merged, months in (([], 30), ([{**moved, "GRZHZT": "03", "LXZCJCYS": 12}], 42)):
        rows = [moved, *merged, ACCOUNT, *({**ACCOUNT, "GRZHZT": other, "LXZCJCYS": 9} for other in ("05", "02"))]
        told = fund_core.meaning("borrower", "620100", rows).facts
        assert (told["consecutive_months"], told["months_moved"]) == (6, months)
    assert "months_moved" not in fund_core.meaning("borrower", "620100", [moved]).facts


def test_of_who_is_divorced_the_day_is_told():
    assert marriage([record("IB", "2026-05-06")], marital="40").facts["divorced_on"] == "2026-05-06"
    assert "divorced_on" not in marriage([record("IA", "2015-01-01")]).facts


@pytest.mark.parametrize(("rows", "asked_of"), [(["IA"], 2), ([], 2), (["IB"], 1)])
def test_of_the_spouse_nothing_is_asked_any_more_once_the_register_contradicts_the_marriage(
    monkeypatch, rows, asked_of
):
    asked, told = [], {"records": [record(kind, "2015-01-01") for kind in rows]}
    monkeypatch.setattr(register.former, "call", lambda *of: asked.append(of[1]["cert_num_man"]) or of[-1](told))
    register.marriage(of_sample(1), purpose(of_sample(1)))
    assert asked == [HUSBAND, WIFE][:asked_of]


def test_a_divorce_is_told_of_who_has_married_again_and_a_certificate_issued_again_does_not_move_its_day():
    before = [record("IA", "2015-01-01", woman=OTHER), record("IB", "2026-10-10", woman=OTHER)]
    assert marriage([*before, record("IA", "2026-11-20")]).facts["divorced_on"] == "2026-10-10"
    old, again = record("IB", "2010-10-10"), record("IC", "2026-11-20", certificate="L620102-2026-000009")
    assert marriage([old, again], marital="40").facts["divorced_on"] == "2010-10-10"
    assert marriage([again], marital="40").facts["divorced_on"] == "2026-11-20", "no later than that"


@pytest.mark.parametrize(
    ("rows", "day"),
    [
        ([("IB", "2026-05-06"), ("ID", "2026-06-01")], None),
        (
            [("IB", "2020-05-06"), ("IA", "2021-05-06"), ("ID", "2022-06-01")],
            "2020-05-06",
        ),  # the second marriage is void
        ([("IB", "2010-05-06"), ("IA", "2012-01-01"), ("IB", "2026-05-06"), ("ID", "2026-06-01")], "2010-05-06"),
        ([("IB", "2026-05-06"), ("ID", "2026-05-06")], "2026-05-06"),  # of one day nobody knows which came first
        ([("IB", "2026-05-06"), ("ID", "2026-06-01"), ("IA", "2026-06-01")], "2026-05-06"),
        ([("IB", "2020-05-06"), ("ID", "2020-06-01"), ("IB", "2026-05-06")], "2026-05-06"),
    ],
)
@pytest.mark.parametrize("order", [1, -1])
def test_a_divorce_that_was_voided_is_none_and_what_days_leave_open_is_one(rows, day, order):
    records = [record("IA", "2005-01-01"), *(record(*row) for row in rows)][::order]
    assert divorced_on(records, HUSBAND) == day


@pytest.mark.parametrize(("stated", "use"), [("住宅", "home"), ("车位", "other"), ("", "unclear")])
def test_what_the_home_is_used_for_is_told_as_the_filing_says(stated, use):
    assert home.property_finding(of_sample(1), replace(FILING, use=stated), FREE, []).facts["use"] == use
    assert "use" not in home.property_finding(of_sample(1), None, None, []).facts


def test_whom_the_money_is_for_is_compared_with_whom_the_filing_names_and_a_person_looks_at_another():
    asked = of_sample(1)
    named = home.property_finding(asked, replace(FILING, holder=asked.home.seller.holder), FREE, [])
    assert named.code == "PROPERTY_CONFIRMED"
    other = home.property_finding(asked, replace(FILING, holder="某陌生人"), FREE, [])
    assert (other.outcome, other.code) == (Outcome.AMBIGUOUS, "PAYEE_HOLDER_DIFFERS")
    of_a_new_home = home.property_finding(asked, replace(FILING, seller_name="某陌生人"), FREE, [])
    assert of_a_new_home.code == "PROPERTY_CONFIRMED", "only a resale is paid to its seller"


def test_an_owner_beside_the_parties_contradicts_since_nobody_mortgages_what_is_theirs():
    asked = of_sample(7)
    owners = frozenset({asked.people[0].id_number, "620102198001010010"})
    held = registry.Title("甘7", asked.home.unit_number, owners, "住宅", 2018)
    found = home.property_finding(asked, None, registry.Unit(held, False, frozenset()), [held])
    assert (found.outcome, found.code) == (Outcome.CONTRADICTED, "TITLE_CO_OWNER_BESIDE")
    assert found.facts["owners"] == ["borrower"]


def test_shares_are_told_as_the_filing_says():
    assert home.property_finding(of_sample(1), replace(FILING, ownership="2"), FREE, []).facts["ownership"] == "2"


@pytest.mark.parametrize(("person", "use"), [("borrower", "data"), ("spouse", "data"), ("co_owner_1", "identity")])
def test_who_only_owns_the_home_is_looked_up_on_their_consent_to_that_alone(monkeypatch, person, use):
    asked = []
    about = SimpleNamespace(about=lambda *of, **on: (of, on))
    monkeypatch.setattr(
        register_of_people.exchange, "call", lambda service, params, about, _: asked.append((params, about))
    )
    one = SimpleNamespace(key=person, name="name", id_number="number", is_resident=True)
    register_of_people.verify(one, about)
    assert asked == [({"xm": "name", "sfzh": "number"}, ((person, "M2", "A02"), {"use": use}))]
    register_of_people.verify(SimpleNamespace(key=person, is_resident=False), about)
    assert len(asked) == 1, "the register holds residents"


def test_children_are_told_as_everybody_is_written_here():
    rows = [{"xm": "周 小安", "sfzh": " 62010220180615011x"}]
    (child,) = police.children_in({"djbs": "1", "children": rows})
    assert (child.name, child.id_number) == ("周小安", "62010220180615011X")
    assert police.children_in({"djbs": "1", "children": []}) == () and police.children_in({"djbs": "0"}) is None
