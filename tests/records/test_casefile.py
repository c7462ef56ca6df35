from base64 import b64decode
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import time_machine
from cryptography.exceptions import InvalidTag

from chalicelib import clock
from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.domain.status import Status
from chalicelib.errors import CaseNotFound, Contended, PlatformUnavailable, PreconditionFailed
from chalicelib.records import casefile, parts, schema
from chalicelib.records.casefile import Expect
from chalicelib.records.contents import Answer, Notice, Paper
from chalicelib.records.loan import Contract, Mortgage, Payment, Signature
from chalicelib.records.statements import Delivery
from chalicelib.trust import vault

ORDERED = Payment("P1", "ordered")
CONTRACT = Contract("JK1", "B01", "contract.pdf", "k", "c" * 64)


def test_a_draft_created_twice_is_one_draft(platform):
    first = casefile.create("c1", "620100", "person_x", {"note": "first"}, "online")
    second = casefile.create("c1", "620100", "person_x", {"note": "second"}, "online")
    assert second.form == first.form == {"note": "first"}


def test_who_types_a_draft_at_the_window_is_none_of_its_people(platform):
    case = casefile.create("c1", "620100", "person_a", {}, "window", hands={"person_k": "window"})
    assert (case.people, case.hands) == ({"person_a": "borrower"}, {"person_k": "window"})


def test_an_unknown_case_is_an_error_of_its_own(platform):
    with pytest.raises(CaseNotFound):
        casefile.load("nobody")


def test_no_paper_vanishes_by_another_that_came_meanwhile_nor_is_listed_by_a_choice_made_otherwise(platform):
    read = casefile.create("c1", "620100", "person_x", {}, "online")
    first, second = Paper("receipt.pdf", "k1", "s1"), Paper("procedure-1.pdf", "k2", "s2")
    casefile.amend(read, results=[first])
    chosen = {"borrower": Delivery(False, clock.stamp(), "person_x", "person_x")}
    for change in ({"results": [second]}, {"deliveries": chosen}):
        with pytest.raises(Contended):
            casefile.amend(read, **change)
    now = casefile.load("c1")
    casefile.amend(now, deliveries=chosen)
    with pytest.raises(Contended):
        casefile.amend(now, results=[*now.results, second])
    assert [one.name for one in casefile.load("c1").results] == ["receipt.pdf"]


def test_what_is_sealed_cannot_be_read_in_the_table(platform):
    casefile.create("c1", "620100", "person_x", {"name": "合成人甲"}, "online")
    assert "合成人甲" not in str(platform.items("cases")) + str(platform.items("parts"))
    assert casefile.load("c1").form == {"name": "合成人甲"}


def test_a_sealed_part_opens_under_its_own_name_and_case_alone(platform):
    case = casefile.create("c1", "620100", "person_x", {"name": "合成人甲"}, "online")
    other = casefile.create("c2", "620100", "person_x", {}, "online")
    (stored,) = [item for item in platform.items("parts") if item["case"]["S"] == "c1"]
    sealed = stored["body"]["B"]
    sealed = b64decode(sealed) if isinstance(sealed, str) else sealed
    assert parts.unpacked(vault.unseal_bytes("c1", case.key, "form", sealed)) == {"name": "合成人甲"}
    for id, key, name in (("c1", case.key, "application"), ("c2", other.key, "form")):
        with pytest.raises(InvalidTag):
            vault.unseal_bytes(id, key, name, sealed)


def test_a_review_is_of_one_task_and_its_reason_is_sealed(a_case):
    case = a_case()
    review = case.review("t1", "first_review", "r1", "approve", "合成的理由", "person_r1")
    assert (review.task, review.level, review.by, review.decision, review.person) == (
        "t1", "first_review", "r1", "approve", "person_r1",
    )  # fmt: skip
    assert vault.unseal(case.id, case.key, "reviews.t1", review.reason) == "合成的理由"


def test_an_update_writes_everything_or_nothing(a_case):
    case = a_case()
    drafts = Expect(status={Status.DRAFT})
    with pytest.raises(Contended):
        casefile.amend(case, casefile.event("X"), expect=drafts, status=Status.SIGNING, payment=ORDERED)
    assert casefile.load("case-a") == case


def test_a_payment_may_be_expected_to_be_absent(a_case):
    case, unpaid = a_case(), Expect(absent=("payment",))
    casefile.amend(case, expect=unpaid, payment=ORDERED)
    with pytest.raises(Contended):
        casefile.amend(case, expect=unpaid, payment=replace(ORDERED, serial="P2"))
    assert casefile.load("case-a").payment == ORDERED


def test_what_another_has_changed_since_it_was_read_is_not_overwritten(a_case):
    stale, unchanged = a_case(), Expect(unchanged=("payment", "reviews"))
    casefile.amend(stale, expect=unchanged, payment=ORDERED)
    with pytest.raises(Contended):
        casefile.amend(stale, expect=unchanged, payment=replace(ORDERED, status="paid"))
    casefile.amend(casefile.load("case-a"), expect=unchanged, payment=replace(ORDERED, status="paid"))
    assert casefile.load("case-a").payment.status == "paid"


def test_a_revision_that_has_moved_on_is_not_overwritten(a_case):
    stale = a_case()
    casefile.amend(stale, expect=Expect(revision=1), form={"note": "first"}, revision=2)
    with pytest.raises(Contended):
        casefile.amend(stale, expect=Expect(revision=1), form={"note": "second"}, revision=2)
    assert casefile.load("case-a").form == {"note": "first"}


def test_a_case_that_has_ended_one_way_neither_moves_on_nor_ends_another(a_case):
    stale = a_case()
    casefile.amend(stale, status=Status.WITHDRAWN)
    for status in (Status.ATTENDING, Status.REFUSED):
        with pytest.raises(Contended):
            casefile.amend(stale, status=status)
    casefile.amend(stale, status=Status.WITHDRAWN)
    assert casefile.load("case-a").status is Status.WITHDRAWN


def test_a_case_that_has_come_further_is_not_brought_back_from_a_persons_hands_by_a_late_duplicate(a_case):
    casefile.amend(a_case(), status=Status.ATTENDING)
    stale = casefile.load("case-a")
    casefile.amend(stale, contract=CONTRACT)
    with pytest.raises(Contended):
        casefile.amend(stale, status=Status.VERIFYING)
    assert casefile.load("case-a").status is Status.ATTENDING


@pytest.mark.parametrize(
    "written",
    [
        {"contract": CONTRACT},
        {"decision": {"amount": "1"}},
        {"grounds": {"amount": "1"}},
        {"reasons": [{"code": "X"}]},
        {"accepted_on": date(2026, 11, 23)},
        {"signatures": {"borrower": Signature("0" * 64, "", "a depositor")}},
        {"mortgage": Mortgage("M1", "DONE")},
        {"notices": [Notice(1, "", "", [])]},
        {"looks": []},
        {"answers": {"tax.home": (Answer("q", "", "confirmed", "X"), Finding("tax", "home", Outcome.CONFIRMED, "X"))}},
    ],
    ids=lambda written: "".join(written),
)
def test_what_only_the_road_writes_is_not_written_once_the_case_has_ended(a_case, written):
    stale = a_case()
    casefile.amend(stale, status=Status.WITHDRAWN)
    with pytest.raises(Contended):
        casefile.amend(stale, **written)


def test_a_timeline_entry_keeps_its_first_moment_when_the_step_runs_again(a_case):
    case = a_case()
    casefile.amend(case, casefile.event("ACCEPTED"))
    before = casefile.load("case-a").events
    casefile.amend(case, casefile.event("ACCEPTED"))
    assert casefile.load("case-a").events == before


def test_an_amendment_never_creates_a_case(a_case, platform):
    gone = replace(a_case(), id="nobody")
    with pytest.raises(Contended):
        casefile.amend(gone, status=Status.SIGNING)
    assert [item["id"]["S"] for item in platform.items("cases")] == ["case-a"]


def test_what_is_large_stays_out_of_the_item_and_a_change_bills_the_item_alone(a_case, platform):
    case = a_case()
    casefile.amend(case, grounds={"figures": ["x" * 30] * 900}, decision={"reasons": ["y" * 30] * 900})
    (item,) = platform.items("cases")
    assert len(str(item)) < 3000
    assert casefile.load("case-a").grounds == {"figures": ["x" * 30] * 900}


def test_a_part_whose_place_another_has_taken_expires_and_those_that_stand_do_not(a_case, platform):
    for note in ("first", "second", "third"):
        casefile.amend(
            a_case() if note == "first" else casefile.load("case-a"), form={"note": note}, consents=[{"person": note}]
        )
    for code in ("TAX_PAID", "TAX_UNPAID"):
        found = Finding("tax", "home", Outcome.CONFIRMED, code)
        casefile.amend(casefile.load("case-a"), answers={"tax.home": (Answer("q", "", "confirmed", code), found)})
    pointed = {one.name for one in casefile.load("case-a").large.values()}
    expiring = {item["part"]["S"] for item in platform.items("parts") if "expires" in item}
    assert expiring == {item["part"]["S"] for item in platform.items("parts")} - pointed
    assert len(expiring) == 3 + 2 + 1 and casefile.load("case-a").form == {"note": "third"}


def test_a_part_that_was_replaced_is_there_for_a_day_to_whoever_read_the_case_before(a_case, platform):
    with time_machine.travel("2026-11-23T01:00:00Z", tick=False):
        case = a_case()
        casefile.amend(case, form={"note": "second"})
    (expires,) = {item["expires"]["N"] for item in platform.items("parts") if "expires" in item}
    assert expires == str(int(datetime(2026, 11, 24, 1, tzinfo=UTC).timestamp()))


def test_what_one_writer_retires_another_who_wrote_the_same_before_the_retiring_still_points_to(
    a_case, platform, monkeypatch
):
    casefile.amend(a_case(), decision={"amount": "1"})
    retire, others = parts.retire, iter(["1"])

    def late(case, names):  # between a writer's update and its retiring, another writes what stood there before
        for amount in others:
            casefile.amend(casefile.load(case), decision={"amount": amount})
        retire(case, names)

    monkeypatch.setattr(parts, "retire", late)
    casefile.amend(casefile.load("case-a"), decision={"amount": "2"})
    case = casefile.load("case-a")
    assert case.decision == {"amount": "1"}
    retired = {item["part"]["S"] for item in platform.items("parts") if "expires" in item}
    assert case.large["decision"].name not in retired and len(retired) == 2


def test_of_a_part_written_once_more_as_it_was_the_last_stays(a_case, platform):
    a_case()
    for _ in range(3):
        casefile.amend(casefile.load("case-a"), consents=[{"person": "borrower", "party": "x"}])
    retired = {item["part"]["S"] for item in platform.items("parts") if "expires" in item}
    assert casefile.load("case-a").large["consents"].name not in retired and len(retired) == 2


def test_a_part_in_the_clear_that_an_earlier_release_wrote_without_a_nonce_is_read():
    assert parts.unpacked(parts.packed({"amount": "1"})) == parts.unpacked(parts.alone(parts.packed({"amount": "1"})))


def test_whoever_has_read_a_case_before_its_form_was_replaced_can_still_read_that_one(a_case):
    before = a_case()
    casefile.amend(casefile.load("case-a"), form={"note": "second"})
    assert before.form != {"note": "second"}


def test_a_change_that_did_not_happen_retires_nothing(a_case, platform):
    case = a_case()
    with pytest.raises(Contended):
        casefile.amend(case, expect=Expect(revision=7), form={"note": "second"})
    assert not [item for item in platform.items("parts") if "expires" in item]


def test_what_a_death_left_of_an_ended_case_expires_and_what_its_record_names_anywhere_stays(a_case, platform):
    case = a_case()
    orphan, proof = (case.put_part(name, {"note": name}) for name in ("form", "evidence"))
    casefile.amend(case, signatures={"borrower": Signature("0" * 64, "", "a depositor", evidence=proof)})
    with time_machine.travel(clock.now() + parts.READ_ON * 2):
        case.put_part("form", {"note": "somebody is about to point to it"})
        casefile.prune("case-a")
    assert [item["part"]["S"] for item in platform.items("parts") if "expires" in item] == [orphan]


def test_a_part_that_was_exchanged_under_its_name_is_not_read(a_case, platform):
    casefile.amend(a_case(), decision={"amount": "100.00"})
    name = casefile.load("case-a").large["decision"].name
    forged = {"case": {"S": "case-a"}, "part": {"S": name}, "body": {"B": parts.packed({"amount": "900.00"})}}
    platform.client("dynamodb").put_item(TableName=platform.env["ANJU_TABLE_PARTS"], Item=forged)
    with pytest.raises(PreconditionFailed, match="not what its name says"):
        assert casefile.load("case-a").decision


def test_parts_are_all_read_however_few_of_them_the_table_gives_at_once(platform, monkeypatch):
    written = {parts.put("case-a", content): content for content in (b"1", b"2", b"3")}
    table = platform.client("dynamodb")

    class Busy:
        def batch_get_item(self, RequestItems):
            ((name, asked),) = RequestItems.items()
            first, *rest = asked["Keys"]
            page = table.batch_get_item(RequestItems={name: {**asked, "Keys": [first]}})
            return page | {"UnprocessedKeys": {name: {**asked, "Keys": rest}} if rest else {}}

    monkeypatch.setattr(parts, "_AT_ONCE", 2)
    monkeypatch.setattr(parts.aws, "client", lambda _: Busy())
    assert parts.get("case-a", written) == written


def test_a_part_that_is_gone_is_retired_without_one_that_holds_nothing_taking_its_place(platform):
    parts.retire("case-a", [gone := "0" * 32, parts.put("case-a", b"1")])
    assert gone not in {item["part"]["S"] for item in platform.items("parts")}


def test_a_part_of_a_later_release_is_not_read(platform, monkeypatch):
    with monkeypatch.context() as later:
        later.setitem(schema.STAMP, "schema", {"N": str(schema.NOW + 1)})
        name = parts.put("case-a", b"1")
    for read in (lambda: parts.get("case-a", [name]), lambda: parts.every("case-a")):
        with pytest.raises(PlatformUnavailable, match="later release"):
            read()


def test_what_an_earlier_release_wrote_and_nothing_reads_any_more_is_left_alone(a_case, platform):
    a_case()
    platform.client("dynamodb").update_item(
        TableName=platform.env["ANJU_TABLE_CASES"], Key={"id": {"S": "case-a"}},
        UpdateExpression="SET disputed_at = :x, submitted_by = :x", ExpressionAttributeValues={":x": {"S": "x"}},
    )  # fmt: skip
    assert casefile.load("case-a").form


def test_a_case_of_a_later_release_is_neither_read_nor_written_over_nor_are_its_parts_let_go(a_case, platform):
    case = a_case()
    platform.client("dynamodb").update_item(
        TableName=platform.env["ANJU_TABLE_CASES"],
        Key={"id": {"S": case.id}},
        UpdateExpression="SET #schema = :later",
        ExpressionAttributeNames={"#schema": "schema"},
        ExpressionAttributeValues={":later": {"N": str(schema.NOW + 1)}},
    )
    for read in (casefile.load, casefile.whole, casefile.prune):
        with pytest.raises(PlatformUnavailable, match="later release"):
            read(case.id)
    with pytest.raises(Contended):
        casefile.amend(case, casefile.event("OVERDUE"))
    (now,) = platform.items("cases")
    assert now["schema"] == {"N": str(schema.NOW + 1)} and "OVERDUE" not in now["events"]["M"]


def test_cases_are_listed_newest_first_page_by_page(platform, monkeypatch):
    for number in range(5):
        monkeypatch.setattr(casefile.clock, "stamp", lambda number=number: f"2026-11-2{number}T00:00:00.000Z")
        casefile.create(f"c{number}", "620100", "person_x", {}, "online")
    first, cursor = casefile.listing("applicant", "person_x", limit=3)
    second, end = casefile.listing("applicant", "person_x", cursor, limit=3)
    assert [row["id"] for row in first + second] == ["c4", "c3", "c2", "c1", "c0"]
    assert end is None


ENDED = {"DISBURSED", "REFUSED", "NOT_ACCEPTED", "WITHDRAWN", "CANCELLED", "EXPIRED"}
# A draft just ends; from the bank's order on only the bank knows.
NOT_WITHDRAWABLE = {*ENDED, "DRAFT", "DISBURSING"}


@pytest.mark.parametrize("status", Status)
def test_a_case_has_ended_or_may_be_withdrawn_or_neither(a_case, status):
    case = replace(a_case(), status=status)
    assert (case.ended, case.may_be_withdrawn) == (status in ENDED, status not in NOT_WITHDRAWABLE)


@pytest.mark.parametrize(("payment", "may_be"), [(None, True), ("ordered", False), ("paid", False), ("failed", True)])
def test_nothing_is_undone_from_the_banks_order_until_the_bank_says_that_it_failed(a_case, payment, may_be):
    case = replace(a_case(), status=Status.REGISTERING, payment=payment and replace(ORDERED, status=payment))
    assert case.may_be_undone == case.may_be_withdrawn == may_be


def test_an_answer_is_one_to_this_very_question(a_case):
    case = replace(a_case(), answers={"tax.home": Answer("q1", "", "confirmed", "TAX_PAID")})
    assert case.answered("tax", "home", "q1")
    assert not case.answered("tax", "home", "q2") and not case.answered("tax", "spouse", "q1")


def test_two_roles_of_one_person_written_at_once_leave_them_one(a_case):
    read = a_case()
    casefile.amend(read, hands={"person_p": "window"})
    with pytest.raises(Contended):
        casefile.amend(read, hands={"person_p": "first_review"})
    casefile.amend(read, hands={"person_p": "window", "person_q": "first_review"})
    assert casefile.load("case-a").hands == {"person_p": "window", "person_q": "first_review"}


def test_a_role_is_added_to_those_that_were_read_and_to_no_others(a_case):
    casefile.amend(a_case(), hands={"person_p": "verify"})
    read = casefile.load("case-a")
    for _ in range(2):
        casefile.amend(read, hands={"person_p": "follow+verify"})
    with pytest.raises(Contended):
        casefile.amend(read, hands={"person_p": "verify+window"})
    with pytest.raises(Contended):
        casefile.amend(read, hands={"person_p": "window"})
    assert casefile.load("case-a").hands == {"person_p": "follow+verify"}


def test_nobody_who_has_recused_themselves_gets_a_role_beside_it(a_case):
    casefile.amend(a_case(), hands={"person_p": "recused"})
    with pytest.raises(Contended):
        casefile.amend(casefile.load("case-a"), hands={"person_p": "window"})
