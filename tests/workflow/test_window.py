"""One case from three places: begun on a phone, continued at the window, signed on two phones."""

from chalicelib.records import casefile, ledger
from infra.players.client import Client, Depositor
from tests.workflow.acts import at, until
from tests.workflow.conftest import World, sample_of


def test_a_case_begun_on_a_phone_is_continued_at_the_window_and_signed_on_two_phones(world: World):
    sample = sample_of("1")
    form, api = sample.form, world.platform.api
    husband, wife = Depositor(api, sample.logins["borrower"]), Depositor(api, sample.logins["spouse"])
    named = [
        {"key": "borrower", "id_number": form["people"][0]["id_number"]},
        {"key": "spouse", "id_number": form["people"][1]["id_number"]},
    ]
    home = {name: form["home"][name] for name in ("kind", "city", "contract_number")}
    start = {"centre": form["centre"], "kind": form["kind"], "people": named, "home": home}
    case = husband.post("/v1/applications", start)["id"]
    where = f"/v1/applications/{case}"
    husband.authorise(case, "data")
    price = husband.known(case)["/home/price"]
    wife.join(husband.invite(case, "spouse"))
    wife.authorise(case, "data")

    clerk = Client(api, "code-clerk-1", channel="window", device="window-clerk-1")
    seen = clerk.get(where)
    clerk.patch(where, form, seen["revision"])
    for person in (husband, wife):
        person.authorise(case)
    assert [party["state"] for party in clerk.get(where)["parties"]] == ["CONFIRMED", "CONFIRMED"]
    clerk.post(
        f"{where}/presences", {"person": "borrower", "code": sample.logins["borrower"].replace("code-", "face-")}
    )
    offered = clerk.get(f"{where}/prefill?person=borrower")["fields"]
    assert {one["field"]: one["value"] for one in offered}["/home/price"] == price == form["home"]["price"]
    clerk.hand_in(case, "submit", {"incomplete": True})

    track = until(husband, case, lambda track: track["status"] == "SIGNING" and track["contract"] is not None)
    for person in (wife, husband):
        person.sign(case, track["contract"])
    until(husband, case, at("DISBURSED"))
    found = casefile.load(case)
    assert (found.channel, found.sent[-1]["by"]) == ("wechat", "clerk:C001")
    assert {signature.by.split(":")[0] for key, signature in found.signatures.items() if key != "bank"} == {"depositor"}
    looks = [entry["shown"] for entry in ledger.entries(case) if entry.get("kind") == "look"]
    assert looks.count("prefill") == 1 and "applications" in looks
