"""Minor children when homes are counted: who was asked, after whose consent, by the partners' own journal; and what makes a person look."""

from dataclasses import replace
from datetime import date

import pytest

from chalicelib.agencies import home, housing, police, registry
from chalicelib.agencies.minors import Doubt
from chalicelib.domain.form.parties import is_minor
from chalicelib.domain.form.people import Child
from chalicelib.errors import AgencyUnavailable, PreconditionFailed
from tests.given.answers import purpose
from tests.given.application import of_sample

COUPLE = of_sample(1)
HIS, HERS = (person.id_number for person in COUPLE.people)
JOINT, GROWN = Child("周小安", "620102201806150118"), Child("周大安", "620102200801010138")
UNIT = "620102002001GB00001F00010001"
OF_HOMES = {registry.TITLES.sid, housing.BUYER.sid, police.CHILDREN.sid, registry.UNIT.sid}


def couple(*named, spouse=(), number=0, guardians=("borrower", "spouse")):
    """The couple of sample 1 with children named under the borrower or spouse; who of them consents for children too."""
    husband, wife = COUPLE.people
    people = (replace(husband, children=named, minor_children=number), replace(wife, children=tuple(spouse)))
    consents = tuple(replace(one, children=one.person in guardians and one.use == "data") for one in COUPLE.consents)
    return replace(COUPLE, people=people, consents=consents)


def before(of):
    """As it was when consents did not speak of children, nor had to."""
    return replace(of, consents=tuple(replace(one, children=None) for one in of.consents))


@pytest.fixture
def register(world):
    """Enters children with the parents of those numbers; what they own, or have bought, is added to the province."""

    def enter(child, *parents, owns=None, bought=None):
        province = world.server.province
        province.people[child.id_number] = {"name": child.name, "id_number": child.id_number}
        for parent in parents:
            person = province.people[parent]
            person["children"] = [*person.get("children", ()), {"name": child.name, "id_number": child.id_number}]
        if owns:
            title = {"number": "甘(2020)兰州市不动产权第0000009号", "owners": [child.id_number]}
            province.homes.append({"unit_number": owns, "location": "示例路9号", "title": title})
        if bought:
            filing = {"contract_number": "LZ2026XS000009", "price": "500000.00", "buyers": [child.id_number],
                      "filed_on": "2026-10-15", "account": "6222022700000001019"}  # fmt: skip
            province.homes.append({"unit_number": bought, "location": "示例路9号", "filing": filing})

    return enter


def asked(world):
    """Which agency was asked about whom, on which consent, as the journal of the partners has it."""
    return [
        (one["agency"], one["about"], one["consent"]) for one in world.journal()["questions"] if one["sid"] in OF_HOMES
    ]


def checked(of, entries=None):
    return home.check(of, purpose(of, entries)).facts


def test_a_child_the_form_says_nothing_of_is_known_by_the_register_and_its_home_counts(world, register):
    register(JOINT, HIS, HERS, owns=UNIT)
    of, entries = couple(), []
    facts = checked(of, entries)
    assert (facts["homes_owned"], facts["homes_in_district"], facts["children_counted"]) == (1, 1, 1)
    assert "children_doubts" not in facts
    his, hers = (of.consent(key, "data").id for key in ("borrower", "spouse"))
    assert asked(world)[:2] == [("police", HIS, his), ("police", HERS, hers)]
    assert {(agency, consent) for agency, about, consent in asked(world) if about == JOINT.id_number} == {
        ("registry", his), ("housing", his),
    }  # fmt: skip
    of_child = [(one["subject"], one["ward"], one["consent"]) for one in entries if one.get("ward") == "child_1"]
    assert of_child == [("borrower", "child_1", his)] * 2
    assert not any(JOINT.id_number in str(one) or JOINT.name in str(one) for one in entries)


def test_what_a_child_has_bought_counts_and_whose_title_it_is_by_now_is_asked_on_its_guardians_consent(world, register):
    register(JOINT, HERS, bought=UNIT)
    of, entries = couple(), []
    assert checked(of, entries)["homes_owned"] == 1
    hers = of.consent("spouse", "data").id
    assert ("registry", UNIT, hers) in asked(world)
    assert [one["subject"] for one in entries if one.get("ward") == "child_1"] == ["spouse"] * 3


def test_a_childs_home_is_never_a_partys(world, register):
    register(JOINT, HIS, HERS, owns=COUPLE.home.unit_number)
    of = couple(JOINT, number=1)
    of = replace(of, home=replace(of.home, kind="own", unit_number=UNIT))
    register(GROWN, owns=UNIT)
    facts = checked(of)
    assert facts["owners"] == [] and facts["homes_owned"] == 1 and "TITLE_OWNER_MISMATCH" in facts["defects"]


def test_a_child_both_parents_name_is_asked_about_once(world, register):
    register(JOINT, HIS, HERS)
    assert checked(couple(JOINT, spouse=[JOINT], number=1))["children_counted"] == 1
    assert [agency for agency, about, _ in asked(world) if about == JOINT.id_number] == ["registry", "housing"]


def test_who_has_come_of_age_is_neither_asked_about_nor_missed(world, register):
    register(GROWN, HIS)
    assert not {"children_counted", "children_doubts"} & checked(couple(GROWN, number=1)).keys()
    assert GROWN.id_number not in {about for _, about, _ in asked(world)}
    assert checked(couple(GROWN, number=2))["children_doubts"] == [Doubt.UNNAMED]
    assert checked(couple(number=1))["children_doubts"] == [Doubt.UNNAMED]  # whom the register tells is of age
    assert [is_minor(GROWN, day) for day in (date(2025, 12, 31), date(2026, 1, 1))] == [True, False]


@pytest.mark.parametrize(
    ("of", "parents", "doubts"),
    [
        (couple(number=1), (), [Doubt.UNNAMED]),
        (couple(JOINT, number=2), (HIS,), [Doubt.UNNAMED]),
        (couple(number=1), (HIS,), []),  # the register tells who it is
        (couple(JOINT, number=1), (), [Doubt.UNKNOWN]),
        (couple(JOINT, number=1), (HERS,), []),  # a stepchild is the family's
        (couple(replace(JOINT, name="周小平"), number=1), (HIS,), [Doubt.UNKNOWN]),
        (couple(JOINT, number=1, guardians=("spouse",)), (HIS,), [Doubt.UNCOVERED]),
        (couple(number=1, guardians=()), (HIS, HERS), [Doubt.UNCOVERED]),
        (couple(number=1, spouse=[JOINT], guardians=("spouse",)), (), [Doubt.UNCOVERED, Doubt.UNKNOWN]),
        (couple(number=1, spouse=[JOINT], guardians=("spouse",)), (HERS,), [Doubt.UNCOVERED]),
        (couple(guardians=()), (HIS, HERS), [Doubt.UNCOVERED]),  # nobody declares one, and nobody may ask
        (before(couple()), (HIS, HERS), []),  # accepted when nobody was to be asked
    ],
)
def test_what_nobody_can_tell_of_the_children_is_said(world, register, of, parents, doubts):
    register(JOINT, *parents)
    assert checked(of).get("children_doubts", []) == doubts


def test_a_child_the_register_does_not_know_as_theirs_is_asked_about_nowhere(world, register):
    register(JOINT, owns=UNIT)
    facts = checked(couple(JOINT, number=1))
    assert (facts["homes_owned"], facts.get("children_counted", 0)) == (0, 0)
    assert facts["children_doubts"] == [Doubt.UNKNOWN], (
        "whoever's child it is, nobody here consents to a question about it"
    )


def test_whom_the_register_does_not_hold_or_cannot_be_asked_about_leaves_a_doubt(world):
    husband, wife = couple().people
    abroad = replace(couple(), people=(husband, replace(wife, id_type="03", id_number="E12345678")))
    assert checked(abroad)["children_doubts"] == [Doubt.UNTOLD]
    assert "E12345678" not in {about for agency, about, _ in asked(world) if agency == "police"}
    nobody = replace(couple(), people=(replace(husband, id_number=GROWN.id_number),))
    assert checked(nobody)["children_doubts"] == [Doubt.UNTOLD]


def test_no_child_is_asked_about_without_its_own_parents_consent_as_guardian(world, register):
    register(JOINT, HIS, HERS, owns=UNIT)
    facts = checked(couple(JOINT, number=1, guardians=()))
    assert (facts["homes_owned"], facts["children_doubts"]) == (0, [Doubt.UNCOVERED])
    assert JOINT.id_number not in {about for _, about, _ in asked(world)}
    assert "police" not in {agency for agency, *_ in asked(world)}
    silent = couple(guardians=("spouse",))
    with pytest.raises(PreconditionFailed):
        registry.held_by(JOINT.name, JOINT.id_number, "borrower", purpose(silent).of_child("child_1"))
    with pytest.raises(PreconditionFailed):
        police.children_of("borrower", "周子安", HIS, purpose(silent))


def test_a_silent_register_leaves_the_whole_question_open(world):
    world.control(agency="police", subject=HIS, mode="fail", times=1)
    with pytest.raises(AgencyUnavailable):
        checked(couple())


def test_a_child_as_buyer_of_this_home_stays_a_buyer_who_does_not_apply(world, register):
    register(JOINT, HIS)
    for one in world.server.province.homes:
        if one["unit_number"] == COUPLE.home.unit_number:
            one["filing"]["buyers"].append(JOINT.id_number)
    facts = checked(couple(JOINT, number=1))
    assert facts["defects"] == ["FILING_BUYER_MISMATCH"] and facts["homes_owned"] == 0
