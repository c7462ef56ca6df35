"""What the outside world is asked, seen from there: nothing about anybody before that very person has authorised it."""

from contextlib import suppress

from chalicelib.records import casefile, ledger
from infra.players.client import Depositor, Refused
from infra.players.people import PEOPLE, application_of
from tests.workflow.acts import at, begin, ended, until
from tests.workflow.conftest import World

BOTH = ("data", "credit")
ABOUT_NOBODY = {"identity_platform", "province", "seal"}  # logging in and telling people


def questions(world: World) -> dict[str, int]:
    """How often each agency was asked something about somebody."""
    return {who: times for who, times in world.journal()["inquiries"].items() if who not in ABOUT_NOBODY}


def tries(who: Depositor, case: str) -> None:
    """Everything one can think of to have somebody else asked about."""
    where = f"/v1/applications/{case}"
    ticked = [{"person": "spouse", "use": use} for use in BOTH]
    for path, body in (
        (f"{where}/submit", {"incomplete": True}),
        (f"{where}/submit", {"consents": ticked}),
        (f"{where}/corrections", {"consents": ticked}),
        (f"{where}/corrections", {}),
        *((f"{where}/consents", {"use": use, "version": "1", "person": "spouse"}) for use in BOTH),
        (f"{where}/presences", {"person": "spouse", "code": "face-gu-nanxing"}),
        (f"{where}/signatures", {"decline": True, "person": "spouse"}),
    ):
        with suppress(Refused):
            who.post(path, body, revision=who.get(where)["revision"])
    for person in ("borrower", "spouse", "co_borrower_1"):
        if person not in [one["person"] for one in who.get(where)["parties"] if one["state"] == "CONFIRMED"]:
            with suppress(Refused):
                who.get(f"{where}/prefill?person={person}")
    with suppress(Refused):
        who.patch(where, {"consents": ticked}, 2)


def test_whatever_the_applicant_sends_nobody_is_asked_about_before_all_have_authorised(world):
    play = world.plan(application_of("code-tang-yining", marital="20", spouse="code-gu-nanxing"))
    borrower = Depositor(world.platform.api, "code-tang-yining")
    case = borrower.apply(play.sample.form)
    play.case, play._people = case, {"borrower": borrower}
    play._hand_in(play.sample.documents)
    tries(borrower, case)
    borrower.authorise(case)
    tries(borrower, case)
    code = borrower.invite(case, "spouse")
    with suppress(Refused):
        borrower.join(code)
    spouse = Depositor(world.platform.api, "code-gu-nanxing")
    spouse.join(code)
    tries(borrower, case)
    tries(spouse, case)
    assert questions(world) == {} and borrower.track(case)["status"] == "DRAFT"
    spouse.authorise(case)
    borrower.submit(case)
    until(borrower, case, at("SIGNING"))
    assert questions(world).keys() >= {"police", "civil_affairs", "credit_bureau"}
    given = {one["id"]: one for one in casefile.load(case).consents}
    asked = [entry for entry in ledger.entries(case) if entry.get("consent")]
    assert {entry["subject"] for entry in asked} >= {"borrower", "spouse"}
    assert all(given[entry["consent"]]["given_at"] < entry["at"] for entry in asked)
    assert all(given[entry["consent"]]["person"] == entry["subject"] for entry in asked if entry["subject"] != "home")
    borrower.withdraw(case)
    until(borrower, case, ended)


def test_an_attacker_who_types_a_strangers_number_learns_nothing_of_them(world):
    stranger = PEOPLE["code-yu-mubai"]["id_number"]  # three instalments overdue
    play = world.plan(application_of("code-tang-yining", marital="20", spouse="code-yu-mubai"))
    attacker = Depositor(world.platform.api, "code-tang-yining")
    case = attacker.apply(play.sample.form)
    attacker.authorise(case)
    tries(attacker, case)
    with suppress(Refused):
        attacker.join(attacker.invite(case, "spouse"))
    tries(attacker, case)
    assert attacker.track(case)["status"] == "DRAFT" and questions(world) == {}
    assert stranger not in str(world.journal())
    assert case not in {execution["name"] for execution in world.every_execution()}


def test_a_party_who_takes_a_consent_back_ends_the_road_and_nothing_more_is_read(world):
    play, borrower = begin(world, "1")
    until(borrower, play.case, at("SIGNING"))
    before = questions(world)
    play._people["spouse"].post(f"/v1/applications/{play.case}/consents/withdrawals", {"use": "credit"})
    track = until(borrower, play.case, ended)
    assert track["status"] == "WITHDRAWN"
    assert "CONSENT_WITHDRAWN" in [line["code"] for line in track["timeline"]]
    world.come_to_rest()
    assert questions(world) == before
