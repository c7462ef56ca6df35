"""Whose last divorce was when, of whatever the register tells, and about whom it is asked; on records, without any wire."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from chalicelib.agencies import civil_affairs, former
from chalicelib.agencies.civil_affairs.standing import OrderUntold, digest, divorced_on, standing
from tests.given.application import of_sample

SAMPLE = of_sample(1)
ME, SPOUSE, EARLIER, OTHER = *(one.id_number for one in SAMPLE.people), "110105194912310021", "110105194912310048"
J, L = "J620102-1", "L620102-1"


def record(kind, day, woman=SPOUSE, certificate=J, man=ME):
    return {"op_type": kind, "op_date": day, "cert_no": certificate, "cert_num_man": man, "cert_num_woman": woman}


@pytest.mark.parametrize(
    ("records", "day"),
    [
        ([], None),
        ([record("IA", "2015-01-01")], None),
        ([record("IB", "2012-01-01", EARLIER), record("IB", "2019-01-01")], "2019-01-01"),  # the last, from whomever
        ([record("IB", "2019-01-01"), record("IB", "2020-01-01", OTHER, man=EARLIER)], "2019-01-01"),  # not of others
        ([record("IB", "2019-01-01"), record("ICB", "2021-01-01", certificate=L)], "2019-01-01"),
        ([record("IB", "2019-01-01"), record("ICB", "2019-01-01", certificate=L)], "2019-01-01"),
        ([record("IB", "2019-01-01"), record("IC", "2021-01-01", certificate=L)], "2019-01-01"),
        ([record("ICB", "2021-01-01", certificate=L)], "2021-01-01"),  # no later than that
        ([record("IB", "2019-01-01", EARLIER), record("ICB", "2021-01-01", certificate=L)], "2021-01-01"),
        ([record("ICB", "2018-01-01", certificate=L), record("IB", "2019-01-01")], "2019-01-01"),
        ([record("ICB", "2020-01-01", certificate=L), record("IB", "2021-01-01")], "2021-01-01"),
        ([record("IB", "2012-01-01", EARLIER), record("IB", "2019-01-01"), record("ID", "2019-02-01")], "2012-01-01"),
        ([record("IB", "2019-01-01"), record("ID", "2020-01-01", EARLIER)], "2019-01-01"),  # another couple's
        ([record("IB", "2019-01-01", EARLIER), record("IB", "2019-05-01"), record("ID", "2020-01-01", EARLIER)], "2019-05-01"),
    ],
)  # fmt: skip
def test_a_divorce_is_of_the_day_it_was_made_on_and_the_last_of_that_very_person_counts(records, day):
    assert divorced_on(records, ME) == divorced_on(records[::-1], ME) == day


def test_a_certificate_issued_again_before_a_divorce_is_of_an_earlier_one():
    again = [record("ICB", "2018-01-01", certificate=L), record("IB", "2019-01-01"), record("ID", "2020-01-01")]
    assert divorced_on(again, ME) == "2018-01-01"


def test_a_kind_of_record_nobody_knows_is_no_answer():
    with pytest.raises(ValueError, match="unknown kind"):
        standing([record("IZ", "2015-01-01")])


def test_of_a_day_with_more_records_than_can_be_tried_nothing_is_told_until_a_later_day_tells():
    couples = [record("IA", "2015-01-01", f"11010519491231{n:04d}") for n in range(6)]
    assert (
        standing([record("ICA", "2015-01-01", f"11010519491231{n:04d}") for n in range(4)] + [MARRIED])[0] == "married"
    )
    with pytest.raises(OrderUntold):
        standing(couples)
    assert standing([*couples, record("IB", "2020-01-01")])[0] == "divorced"


def test_what_is_issued_again_tells_of_a_marriage_or_a_divorce_by_its_number_and_is_another_entry():
    one, other = (record("IC", "2015-01-01", certificate=number) for number in (J, L))
    assert (standing([one])[0], standing([other])[0]) == ("married", "divorced")
    assert digest([one]) != digest([other]) and digest([one, other]) == digest([other, one, one])


@pytest.fixture
def asked(monkeypatch):
    """What the register has of each person, by number; and about whom it was asked, for which material."""
    seen, told = [], {}

    def call(service, params, named, rows, purpose, read):
        seen.append((params["cert_num_man"], params["name_man"], *purpose))
        return read({rows: told.get(params[named], [])})

    monkeypatch.setattr(former, "call", call)
    return SimpleNamespace(seen=seen, told=told, purpose=SimpleNamespace(about=lambda *of: of))


MARRIED = record("IA", "2015-01-01")
OF_SPOUSE = record("IB", "2012-05-06", SPOUSE, man=EARLIER)


@pytest.mark.parametrize(
    ("mine", "theirs", "day", "times"),
    [
        ([MARRIED], [OF_SPOUSE, MARRIED], "2012-05-06", 2),
        ([MARRIED], [MARRIED], None, 2),
        ([], [OF_SPOUSE], "2012-05-06", 2),
        ([MARRIED, record("IA", "2015-01-01", OTHER)], [OF_SPOUSE], "2012-05-06", 2),  # a person says which stands
        ([record("IA", "2015-01-01", OTHER)], [OF_SPOUSE], None, 1),  # it is not so: nothing more is asked
    ],
)
def test_the_spouses_last_divorce_is_asked_about_the_spouse_and_only_where_the_marriage_may_be_so(
    asked, mine, theirs, day, times
):
    asked.told.update({ME: mine, SPOUSE: theirs})
    found = civil_affairs.marriage(SAMPLE, asked.purpose)
    assert found.facts.get("spouse_divorced_on") == day and ("spouse_divorced_on" in found.facts) is bool(day)
    borrower, spouse = SAMPLE.people
    of = [(ME, borrower.name, borrower.key, "M3", "A04"), (SPOUSE, spouse.name, spouse.key, "M3")]
    assert asked.seen == of[:times]


def test_who_has_no_spouse_is_asked_about_alone(asked):
    civil_affairs.marriage(replace(SAMPLE, people=SAMPLE.people[:1]), asked.purpose)
    assert [one[0] for one in asked.seen] == [ME]


@pytest.mark.parametrize(
    ("records", "status"),
    [
        ([MARRIED], "married"),
        ([MARRIED, record("IB", "2019-01-01")], "divorced"),
        ([], None),
        ([MARRIED, record("ID", "2016-01-01")], None),  # a marriage declared void never was
        ([record("IB", "2012-05-06", EARLIER), MARRIED, record("ID", "2016-01-01")], "divorced"),
        ([record("IA", "2015-01-01", OTHER), record("IA", "2015-01-01")], None),  # which of two stands it does not tell
    ],
)
def test_a_form_is_told_a_persons_status_by_their_own_number_and_nothing_the_register_leaves_open(
    asked, records, status
):
    asked.told[ME] = records
    assert civil_affairs.status_of("borrower", "李晓示", ME, asked.purpose) == status
    assert asked.seen == [(ME, "李晓示", "borrower", "M3")]
