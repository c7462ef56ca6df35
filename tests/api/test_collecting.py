"""Collecting results: whoever is there gets them, an agent whose authorisation says so too, and the ledger knows before they do."""

from datetime import timedelta

import pytest

from chalicelib import clock
from chalicelib.agencies import identity_platform, province
from chalicelib.agencies.identity_platform import Seen
from chalicelib.records import casefile, ledger
from chalicelib.trust.index import reference
from tests.given.case import present, put
from tests.given.form import OTHER
from tests.given.meanwhile import overtaken

RESULTS = [{"name": "voucher.pdf", "key": "k", "sha256": "5" * 64}]


@pytest.fixture
def draft(submitted, monkeypatch):
    """A case that has ended, with its papers."""
    monkeypatch.setattr(province, "notify", lambda *_: None)
    put(submitted, status="DISBURSED", results=RESULTS)
    return submitted


@pytest.fixture
def collect(api, login, draft):
    return lambda who=None: api(
        "POST", f"/v1/applications/{draft}/results", {"person": "borrower"}, who or login("clerk")
    )


@pytest.fixture
def comes(api, login, draft, monkeypatch):
    """The agent is before the terminal, for an act."""

    def there(act="results"):
        seen = Seen(OTHER, "id_card_and_face", "T-1", clock.stamp(), act.rjust(64, "e"))
        monkeypatch.setattr(identity_platform, "present", lambda code, key, purpose: seen)
        body = {"person": "borrower", "code": "face-x", "agent_for": act}
        return api("POST", f"/v1/applications/{draft}/presences", body, login("clerk"))

    return there


@pytest.fixture
def authorise(taken, look, login):
    """The borrower's authorisation is brought, also after the case has ended, and accepted."""

    def brought(*acts):
        until = (clock.today() + timedelta(days=9)).isoformat()
        scan = taken("agent", agent={"id_number": OTHER, "acts": acts, "until": until})
        return look(scan, login("clerk", "clerk-2"))

    return brought


def test_nobody_gets_results_at_the_window_who_is_not_there(collect, api, login, draft):
    assert collect().body["code"] == "PRESENCE_REQUIRED"
    shown = api("GET", f"/v1/applications/{draft}/track", who=login("clerk")).body["results"]
    assert shown == [{"name": "voucher.pdf", "title": "放款凭证", "sha256": "5" * 64, "replaced": False, "handed": []}]


def test_nobody_is_handed_the_paper_of_another_party(collect, draft):
    others = {"name": "refused-spouse.pdf", "key": "k2", "sha256": "6" * 64, "party": "spouse"}
    own = {"name": "refused-borrower.pdf", "key": "k3", "sha256": "7" * 64, "party": "borrower"}
    put(draft, results=[*RESULTS, others, own])
    present(draft, "borrower")
    assert [paper["name"] for paper in collect().body["items"]] == ["voucher.pdf", "refused-borrower.pdf"]


def test_a_party_who_is_there_gets_them_and_it_is_written_down_who_handed_them_over(collect, api, borrower, draft):
    present(draft, "borrower")
    handed = collect()
    assert (handed.status, handed.body["is_agent"]) == (201, False)
    (paper,) = handed.body["items"]
    assert (paper["name"], paper["sha256"]) == ("voucher.pdf", "5" * 64) and "k?" in paper["link"]
    uses = [one["text"] for one in api("GET", f"/v1/applications/{draft}/data-uses", who=borrower).body["items"]]
    assert "窗口人员（clerk-1）将结果交给了主借款人本人" in uses
    assert "主借款人本人到窗口领取了结果" in timeline(api, borrower, draft)


def test_an_agent_whose_authorisation_covers_it_collects_once_and_the_party_reads_of_it(
    authorise, comes, collect, api, borrower, draft
):
    assert authorise("results").status == 201
    assert comes().status == 201
    handed = collect()
    assert (handed.status, handed.body["is_agent"], len(handed.body["items"])) == (201, True, 1)
    assert collect().body["code"] == "PRESENCE_REQUIRED"
    (entry,) = [one for one in ledger.entries(draft) if one.get("kind") == "results"]
    assert entry["mandate"] == casefile.load(draft).presences[0].id and entry["operator"] == "clerk-1"
    assert "代办人凭授权委托书代主借款人办理：领取结果" in timeline(api, borrower, draft)
    uses = [one["text"] for one in api("GET", f"/v1/applications/{draft}/data-uses", who=borrower).body["items"]]
    assert "窗口人员（clerk-1）将结果交给了主借款人委托的代办人" in uses


@pytest.mark.parametrize(("acts", "status"), [(["submit", "documents"], 422), (["results"], 201)])
def test_an_authorisation_that_does_not_say_so_lets_an_agent_collect_nothing(comes, draft, acts, status):
    said = {"agent": reference("person", OTHER), "acts": acts, "until": clock.today().isoformat()}
    present(draft, "borrower", proof="a" * 32, method="signed_form", act="agent", about="agent", **said)
    assert comes().status == status


def test_once_taken_back_an_authorisation_lets_nobody_collect(authorise, comes, collect, api, borrower, draft):
    authorise("results", "documents"), comes()
    assert api("POST", f"/v1/applications/{draft}/agents/revocations", {}, borrower).status == 200
    assert collect().body["code"] == "PRESENCE_REQUIRED"


def test_what_is_taken_back_as_results_are_collected_is_not_said_to_be_handed_over(
    authorise, comes, collect, api, borrower, draft
):
    authorise("results"), comes()
    with overtaken(1, lambda: api("POST", f"/v1/applications/{draft}/agents/revocations", {}, borrower)):
        assert collect().body["code"] == "CHANGED_MEANWHILE"
    assert not [one for one in ledger.entries(draft) if one.get("kind") == "results"]


def test_there_is_nothing_to_collect_before_there_are_results(api, login, submitted):
    present(submitted, "borrower")
    reply = api("POST", f"/v1/applications/{submitted}/results", {"person": "borrower"}, login("clerk"))
    assert reply.body["code"] == "WRONG_STATUS"


def timeline(api, who, case):
    return [line["text"] for line in api("GET", f"/v1/applications/{case}/track", who=who).body["timeline"]]
