"""Which proof that a party is there is good for which act: read off the record alone. What the window does with it: tests/api/test_presence.py."""

from dataclasses import replace

import pytest
import time_machine

from chalicelib import clock
from chalicelib.casework import agents, naming, presence
from chalicelib.casework.rules import policy_of
from chalicelib.records.presences import DENIED, Presence
from tests.given.application import application
from tests.given.case import CONTRACT, held

NOW, HALF_AN_HOUR_AGO, EARLIER = "2026-12-02T02:00:00.000Z", "2026-12-02T01:30:00.000Z", "2026-11-30T02:00:00.000Z"
HE, CHILD = "620102199001010011", "620102201501010011"
SEEN = Presence("p", "spouse", "p2", "terminal", "T1", NOW, "clerk-1", "e")
SIGNED = replace(
    SEEN, method="signed_form", act="signatures", about=CONTRACT["sha256"], at=EARLIER, second={"by": "c2", "at": NOW}
)
CONSENT = replace(SIGNED, person="co_owner_1", act="consents.identity", about="1")
PAPER = Presence("m", "spouse", "p2", "signed_form", "T1", EARLIER, "clerk-1", "e", second={"at": EARLIER})
MANDATE = replace(PAPER, act="agent", about="agent", agent="p9", acts=("submit",), until="2026-12-02")
AGENT = replace(SEEN, act="submit", about="3", agent="p9", mandate="m")


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield


def case(*seen: Presence, people=(), **values):
    parties, form = {"borrower": "p1", "spouse": "p2"}, {"people": [*people]}
    usual = {"parties": parties, "applicant": "p1", "form": form, "contract": CONTRACT, "revision": 3}
    consents = values.pop("consents", [])
    made = held(application(), **{**usual, "presences": [*seen], **values})
    vars(made).update(consents=consents)
    return made


@pytest.mark.parametrize(
    ("one", "act", "is_good"),
    [
        (SEEN, "submit", True),
        (replace(SEEN, at=HALF_AN_HOUR_AGO), "submit", False),
        (replace(SEEN, at="2026-12-02T02:30:00.000Z"), "submit", False),  # by a clock that is wrong
        (replace(SEEN, person="borrower"), "submit", False),
        (replace(SEEN, party="p3"), "submit", False),  # another is that party by now
        (replace(SEEN, party="p1"), "submit", False),  # be it who applies
        (replace(SEEN, by="clerk-2"), "submit", False),
        (replace(SEEN, void={"at": NOW}), "submit", False),
        (SIGNED, "signatures", True),
        (replace(SIGNED, act="submit", about="3"), "submit", True),
        (replace(SIGNED, act="submit", about="3"), "corrections", False),  # of the same revision
        (replace(SIGNED, about="x"), "signatures", False),
        (replace(SIGNED, about=None), "signatures", False),
        (replace(SIGNED, second={}), "signatures", False),
        (replace(SIGNED, second={}, at=NOW), "signatures", False),  # who took it does not vouch alone
        (replace(SIGNED, second={"at": HALF_AN_HOUR_AGO}), "signatures", False),
        (replace(SIGNED, void={"why": DENIED}), "signatures", False),
        (AGENT, "submit", True),
        (replace(AGENT, agent="p8"), "submit", False),
        (replace(AGENT, act="corrections"), "corrections", False),  # which they are not authorised for
    ],
)
def test_a_proof_is_good_for_its_act_of_its_party_before_its_clerk_for_half_an_hour(one, act, is_good):
    found = presence.present(case(MANDATE, one), "spouse", "clerk-1", act, "r1")
    assert (found == one) is is_good


def test_no_form_is_good_where_there_is_nothing_to_sign():
    unknown = replace(SIGNED, about=None)
    assert presence.present(case(unknown, contract=None), "spouse", "clerk-1", "signatures", "r1") is None


@pytest.mark.parametrize(("spent", "is_good"), [({}, True), ({"p": "r1"}, True), ({"p": "r2"}, False)])
def test_a_proof_serves_one_request_and_its_repetition(spent, is_good):
    adult = {"people": [{"key": "co_owner_1", "id_number": HE}], "parties": {"spouse": "p2", "co_owner_1": "p2"}}
    for one, act in ((SEEN, "submit"), (SIGNED, "signatures"), (CONSENT, "consents.identity")):
        found = presence.present(case(one, spent=spent, **adult), one.person, "clerk-1", act, "r1")
        assert bool(found) is is_good, act


@pytest.mark.parametrize("form", [SIGNED, MANDATE])
def test_a_form_is_vouched_for_by_a_second_person_alone_and_until_it_is_void(form):
    assert presence.is_vouched(form)
    assert not presence.is_vouched(replace(form, second={}))
    assert not presence.is_vouched(replace(form, void={"at": NOW}))


@pytest.mark.parametrize(
    ("party", "use", "withdrawn_at", "is_good"),
    [
        ("p2", "identity", NOW, False),
        ("p2", "identity", EARLIER, False),
        ("p2", "identity", "2026-11-30T01:59:59.999Z", True),  # signed once more since
        ("p2", "identity", None, True),
        ("p1", "identity", NOW, True),
        ("p2", "data", NOW, True),
    ],
)
def test_on_a_form_signed_before_its_consent_was_taken_back_none_is_given_anew(party, use, withdrawn_at, is_good):
    given = {"party": party, "use": use, "withdrawn_at": withdrawn_at}
    before = {"party": "p2", "use": "identity", "withdrawn_at": "2026-11-29T02:00:00.000Z"}  # and given anew since
    of_case = case(
        CONSENT, parties={"co_owner_1": "p2"}, consents=[before, given], people=[{"key": "co_owner_1", "id_number": HE}]
    )
    found = presence.present(of_case, "co_owner_1", "clerk-1", "consents.identity", "r1")
    assert bool(found) is is_good


@pytest.mark.parametrize("act", ["signatures", "consents.data", "consents.credit", "consents.identity", "submit"])
def test_who_is_not_of_age_binds_themselves_by_no_signature_and_no_consent(act):
    of_case = case(SEEN, people=[{"key": "spouse", "id_number": CHILD}])
    binds = act != "submit"
    assert presence.binds_a_minor(of_case, "spouse", act) is binds
    assert (presence.present(of_case, "spouse", "clerk-1", act, "r1") is None) is binds
    assert not presence.binds_a_minor(case(people=[{"key": "spouse", "id_number": HE}]), "spouse", act)


@pytest.mark.parametrize(
    ("act", "values", "about"),
    [
        ("submit", {}, "3"),
        ("corrections", {}, "3"),
        ("withdraw", {}, None),  # for that one comes
        ("signatures", {}, CONTRACT["sha256"]),
        ("signatures", {"contract": None}, None),
        ("agent", {}, "agent"),
        ("agent", {"status": "REFUSED"}, None),
        ("agent", {"status": "REFUSED", "results": [{}]}, "agent"),
        ("documents", {"results": [{}]}, "documents"),
        ("documents", {"status": "REFUSED", "results": [{}]}, None),
        (agents.RESULTS, {"results": [{}]}, agents.RESULTS),
        (agents.RESULTS, {}, None),
        ("consents.identity", {}, None),  # it is asked of who only owns the home
    ],
)
def test_what_an_act_is_about_is_what_the_case_holds_for_it(act, values, about):
    assert presence.about(case(**values), act, "spouse") == about


@pytest.mark.parametrize("departments", [[], ["tax"], ["tax", "police"]])
def test_a_consent_to_share_data_is_about_its_words_and_every_department_that_gets_it(monkeypatch, departments):
    monkeypatch.setattr(presence.parties, "asked_of", lambda form, policy: dict.fromkeys(departments, "called"))
    version = policy_of(case()).authorisations["data"].version
    assert presence.about(case(), "consents.data", "spouse") == "/".join([version, *sorted(departments)])


def test_a_consent_to_ask_the_bureau_is_about_its_words_and_whom_it_names_and_about_nothing_before_that(monkeypatch):
    monkeypatch.setattr(naming, "digest", lambda case, name, id_number: f"{name}/{id_number}")
    someone = {"key": "spouse", "id_number": HE, "name": "周子安"}
    named = case(people=[someone])
    version = policy_of(named).authorisations["credit"].version
    assert presence.about(named, "consents.credit", "spouse") == f"{version}/周子安/{HE}"
    for lacking in ("id_number", "name"):
        assert presence.about(case(people=[{**someone, lacking: ""}]), "consents.credit", "spouse") is None


@pytest.mark.parametrize(
    ("one", "since", "has_run_out"),
    [
        (SEEN, NOW, False),
        (replace(SEEN, at=HALF_AN_HOUR_AGO), HALF_AN_HOUR_AGO, True),
        (SIGNED, NOW, False),
        (replace(SIGNED, second={"at": HALF_AN_HOUR_AGO}), HALF_AN_HOUR_AGO, True),
        (replace(SIGNED, second={}), EARLIER, False),  # it has not begun
        (MANDATE, EARLIER, False),  # which has a last day instead
    ],
)
def test_the_half_hour_of_a_scan_begins_with_the_second_look(one, since, has_run_out):
    assert (presence.since(one), presence.has_run_out(one)) == (since, has_run_out)
    assert presence.until(one) == clock.stamp(clock.parsed(since) + presence.LASTS)
