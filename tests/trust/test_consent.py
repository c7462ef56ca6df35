from chalicelib.domain.policy import Authorisation
from chalicelib.trust import consent

TEXT = Authorisation("共享授权书", "各部门", "核验", "身份", "至办结", "1")
SPOUSE = {"spouse": "person_s"}


def given(party="person_s", use="data", at="1", case="case-1", text=TEXT, departments=()):
    return consent.given(case, "spouse", party, use, text, departments, at, by="depositor:x", channel="wechat")


def test_a_consent_keeps_the_words_it_was_given_to_and_by_which_act():
    one = given(departments=["tax", "police", "tax"])
    assert (one["version"], one["purpose"], one["validity"]) == ("1", "核验", "至办结")
    assert (one["by"], one["channel"], one["departments"]) == ("depositor:x", "wechat", ["police", "tax"])


def test_a_consent_speaks_for_the_children_of_who_gave_it_only_where_its_words_did():
    assert "children" not in given() and given(text=TEXT._replace(children=True))["children"] is True


def test_every_act_is_a_consent_of_its_own():
    every = [given(), given(use="credit"), given(at="2"), given(case="case-2"), given(party="person_t")]
    assert len({one["id"] for one in every}) == len(every)


def test_a_consent_counts_only_for_the_person_who_gave_it():
    assert consent.live([given()], SPOUSE)
    assert not consent.live([given()], {"spouse": "person_other"})
    assert not consent.live([given()], {"borrower": "person_s"})
    assert not consent.live([given(party="")], {"borrower": "person_s"})


def test_a_consent_that_kept_no_list_is_to_those_its_words_named_and_to_nobody_who_came_later():
    assert {*consent.departments(given())} == {"police", "civil_affairs", "housing", "natural_resources", "tax", "bank"}
    assert consent.departments(given(departments=["tax"])) == ["tax"]


def test_of_two_the_last_one_counts():
    assert consent.live([given(), given(at="2")], SPOUSE)["spouse", "data"]["given_at"] == "2"


def test_a_consent_taken_back_counts_no_more_and_keeps_the_moment():
    back = consent.withdrawn([given(), given(use="credit")], "person_s", "data", "9")
    assert set(consent.live(back, SPOUSE)) == {("spouse", "credit")}
    assert consent.withdrawn(back, "person_s", "data", "10") == back
    assert back[0]["withdrawn_at"] == "9"


def test_a_consent_whose_paper_turned_out_void_counts_no_more():
    assert not consent.live([{**given(), "void_at": "9"}], SPOUSE)


def test_who_takes_a_consent_back_takes_back_every_one_they_gave_to_that_use_the_void_one_too():
    every = [given(), {**given(at="2"), "void_at": "3"}, given(use="credit"), given(party="person_t")]
    back = consent.withdrawn(every, "person_s", "data", "9")
    assert [one.get("withdrawn_at") for one in back] == ["9", "9", None, None] and back[1]["void_at"] == "3"


def test_nobody_takes_back_what_another_gave():
    assert consent.withdrawn([given()], "person_other", "data", "9") == [given()]


def test_a_consent_given_again_after_it_was_taken_back_counts():
    back = consent.withdrawn([given()], "person_s", "data", "2")
    assert consent.live([*back, given(at="3")], SPOUSE)["spouse", "data"]["given_at"] == "3"
