"""Prefill: what agencies know of oneself, on one's own consent, as a proposal with source and time; and never of anybody else."""

from copy import deepcopy
from dataclasses import replace
from datetime import UTC, datetime

import pytest
import time_machine

from chalicelib import clock
from chalicelib.api.applicant import authorising, prefilling
from chalicelib.casework import prefill, prefill_sources, prefilled
from chalicelib.domain.assurance import Level
from chalicelib.domain.form.prefill import agrees
from chalicelib.records import casefile, ledger
from infra.players.prefilling import accepting
from tests.given.case import present, put, waiting
from tests.given.form import OTHER, sample

HUSBAND, WIFE = "code-zhou-zian", "code-lin-shuning"
FORM = sample(1)["form"]
CONTRACT = FORM["home"]["contract_number"]
HIS, HERS = (person["id_number"] for person in FORM["people"])
ABOUT_NOBODY = {"identity_platform", "province", "seal"}
START = {
    "centre": "620100", "kind": "new", "people": [{"key": "borrower"}],
    "home": {"kind": "new", "city": "620100", "contract_number": CONTRACT},
}  # fmt: skip


SPOKEN_OF = datetime(2026, 11, 28, 1, tzinfo=UTC)
"""From that day the words of the consent speak of minor children."""


@pytest.fixture(autouse=True)
def then():
    with time_machine.travel(max(clock.now(), SPOKEN_OF), tick=True) as now:
        yield now


@pytest.fixture
def come_in(api, world):
    """Logs somebody in with the code of their own phone, and has them show their face."""

    def session(code):
        token = api("POST", "/v1/sessions", {"channel": "wechat", "code": code}).body["token"]
        lifted = api("POST", "/v1/sessions/current/level", {"code": code.replace("code-", "live-")}, token)
        assert lifted.status == 200
        return token

    return session


@pytest.fixture
def husband(come_in):
    return come_in(HUSBAND)


@pytest.fixture
def case(api, husband):
    """A draft that says which contract it is about; nobody has authorised anything."""
    return api("POST", "/v1/applications", START, husband).body["id"]


@pytest.fixture
def authorise(api, case):
    def give(who, *uses):
        where = f"/v1/applications/{case}"
        words = {one["use"]: one["version"] for one in api("GET", f"{where}/authorisations", who=who).body["items"]}
        for use in uses or ("data",):
            assert api("POST", f"{where}/consents", {"use": use, "version": words[use]}, who).status == 201

    return give


@pytest.fixture
def known(api, case):
    """What prefill says to somebody, by field."""

    def ask(who):
        reply = api("GET", f"/v1/applications/{case}/prefill", who=who)
        assert reply.status == 200
        return {one["field"]: one for one in reply.body["fields"]}

    return ask


@pytest.fixture
def wife(api, case, husband, come_in):
    """The spouse, invited by her number and let in."""
    people = [{"key": "borrower", "marital": "20"}, {"key": "spouse", "id_number": HERS}]
    assert saved(api, case, husband, {"people": people}).status == 200
    code = api("POST", f"/v1/applications/{case}/invitations", {"person": "spouse"}, husband).body["code"]
    hers = come_in(WIFE)
    assert api("POST", "/v1/joins", {"code": code}, hers).status == 201
    return hers


def saved(api, case, who, changes, own=""):
    where, revision = f"/v1/applications/{case}", casefile.load(case).revision
    return api("PATCH", where + own, changes, who, if_match=f'"{revision}"')


def questions(world):
    """How often each agency was asked something about somebody."""
    return {who: times for who, times in world.journal()["inquiries"].items() if who not in ABOUT_NOBODY}


def values(shown):
    return {field: one["value"] for field, one in shown.items() if one["state"] == "KNOWN"}


def reasons(shown):
    return {one["source"]: one["reason"] for one in shown.values() if one["state"] == "NOT_KNOWN"}


def leaves(form, at=""):
    """Every filled-in field of a form, by JSON pointer."""
    if isinstance(form, dict):
        return {p: v for name, part in form.items() for p, v in leaves(part, f"{at}/{name}").items()}
    if isinstance(form, list):
        return {p: v for n, part in enumerate(form) for p, v in leaves(part, f"{at}/{n}").items()}
    return {at: form}


# Chosen from a list, not typed.
CHOSEN = {"centre", "kind", "city", "key", "marital", "is_depositor", "method", "bank", "declarations", "commitments"}


def typed(form):
    """The fields somebody types who sends this: neither chosen from a list nor empty."""
    return {place for place in leaves(form) if not CHOSEN & set(place.split("/")[-2:])}


def test_a_clean_couple_that_buys_a_new_home_types_at_most_eight_fields_on_both_phones(
    api, case, husband, wife, known, authorise
):
    by_hand = typed(START) | {"/people/1/id_number"}
    authorise(husband)
    rest = {
        "/home/down_payment": FORM["home"]["down_payment"],
        **{f"/wish/{name}": value for name, value in FORM["wish"].items()},
    }  # fmt: skip
    by_hand |= typed(accepting(START, rest)) - typed(START)
    said = {"declarations": FORM["declarations"], "commitments": []}
    patch = accepting(casefile.load(case).form, {**values(known(husband)), **rest}) | said
    assert saved(api, case, husband, patch).status == 200
    authorise(wife)
    hers = {
        place.removeprefix("/people/1"): value for place, value in values(known(wife)).items() if "/people/1/" in place
    }
    assert saved(api, case, wife, accepting({}, hers), "/people/me").status == 200
    asked_before = deepcopy(FORM)
    del asked_before["people"][1]["minor_children"]  # the borrower's counts
    assert len(typed(asked_before)) == 21 and len(by_hand) == 6, by_hand
    form = leaves(casefile.load(case).form)
    assert {place for place, value in leaves(asked_before).items() if form.get(place) != value} == set()
    for who in (husband, wife):
        authorise(who, "credit")
    put(case, documents={"d1": {"state": "verified"}})
    assert api("POST", f"/v1/applications/{case}/submit", {}, husband).status == 202


CHILD = {"name": "周小安", "id_number": "620102201806150118"}


@pytest.fixture
def registered(world):
    """A child in the household register, entered with both parents, and one of age."""
    grown = {"name": "周大安", "id_number": "620102200801010138"}
    for parent in (HIS, HERS):
        world.server.province.people[parent]["children"] = [CHILD, grown]


def test_the_register_brings_the_minor_children_to_their_own_parent_with_its_time_and_the_ledger_says_whose_consent(
    api, world, case, husband, wife, known, authorise, registered
):
    authorise(husband)
    authorise(wife)
    shown = known(husband)
    told = shown["/people/0/children"]
    assert (told["value"], told["source"], shown["/people/0/minor_children"]["value"]) == ([CHILD], "police", 1)
    assert told["at"] and not any("children" in place for place in shown if place.startswith("/people/1"))
    assert values(known(wife))["/people/1/children"] == [CHILD]
    (his, hers) = [one for one in casefile.load(case).consents if one["use"] == "data"]
    assert his["children"] and hers["children"] and "未成年子女" in his["scope"]
    journal = [(one["about"], one["consent"]) for one in world.journal()["questions"] if one["agency"] == "police"]
    assert journal == [(HIS, his["id"]), (HERS, hers["id"])]
    (use,) = [one for one in ledger.entries(case) if one["agency"] == "police" and one["subject"] == "borrower"]
    assert (use["ward"], use["consent"]) == ("all", his["id"])
    uses = api("GET", f"/v1/applications/{case}/data-uses", who=husband).body["items"]
    assert ["监护人" in one["text"] for one in uses if one["agency"] == "police"] == [True]


def test_a_child_in_the_form_is_shown_to_the_parent_who_named_it_alone(
    api, case, husband, wife, known, authorise, registered
):
    authorise(husband)
    form = casefile.load(case).form
    patch = accepting(form, {place: value for place, value in values(known(husband)).items() if "child" in place})
    assert saved(api, case, husband, patch).status == 200
    where = f"/v1/applications/{case}"
    assert api("GET", where, who=husband).body["form"]["people"][0]["children"] == [CHILD]
    seen = api("GET", where, who=wife).body["form"]
    assert seen["people"][0]["children"] == [{"name": "***", "id_number": "***"}]
    assert CHILD["id_number"] not in str(api("GET", where, who=wife).body)


def test_under_words_that_do_not_speak_of_children_nobody_asks_or_tells_of_them(
    then, world, case, husband, known, authorise, registered, monkeypatch
):
    policy = prefill.policy_of(casefile.load(case))
    before = policy.authorisations["data"]._replace(children=False)
    bent = replace(policy, authorisations={**policy.authorisations, "data": before})
    monkeypatch.setattr(authorising, "policy_of", lambda _: bent)
    authorise(husband)
    assert reasons(known(husband))["police"] == "PREFILL_NOT_AUTHORISED"
    for room in (prefill, prefilled):
        monkeypatch.setattr(room, "policy_of", lambda _: bent)
    assert not any("child" in place for place in known(husband))
    assert "police" not in {one["agency"] for one in world.journal()["questions"]}


def test_nobody_is_asked_before_the_very_person_has_authorised_and_no_answer_is_an_error(
    api, world, case, husband, wife, known, authorise
):
    authorise(wife)
    assert set(reasons(known(husband)).values()) == {"PREFILL_NOT_AUTHORISED"} and values(known(husband)) == {}
    assert questions(world) == {}
    people = [
        {"key": "borrower", "name": FORM["people"][0]["name"], "id_number": HIS},
        casefile.load(case).form["people"][1],
    ]
    assert saved(api, case, husband, {"people": people}).status == 200
    authorise(husband, "credit")  # which is another use
    assert values(known(husband)) == {} and questions(world) == {}


def test_every_value_has_its_source_and_time_and_its_use_is_in_the_ledger_of_the_draft(
    world, case, husband, known, authorise
):
    authorise(husband)
    shown = known(husband)
    for one in shown.values():
        if one["state"] == "KNOWN":
            assert one["at"] and one["source_text"] in one["text"] and one["same"] in (True, None)
    (given,) = [one["id"] for one in casefile.load(case).consents if one["use"] == "data"]
    uses = [(one["agency"], one["subject"], one["consent"], one["asked_by"]) for one in ledger.entries(case)]
    assert uses == [
        (agency, "home" if agency == "housing" else "borrower", given, "prefill")
        for agency in ("identity_platform", "civil_affairs", "fund_core", "housing", "police")
    ]
    assert {one["source"] for one in shown.values()} == {agency for agency, *_ in uses}


def test_what_could_not_be_written_down_is_not_shown(api, case, husband, authorise, monkeypatch):
    authorise(husband)

    def lost(case, *uses):
        raise OSError("no ledger")

    monkeypatch.setattr(ledger, "append", lost)
    reply = api("GET", f"/v1/applications/{case}/prefill", who=husband)
    assert reply.status == 500 and casefile.load(case).prefilled == {}


def test_a_person_is_told_what_concerns_themselves_and_nothing_of_anybody_else(
    api, world, case, husband, wife, known, authorise
):
    authorise(husband)
    known(husband)
    where = f"/v1/applications/{case}/prefill"
    told = str(api("GET", where, who=husband).body)
    wife_is = FORM["people"][1]
    assert HIS in told and not any(wife_is[name] in told for name in ("name", "id_number", "phone"))
    assert api("GET", f"{where}?person=spouse", who=husband).codes == {("NOT_A_CHOICE", "/person")}
    assert all(entry["subject"] in ("borrower", "home") for entry in ledger.entries(case))
    authorise(wife)
    told = str(api("GET", where, who=wife).body)
    assert HERS in told and HIS not in told and FORM["people"][0]["phone"] not in told


def test_a_stranger_finds_no_prefill(api, case, login):
    assert api("GET", f"/v1/applications/{case}/prefill", who=login("depositor", OTHER)).status == 404


@pytest.mark.parametrize("number", ["LZ2026XS000401", "LZ2026XS999999"])
def test_anothers_contract_is_told_like_one_there_is_none_of(api, case, husband, known, authorise, number):
    saved(api, case, husband, {"home": {"contract_number": number}})
    authorise(husband)
    shown = known(husband)
    assert reasons(shown)["housing"] == "PREFILL_NOT_FOUND"
    assert not [field for field in values(shown) if field.startswith("/home/")]


def test_an_agency_that_does_not_answer_is_a_reason_and_is_asked_again_alone(world, husband, known, authorise):
    world.control(agency="fund_core", subject="*", mode="fail", times=1)
    authorise(husband)
    shown = known(husband)
    assert reasons(shown) == {"fund_core": "PREFILL_UNAVAILABLE"}
    assert values(shown)["/people/0/marital"] == "20" and "/home/price" in values(shown)
    before = questions(world)
    assert values(known(husband))["/people/0/monthly_income"] == "15000.00"
    after = questions(world)
    assert {who for who in after if after[who] != before.get(who)} == {"fund_core"}


def test_what_was_told_today_is_not_asked_again_and_another_day_it_is(world, husband, known, authorise, come_in):
    authorise(husband)
    first, asked = known(husband), questions(world)
    assert known(husband) == first and questions(world) == asked
    with time_machine.travel(clock.now() + prefill.FRESH, tick=True):
        known(come_in(HUSBAND))
        assert questions(world) == {who: 2 * times for who, times in asked.items()}


def test_slow_agencies_do_not_keep_the_person_waiting_for_the_others(world, husband, known, authorise, monkeypatch):
    authorise(husband)
    monkeypatch.setattr(prefill, "ENOUGH", -1.0)
    assert set(reasons(known(husband)).values()) == {"PREFILL_NOT_ASKED"} and questions(world) == {}


def test_a_consent_taken_back_takes_what_it_brought_with_it(api, world, case, husband, known, authorise):
    authorise(husband)
    known(husband)
    before = questions(world)
    api("POST", f"/v1/applications/{case}/consents/withdrawals", {"use": "data"}, husband)
    assert values(known(husband)) == {} and questions(world) == before
    assert api("GET", f"/v1/applications/{case}", who=husband).body["origins"] == []


@pytest.mark.parametrize("last", [False, True])
def test_a_consent_taken_back_while_agencies_are_asked_ends_the_asking_and_nothing_is_kept(
    api, world, case, husband, known, authorise, monkeypatch, last
):
    """Taken back before the first of them has answered, or when nobody but the last is left to ask."""
    authorise(husband)
    asked, answer = [], prefill_sources.answer

    def meanwhile(name, *rest):
        asked.append(name)
        if len(asked) == (4 if last else 1):
            taken_back = api("POST", f"/v1/applications/{case}/consents/withdrawals", {"use": "data"}, husband)
            assert taken_back.status == 200
        return answer(name, *rest)

    monkeypatch.setattr(prefill_sources, "answer", meanwhile)
    assert values(known(husband)) == {} and len(asked) == (4 if last else 1)
    assert casefile.load(case).prefilled == {}


def test_the_credit_bureau_is_never_asked_for_prefill(api, world, case, husband, known, authorise):
    authorise(husband)
    assert saved(api, case, husband, accepting(START, values(known(husband)))).status == 200
    authorise(husband, "credit")
    known(husband)
    assert "credit_bureau" not in questions(world)


def test_prefill_changes_nothing_in_the_form_until_somebody_takes_it(case, husband, known, authorise):
    authorise(husband)
    before = casefile.load(case)
    known(husband)
    after = casefile.load(case)
    assert (after.form, after.revision) == (before.form, before.revision)


def test_where_a_value_is_wrong_the_person_says_otherwise_and_the_reviewer_sees_both(
    api, login, case, husband, known, authorise
):
    assert api("GET", f"/v1/applications/{case}", who=husband).body["lacks"] == ["data", "credit"]
    authorise(husband)
    assert api("GET", f"/v1/applications/{case}", who=husband).body["lacks"] == ["credit"]
    told = values(known(husband)) | {"/people/0/monthly_income": "21000.00", "/people/0/phone": "13900000099"}
    saved(api, case, husband, accepting(START, told))
    origins = {one["field"]: one for one in api("GET", f"/v1/applications/{case}", who=husband).body["origins"]}
    assert {field for field, one in origins.items() if not one["same"]} == {
        "/people/0/monthly_income",
        "/people/0/phone",
    }
    assert origins["/home/price"]["source_text"] == "住建部门" and origins["/home/price"]["at"]
    task = waiting(case, "first_review", "REVIEWING")
    shown = {one["field"]: one for one in api("GET", f"/v1/tasks/{task}", who=login("reviewer")).body["origins"]}
    income, phone = shown["/people/0/monthly_income"], shown["/people/0/phone"]
    assert (income["stated"], income["known"], income["same"]) == ("21000.00", "15000.00", False)
    assert (phone["stated"], phone["known"]) == ("139****0099", "139****0101")


def test_a_party_sees_where_their_own_and_the_homes_values_come_from_and_not_the_others(
    api, case, husband, wife, known, authorise
):
    authorise(husband)
    saved(api, case, husband, accepting(casefile.load(case).form, values(known(husband))))
    fields = {one["field"] for one in api("GET", f"/v1/applications/{case}", who=wife).body["origins"]}
    assert "/home/price" in fields and not [field for field in fields if field.startswith("/people")]


def test_a_party_fills_in_their_own_entry_and_nothing_else(api, case, husband, wife):
    assert saved(api, case, wife, {"phone": "13900000077"}, "/people/me").status == 200
    assert casefile.load(case).form["people"][1]["phone"] == "13900000077"
    assert "phone" not in casefile.load(case).form["people"][0]
    for wrong in ({"id_number": OTHER}, {"key": "borrower"}):
        assert saved(api, case, wife, wrong, "/people/me").status == 422
    assert casefile.load(case).form["people"][1]["id_number"] == HERS
    stale = api("PATCH", f"/v1/applications/{case}/people/me", {"phone": "1"}, wife, if_match='"1"')
    assert stale.status == 412


def test_a_party_whose_number_was_typed_over_is_out_and_asks_for_nothing(api, world, case, husband, wife, authorise):
    authorise(wife)
    saved(api, case, husband, {"people": [{"key": "borrower"}, {"key": "spouse", "id_number": OTHER}]})
    for path in (f"/v1/applications/{case}/prefill",):
        assert api("GET", path, who=wife).status == 404
    assert saved(api, case, wife, {"phone": "1"}, "/people/me").status == 404
    assert questions(world) == {}


def test_once_the_form_is_closed_nothing_is_asked_or_filled_in(api, world, case, husband, authorise):
    authorise(husband)
    put(case, status="VERIFYING")
    assert api("GET", f"/v1/applications/{case}/prefill", who=husband).body["code"] == "WRONG_STATUS"
    assert saved(api, case, husband, {"phone": "1"}, "/people/me").body["code"] == "WRONG_STATUS"
    assert questions(world) == {}


def test_at_the_window_it_is_for_the_party_who_is_there(api, world, login, case, husband, authorise):
    clerk, where = login("clerk"), f"/v1/applications/{case}/prefill?person=borrower"
    authorise(husband)
    assert api("GET", where, who=clerk).body["code"] == "PRESENCE_REQUIRED" and questions(world) == {}
    named = [{"key": "borrower", "name": FORM["people"][0]["name"], "id_number": HIS}]
    assert saved(api, case, husband, {"people": named}).status == 200
    present(case, "borrower")
    shown = {one["field"]: one for one in api("GET", where, who=clerk).body["fields"]}
    assert values(shown)["/people/0/marital"] == "20" and reasons(shown)["identity_platform"] == "PREFILL_NO_LOGIN"
    assert [one["operator"] for one in ledger.entries(case)] == ["clerk-1"] * len(ledger.entries(case))


# What agencies know for other purchase kinds; what they do not is typed, and nobody is asked for it.
OTHERS = [
    ("code-gao-jingyi", "existing", {"kind": "existing", "contract_number": "LZ2026CL000201"}, "/home/price", "/home/seller_id"),
    ("code-xie-yunzhou", "transfer_loan_for_loan", {}, "/home/title_number", "/old_loan/amount"),
    ("code-xie-yunzhou", "transfer_settle_first", {}, "/home/unit_number", "/home/price"),
    ("code-wei-changan", "off_site", {"kind": "new", "contract_number": "LZ2026XS000801"}, "/people/0/deposit_centre", "/wish/amount"),
    ("code-zhou-zian", "combination", {"contract_number": CONTRACT}, "/people/0/name", "/home/price"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "kind", "home", "told", "not_told"), OTHERS, ids=[one[1] for one in OTHERS])
def test_for_other_purchase_kinds_it_tells_what_agencies_know_and_no_more(
    api, come_in, authorise, known, case, code, kind, home, told, not_told
):
    who = come_in(code)
    form = {"centre": "620100", "kind": kind, "people": [{"key": "borrower"}], "home": home}
    other = api("POST", "/v1/applications", form, who).body["id"]
    where = f"/v1/applications/{other}"
    (data, _) = api("GET", f"{where}/authorisations", who=who).body["items"]
    api("POST", f"{where}/consents", {"use": "data", "version": data["version"]}, who)
    shown = {one["field"]: one for one in api("GET", f"{where}/prefill", who=who).body["fields"]}
    assert told in values(shown) and not_told not in values(shown)


def test_for_a_purchase_kind_nobody_offers_nobody_is_asked(api, world, case, husband, known, authorise):
    saved(api, case, husband, {"kind": "no_such_kind"})
    authorise(husband)
    assert known(husband) == {} and questions(world) == {}


def test_an_agency_the_person_has_not_named_in_their_consent_is_not_asked(api, world, case, husband, known, authorise):
    saved(api, case, husband, {"kind": "combination", "home": {"kind": None, "contract_number": CONTRACT}})
    authorise(husband)  # nobody knows yet which home, so which agency of homes
    saved(api, case, husband, {"home": {"kind": "new"}})
    assert reasons(known(husband)) == {"housing": "PREFILL_NOT_AUTHORISED"} and "housing" not in questions(world)
    authorise(husband, "data")
    assert "/home/price" in values(known(husband)) and questions(world)["housing"] == 1


def test_two_phones_that_ask_at_once_lose_neither_answer(api, case, husband, wife, known, authorise, monkeypatch):
    authorise(husband)
    authorise(wife)
    ask, others = prefill._told, []

    def meanwhile(found, who):
        told = ask(found, who)
        if not others:
            others.append(who.key)
            known(wife)
        return told

    monkeypatch.setattr(prefill, "_told", meanwhile)
    assert values(known(husband))["/people/0/phone"] == FORM["people"][0]["phone"]
    assert {place.split(".")[0] for place in casefile.load(case).prefilled} == {"borrower", "spouse"}


def test_below_real_name_nobody_asks_what_is_known(api, login, case):
    unsure = login("depositor", HIS, level=Level.LOGGED_IN)
    assert api("GET", f"/v1/applications/{case}/prefill", who=unsure).body["code"] == "STEP_UP"


_ELDER = {"name": "周小平", "id_number": "620102201506150116"}
_YOUNGER = {"name": "周小安", "id_number": "620102201806150118"}


@pytest.mark.parametrize(
    ("path", "said", "known", "same"),
    [
        ("person.marital", "21", "20", True),
        ("person.marital", "10", "20", False),
        ("person.marital", "10", "40", False),
        ("person.marital", "30", "40", False),
        ("person.children", [_ELDER, _YOUNGER], [_YOUNGER, _ELDER], True),
        ("person.children", [_ELDER, _YOUNGER], [_ELDER], False),
        ("person.children", [_ELDER], [_ELDER, _YOUNGER], False),
        ("home.price", "900000", "900000.00", True),
        ("home.price", "", "900000.00", False),
        ("person.name", "周子安", "周子安", True),
        ("person.is_depositor", False, True, False),
    ],
)
def test_what_is_written_otherwise_and_means_the_same_is_no_difference(path, said, known, same):
    assert agrees(path, said, known) is same


def test_who_once_came_in_under_a_key_is_told_nothing_of_whom_it_names_now(api, case, husband, wife, authorise, known):
    authorise(wife)
    assert values(known(wife))
    kept = casefile.load(case)
    put(case, people={**kept.people, kept.applicant: "spouse"})
    his = api("GET", f"/v1/applications/{case}/prefill", who=husband).body
    assert his["person"] == "borrower" and not values({one["field"]: one for one in his["fields"]})
    assert all(one["value"] is None for one in his["records"])


def test_who_is_replaced_while_sources_are_asked_is_told_of_nobody_but_themselves(
    case, husband, wife, authorise, known, monkeypatch
):
    authorise(wife)
    assert values(known(wife))
    before = casefile.load(case).applicant
    monkeypatch.setattr(prefilling, "_asker", lambda call, key: prefill.Asker(key, before))
    assert not values(known(wife))


def test_the_next_spouse_is_not_told_who_was_asked_about_the_one_before(
    api, case, husband, wife, come_in, authorise, known
):
    authorise(wife)
    known(wife)

    def uses(who):
        return api("GET", f"/v1/applications/{case}/data-uses", who=who).body["items"]

    assert "spouse" in {one["subject"] for one in uses(wife)}
    people = [{"key": "borrower"}, {"key": "spouse", "id_number": sample(2)["form"]["people"][0]["id_number"]}]
    assert saved(api, case, husband, {"people": people}).status == 200
    code = api("POST", f"/v1/applications/{case}/invitations", {"person": "spouse"}, husband).body["code"]
    new = come_in("code-gao-jingyi")
    assert api("POST", "/v1/joins", {"code": code}, new).status == 201
    assert "spouse" not in {one["subject"] for one in uses(new)}
