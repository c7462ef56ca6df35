"""The data a newcomer may edit: valid numbers, references that lead somewhere, samples that fit the province."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml
from stdnum import luhn
from stdnum.cn import ric

from chalicelib import policy
from chalicelib.api import forms
from chalicelib.domain.form import completeness
from infra.simulators.province import Province

SAMPLES = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted(Path("samples").glob("*.yaml"))}
PROVINCE = Province()
FILED = {home["filing"]["contract_number"]: home for home in PROVINCE.homes if "filing" in home}
STATUSES = {"DISBURSED", "REFUSED", "NOT_ACCEPTED", "WITHDRAWN", "CANCELLED", "EXPIRED"}
TODAY = date(2026, 11, 23)
MAGIC = {"application/pdf": b"%PDF-", "image/png": b"\x89PNG\r\n\x1a\n"}


def each_sample(test):
    return pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES.keys())(test)


def test_there_are_the_eight_samples_of_the_road():
    assert [name[0] for name in SAMPLES] == list("12345678")


def test_every_person_has_a_valid_number_and_phone_of_their_own():
    people = PROVINCE.people.values()
    assert all(ric.is_valid(person["id_number"]) for person in people)
    assert all(re.fullmatch(r"1[3-9]\d{9}", person["phone"]) for person in people)
    for name in ("id_number", "phone", "login", "name"):
        assert len({person[name] for person in people}) == len(people), name


def test_every_home_has_a_unit_number_and_buyers_who_exist():
    units = [home["unit_number"] for home in PROVINCE.homes]
    assert len(set(units)) == len(units)
    assert all(re.fullmatch(r"\d{12}[A-Z]{2}\d{5}F\d{8}", unit) for unit in units)
    assert all(buyer in PROVINCE.people for home in FILED.values() for buyer in home["filing"]["buyers"])
    assert all(luhn.is_valid(home["filing"]["account"]) for home in FILED.values())


def test_every_marriage_is_between_people_who_exist_under_their_names():
    for record in PROVINCE.marriages:
        for side in ("man", "woman"):
            assert PROVINCE.people[record[f"cert_num_{side}"]]["name"] == record[f"name_{side}"]


def test_one_centre_has_staff_for_every_decision():
    staff = [one for one in PROVINCE.logins.values() if one.get("centre") == "620100"]
    assert sum(one["audience"] == "reviewer" for one in staff) >= 3
    assert {"clerk", "reviewer", "supervisor"} <= {one["audience"] for one in staff}
    assert {"ops", "hotline", "depositor"} <= {one["audience"] for one in PROVINCE.logins.values()}


@each_sample
def test_a_sample_is_a_complete_form(sample):
    form = forms.Form.model_validate(sample["form"]).model_dump(exclude_none=True, mode="json")
    assert completeness.defects(form, policy.in_force(form["centre"], TODAY), TODAY) == []


@each_sample
def test_a_samples_people_are_the_provinces_and_can_log_in(sample):
    for person in sample["form"]["people"]:
        known = PROVINCE.people[person["id_number"]]
        assert (known["name"], known["phone"]) == (person["name"], person["phone"])
        assert sample["logins"][person["key"]] == known["login"]


def test_nobody_is_in_two_samples():
    numbers = [person["id_number"] for sample in SAMPLES.values() for person in sample["form"]["people"]]
    assert len(set(numbers)) == len(numbers)


@each_sample
def test_a_samples_home_is_filed_as_it_says_or_its_own(sample):
    home = sample["form"]["home"]
    if home["kind"] == "own":
        known = next(row for row in PROVINCE.homes if row["unit_number"] == home["unit_number"])
        assert set(known["title"]["owners"]) & {person["id_number"] for person in sample["form"]["people"]}
        assert (known["title"]["number"], known["location"]) == (home["title_number"], home["location"])
        assert known["account"] == sample["form"]["old_loan"]["account"]["number"]
        return
    filed = FILED[home["contract_number"]]
    corrected = [round["form"]["home"]["unit_number"] for round in sample["corrections"]]
    assert filed["unit_number"] == (corrected or [home["unit_number"]])[-1]
    assert (filed["filing"]["price"], filed["filing"]["account"]) == (home["price"], home["seller"]["number"])
    assert filed["location"] == home["location"]


@each_sample
def test_a_samples_papers_are_there_and_what_they_say_they_are(sample):
    papers = [*sample["documents"], *(paper for round in sample["corrections"] for paper in round["documents"])]
    for paper in papers:
        content = (Path("samples") / paper["file"]).read_bytes()
        kind = "application/pdf" if paper["file"].endswith(".pdf") else "image/png"
        assert content.startswith(MAGIC[kind])


@each_sample
def test_a_sample_says_how_it_ends_and_who_decides(sample):
    assert sample["expect"]["status"] in STATUSES
    assert sample["expect"]["tasks"] == len(sample["staff"])
    for decision in sample["staff"]:
        assert PROVINCE.logins[decision["by"]]["audience"] == (
            "supervisor" if decision["task"] == "final_review" else "reviewer"
        )
        assert PROVINCE.logins[decision["by"]]["centre"] == sample["form"]["centre"]
        # An unquoted comma would end a value early and make the rest of it a key.
        assert set(decision) <= {"task", "by", "items", "decision", "reason", "rules"}


def test_the_readme_names_everybody_in_the_province():
    readme = Path("samples/README.md").read_text("utf-8")
    assert [code for code in PROVINCE.logins if f"`{code}`" not in readme] == []


@pytest.mark.parametrize("centre", sorted({one["centre"] for one in PROVINCE.logins.values() if "staff" in one}))
def test_a_centre_has_the_different_persons_every_road_of_four_eyes_takes(centre):
    of = {
        audience: {
            one["id_number"]
            for one in PROVINCE.logins.values()
            if one.get("centre") == centre and one["audience"] == audience
        }
        for audience in ("clerk", "reviewer", "supervisor")
    }
    desk = of["reviewer"] | of["supervisor"]
    assert len(of["clerk"] - desk) >= 2  # one takes a scan, one looks at it
    # verify, first, second.
    assert len(of["reviewer"] - of["clerk"] - of["supervisor"]) >= 2 and len(of["reviewer"]) >= 3
    assert len(of["supervisor"]) >= 2  # both uphold a dispute


def test_staff_have_the_check_digits_of_their_numbers_and_none_is_a_depositor():
    numbers = {one["id_number"] for one in PROVINCE.logins.values() if "staff" in one}
    assert all(ric.calc_check_digit(number) == number[-1] for number in numbers) and not numbers & {
        one["id_number"] for one in PROVINCE.people.values()
    }
