"""Handing out: what went to whom, how and when stands in the record, the ledger and the track, once; and what is still to be handed out is a list."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from chalicelib import clock
from chalicelib.agencies import province
from chalicelib.casework import closing, delivering, handing
from chalicelib.documents.letter import chinese_date
from chalicelib.domain.status import Status
from chalicelib.errors import Contended
from chalicelib.messages import text
from chalicelib.records import casefile, ledger, proofs
from chalicelib.records.contents import Paper
from chalicelib.records.handouts import HandOut, Parties, left
from chalicelib.records.statements import Delivery
from infra.local.faults import watching
from infra.local.roles import acting_as
from tests.given.case import present, put
from tests.given.form import OTHER
from tests.given.meanwhile import overtaken

COMMON, HERS, HIS = (
    {"name": "voucher.pdf", "key": "k", "sha256": "5" * 64},
    {"name": "refused-spouse.pdf", "key": "k2", "sha256": "6" * 64, "party": "spouse"},
    {"name": "refused-borrower.pdf", "key": "k3", "sha256": "7" * 64, "party": "borrower"},
)
LETTER = "EA123456789CN"


@pytest.fixture
def ended(submitted, monkeypatch):
    """A case that has ended with a paper of everybody's and a letter to each of two; nobody was handed any."""
    monkeypatch.setattr(province, "notify", lambda *_: None)
    people = casefile.load(submitted).form["people"]
    handed_in(
        submitted,
        people=[{**one, "address": f"兰州市虚构路{number}号"} for number, one in enumerate(people, start=1)],
    )
    put(submitted, status="REFUSED", results=[COMMON, HERS, HIS], handing="620100")
    return submitted


def handed_in(id, **parts):
    """Has these parts of the form, as if they had been handed in so."""
    case = casefile.load(id)
    put(id, form={**case.form, **parts}, application={**case.as_sealed, **parts})


@pytest.fixture
def collect(api, login, ended):
    return lambda key="borrower", **more: api(
        "POST",
        f"/v1/applications/{ended}/results",
        {"person": key, **more},
        login("clerk"),
        idempotency_key="collect-0001",
    )


@pytest.fixture
def send(api, login, ended):
    def sent(person="spouse", tracking=LETTER, key="send-0000001", **more):
        body = {"person": person, "tracking": tracking, **more}
        return api("POST", f"/v1/applications/{ended}/mailings", body, login("clerk"), idempotency_key=key)

    return sent


@pytest.fixture
def to_do(api, login):
    """What the window has to hand out: the papers of each case."""

    def read(who=None, query=""):
        found = api("GET", f"/v1/handouts{query}", who=who or login("clerk")).body
        return {one["case"]: [(paper["name"], paper["person"]) for paper in one["papers"]] for one in found["items"]}

    return read


def agreed(case):
    """The word of each of two that they agree to electronic delivery."""
    parties = casefile.load(case).parties
    return [Delivery(True, clock.stamp(), parties[key], "depositor:x") for key in ("borrower", "spouse")]


def entries(case):
    return [one for one in ledger.entries(case) if one.get("kind") == handing.KIND]


def told(api, who, case):
    return {
        one["name"]: [each["text"] for each in one["handed"]]
        for one in api("GET", f"/v1/applications/{case}/track", who=who).body["results"]
    }


def test_who_collects_reads_when_and_how_beside_the_paper_and_others_do_not(collect, api, borrower, spouse, ended):
    present(ended, "borrower")
    assert collect().body["signed"] == "electronic"
    day = chinese_date(clock.today())
    mine = [f"已于{day}由主借款人在窗口领取"]
    assert told(api, borrower, ended) == {"voucher.pdf": mine, "refused-borrower.pdf": mine}
    assert told(api, spouse, ended) == {"voucher.pdf": [], "refused-spouse.pdf": []}


@pytest.mark.parametrize(
    ("name", "party", "title"),
    [
        ("refused.pdf", None, "不予贷款决定书"),
        ("refused-spouse.pdf", "spouse", "不予贷款决定书 · 致配偶（共同借款人）"),
        ("correction-1.pdf", None, "一次性补正告知书"),
        ("hold-2.pdf", None, "核实事项告知书"),
        ("hold-4.pdf", None, "核实事项告知书 · 第2份"),
        ("hold-3.pdf", "co_owner_1", "核实事项告知书 · 致抵押人（产权共有人，不借款）1"),
        ("schedule.pdf", None, "还款计划表"),
        ("schedule.csv", None, "还款计划表 · 表格"),
        ("left.pdf", None, "终止办理通知书"),
        ("unheard_of.pdf", None, "文书"),
    ],
)
def test_papers_of_a_kind_are_called_apart(name, party, title):
    names = [
        "receipt.pdf",
        "receipt.pdf",
        "correction-1.pdf",
        "hold-2.pdf",
        "schedule.pdf",
        "schedule.csv",
        "hold-3.pdf",
        "hold-4.pdf",
    ]
    case = [Paper(one, "k", f"{number:064}", "co_owner_1" if "3" in one else None) for number, one in enumerate(names)]
    paper = next((one for one in case if (one.name, one.party) == (name, party)), Paper(name, "k", "5" * 64, party))
    assert handing.called(paper, case) == title
    assert [handing.called(one, case) for one in case[:2]] == ["收件回执", "收件回执 · 第2份"], (
        "what was replaced is one of them"
    )


def test_a_repetition_after_any_death_hands_out_once(collect, ended, monkeypatch):
    present(ended, "borrower")
    with monkeypatch.context() as dying:
        dying.setattr(ledger, "append", lambda *_: (_ for _ in ()).throw(OSError))
        assert collect().status == 500
    assert len(casefile.load(ended).handed) == 1 and entries(ended) == []
    assert collect().status == 201 and collect().status == 201
    assert len(casefile.load(ended).handed) == len(entries(ended)) == 1


def test_a_receipt_on_paper_is_kept_as_a_scan_that_this_clerk_announced(collect, ended, monkeypatch):
    from chalicelib.records import inspections

    present(ended, "borrower")
    monkeypatch.setattr(inspections, "look_at", lambda *_, **__: inspections.Looked(None, "v1", "a" * 64))
    receipt = {"document": "b" * 32, "content_type": "image/png", "sha256": "a" * 64}
    assert collect(receipt=receipt).body["defects"][0]["field"] == "/receipt/document"
    proofs.announce(ended, "b" * 32, "clerk-1")
    assert collect(receipt=receipt).body["signed"] == "scan"
    (one,) = casefile.load(ended).handed
    assert one.signed == {"how": "scan", "document": "b" * 32, "sha256": "a" * 64, "version": "v1"}


def test_by_post_a_party_is_sent_what_is_theirs_and_new_to_them_to_the_address_of_the_form(send, api, spouse, ended):
    sent = send()
    assert [paper["name"] for paper in sent.body["items"]] == ["voucher.pdf", "refused-spouse.pdf"]
    assert (sent.body["to"], sent.body["to_text"]) == ("/people/1/address", "申请表所填的本人住址")
    assert "虚构路" not in str(sent.body), "an answer is kept for whoever asks again"
    day = chinese_date(clock.today())
    assert told(api, spouse, ended)["refused-spouse.pdf"] == [f"已于{day}邮寄给配偶，邮件号 {LETTER}"]
    lines = [line["text"] for line in api("GET", f"/v1/applications/{ended}/track", who=spouse).body["timeline"]]
    assert f"已向配偶邮寄结果，邮件号 {LETTER}" in lines
    assert send(key="send-0000002", tracking="EA000000002CN").body["code"] == "WRONG_STATUS"


def test_a_letter_is_one_partys_and_sent_once_whoever_says_so_again(send, ended):
    assert send().status == send(key="send-0000002").status == 201
    assert len(casefile.load(ended).handed) == len(entries(ended)) == 1
    assert send("borrower", key="send-0000003").body["defects"][0]["code"] == "LETTER_OF_ANOTHER"


def test_papers_go_to_the_delivery_address_only_where_it_names_that_party(send, ended):
    handed_in(ended, delivery={"recipient": "林测试", "address": "天水市虚构街9号"})
    assert send().body["to"] == "/delivery/address"
    assert send("borrower", "EA000000002CN", "send-0000002").body["to"] == "/people/0/address"


def test_a_delivery_address_that_names_two_parties_of_one_name_is_neithers(send, ended):
    typed = enumerate(casefile.load(ended).form["people"])
    people = [{**one, "name": "林测试", "address": f"兰州市虚构路{place}号"} for place, one in typed]
    handed_in(ended, people=people, delivery={"recipient": "林测试", "address": "天水市虚构街9号"})
    assert send().body["to"] == "/people/1/address"
    assert send("borrower", "EA000000002CN", "send-0000002").body["to"] == "/people/0/address"


def test_nothing_is_sent_to_who_has_no_address_or_is_no_party(send, ended):
    handed_in(ended, people=[{**one, "address": None} for one in casefile.load(ended).form["people"]])
    assert send().body["defects"][0]["code"] == "NO_ADDRESS"
    assert send("co_borrower_1", key="send-0000002").body["defects"][0]["code"] == "NOT_A_CHOICE"


def test_what_is_opened_on_the_page_is_handed_out_the_first_time_and_stands_in_the_ledger_each_time(api, spouse, ended):
    opened = [api("GET", f"/v1/applications/{ended}/results/{HERS['sha256']}", who=spouse) for _ in range(2)]
    assert [one.status for one in opened] == [200, 200] and "attachment" in opened[0].body["link"]
    assert [(one.person, one.how, list(one.papers)) for one in casefile.load(ended).handed] == [
        ("spouse", "page", ["6" * 64])
    ]
    assert [one["how"] for one in entries(ended)] == ["page", "page"]
    assert told(api, spouse, ended)["refused-spouse.pdf"] == [f"已于{chinese_date(clock.today())}由配偶在网上领取"]
    uses = [one["text"] for one in api("GET", f"/v1/applications/{ended}/data-uses", who=spouse).body["items"]]
    assert uses.count("配偶在网上领取了一份文书") == 2


@pytest.fixture
def choose(api, ended):
    """A party says whether their papers come electronically."""

    def chosen(who, key, electronic):
        return api("POST", f"/v1/applications/{ended}/delivery", {"electronic": electronic}, who, idempotency_key=key)

    return chosen


def test_in_the_windows_list_whoever_took_a_partys_place_wants_paper_until_they_say_otherwise():
    said = {"spouse": Delivery(is_electronic=True, at="", party="person_2", by="")}
    assert Parties({"spouse": "person_2"}, said).on_paper() == []
    assert Parties({"spouse": "person_9"}, said).on_paper() == ["spouse"]


def test_everybody_agrees_to_electronic_delivery_for_themself_alone_and_may_have_paper_again(
    api, login, borrower, spouse, ended, choose
):
    def agreed():
        return delivering.agreed(casefile.load(ended))

    clerk = login("clerk")
    assert agreed() == []
    assert choose(spouse, "choose-0000001", True).body["text"] == "电子送达：文书在本平台领取"
    assert agreed() == ["spouse"]
    (listed,) = api("GET", "/v1/handouts", who=clerk).body["items"]
    assert listed["on_paper"] == ["借款人"]
    said = casefile.load(ended).deliveries["spouse"]
    assert choose(spouse, "choose-0000002", True).status == 201 and casefile.load(ended).deliveries["spouse"] == said
    seen = [
        api("GET", f"/v1/applications/{ended}/track", who=one).body["deliveries"] for one in (borrower, spouse, clerk)
    ]
    assert [[(one["person"], one["electronic"]) for one in each] for each in seen] == [
        [("borrower", False)], [("spouse", True)], [("borrower", False), ("spouse", True)],
    ]  # fmt: skip
    assert choose(spouse, "choose-0000003", False).status == 201 and agreed() == []
    window = api(
        "POST",
        f"/v1/applications/{ended}/delivery",
        {"electronic": True, "person": "spouse"},
        clerk,
        idempotency_key="choose-0000004",
    )
    assert window.body["code"] == "PRESENCE_REQUIRED" and agreed() == []
    acts = [one for one in ledger.entries(ended) if one.get("kind") == "delivery"]
    assert [(one["subject"], one["electronic"], "session" in one["how"]) for one in acts] == [
        ("spouse", True, True), ("spouse", False, True),
    ]  # fmt: skip
    assert (acts[1]["before"]["at"], acts[1]["before"]["how"]) == (said.at, said.how), "what it takes the place of"
    hers, his = (
        [one["text"] for one in api("GET", f"/v1/applications/{ended}/data-uses", who=one).body["items"]]
        for one in (spouse, borrower)
    )
    assert {"配偶同意电子送达", "配偶要求纸质送达"} <= {*hers} and not {"配偶同意电子送达", "配偶要求纸质送达"} & {*his}


def test_each_reads_where_paper_comes_and_what_the_other_way_means_before_they_choose(api, spouse, ended, choose):
    def way():
        (shown,) = api("GET", f"/v1/applications/{ended}/track", who=spouse).body["deliveries"]
        return shown["text"], shown["other"]

    on_paper = "纸质送达：在兰州住房公积金管理中心的窗口交付，或者邮寄到申请表所填的本人住址"
    assert way() == (on_paper, text("DELIVERY_AGREED"))
    people = casefile.load(ended).form["people"]
    handed_in(ended, people=[{**one, "address": ""} for one in people])
    assert "身份证件所载住址" in way()[0]
    handed_in(ended, people=people)
    choose(spouse, "choose-0000001", True)
    assert on_paper in way()[1]


def test_at_the_window_who_is_there_chooses(api, login, ended):
    present(ended, "spouse")
    body = {"electronic": True, "person": "spouse"}
    path = f"/v1/applications/{ended}/delivery"
    assert api("POST", path, body, login("clerk"), idempotency_key="choose-0000001").status == 201
    assert delivering.agreed(casefile.load(ended)) == ["spouse"]


def test_who_chooses_is_who_that_party_is_by_then_or_nothing_is_written(ended):
    read = casefile.load(ended)
    put(ended, people={**read.people, "person_9": "spouse"})
    with pytest.raises(Contended):
        delivering.choose(read, "spouse", read.parties["spouse"], "depositor:x", {}, {}, electronic=True)
    assert casefile.load(ended).deliveries == {}


def test_what_a_borrower_said_in_so_many_words_stands_whatever_the_draft_ticks(draft):
    case = casefile.load(draft)
    ticked = {**case.form, "declarations": ["E_DELIVERY"]}
    assert delivering.by_form(case, ticked, "depositor:x", {})["deliveries"]["borrower"].is_electronic
    on_paper = {"borrower": Delivery(False, clock.stamp(), case.applicant, "depositor:x")}
    assert delivering.by_form(replace(case, deliveries=on_paper), ticked, "depositor:x", {}) == {}


def test_the_tick_of_a_form_is_the_borrowers_and_another_person_under_a_key_has_agreed_to_nothing(submitted):
    case = casefile.load(submitted)
    ticked = {**case.form, "declarations": [*case.form["declarations"], "E_DELIVERY"]}
    changes = delivering.by_form(case, ticked, "depositor:x", {"session": "s"})
    put(submitted, **changes)
    assert delivering.agreed(casefile.load(submitted)) == ["borrower"]
    assert delivering.by_form(case, case.form, "depositor:x", {}) == {}
    hers = Delivery(True, clock.stamp(), "somebody-else", "depositor:x")
    put(submitted, deliveries={"borrower": changes["deliveries"]["borrower"], "spouse": hers})
    assert delivering.agreed(casefile.load(submitted)) == ["borrower"]
    put(submitted, deliveries={}, form=ticked)
    assert delivering.agreed(casefile.load(submitted)) == [], "a tick that was only saved"
    put(submitted, application={**case.as_sealed, "declarations": ticked["declarations"]})  # of an earlier release
    assert delivering.agreed(casefile.load(submitted)) == ["borrower"]


def test_who_has_no_address_in_the_form_is_sent_papers_to_that_of_their_identity_card_where_they_want_it(send, ended):
    handed_in(ended, people=[{**one, "address": ""} for one in casefile.load(ended).form["people"]])
    assert send().body["defects"][0]["code"] == "NO_ADDRESS"
    assert send(key="send-0000002", by_id_card=True).body["to"] == "id_card"


def test_nobody_opens_the_letter_of_another_party_or_what_there_is_not(api, borrower, login, ended):
    for paper in (HERS["sha256"], "0" * 64):
        assert api("GET", f"/v1/applications/{ended}/results/{paper}", who=borrower).status == 404
    assert (
        api("GET", f"/v1/applications/{ended}/results/{COMMON['sha256']}", who=login("depositor", OTHER)).status == 404
    )
    handing.by_page(casefile.load(ended), "borrower", "person_1", Paper(**HERS))
    assert not casefile.load(ended).handed and entries(ended) == []


def test_nothing_is_opened_that_the_ledger_does_not_know_of(api, borrower, ended, monkeypatch):
    monkeypatch.setattr(ledger, "append", lambda *_: (_ for _ in ()).throw(OSError))
    reply = api("GET", f"/v1/applications/{ended}/results/{COMMON['sha256']}", who=borrower)
    assert reply.status == 500 and "link" not in reply.body and not casefile.load(ended).handed


@pytest.fixture
def opens(api, ended):
    """A party opens a paper of theirs."""
    return lambda who, paper: api("GET", f"/v1/applications/{ended}/results/{paper['sha256']}", who=who).status


def test_two_who_are_handed_papers_at_once_are_both_written_down(ended, opens, borrower, spouse):
    read = casefile.load(ended)
    with overtaken(1, lambda: opens(spouse, HERS)):
        assert opens(borrower, HIS) == 200
    case = casefile.load(ended)
    assert [one.person for one in case.handed] == ["spouse", "borrower"]
    with pytest.raises(Contended):
        handing.record(read, case.handed[0])


def test_a_paper_that_comes_while_others_are_handed_over_stops_nobody_and_is_still_to_be_handed_out(
    ended, opens, borrower
):
    put(ended, results=[COMMON], deliveries={})
    read = casefile.load(ended)
    put(ended, results=[COMMON, HIS])
    handing.record(read, HandOut("one", "spouse", "person_2", "window", clock.stamp(), [COMMON["sha256"]]))
    assert opens(borrower, COMMON) == 200
    case = casefile.load(ended)
    assert [one.person for one in case.handed] == ["spouse", "borrower"]
    assert case.handing and [one.paper.sha256 for one in case.unhanded] == [HIS["sha256"]]


def test_a_paper_that_comes_while_somebody_chooses_how_papers_come_stops_nobody_and_nobodys_word_is_lost(
    api, borrower, spouse, ended
):
    put(ended, results=[COMMON], deliveries={})
    choose = lambda who: api("POST", f"/v1/applications/{ended}/delivery", {"electronic": True}, who).status  # noqa: E731

    def meanwhile():
        put(ended, results=[COMMON, HIS])
        assert choose(spouse) == 201

    with overtaken(1, meanwhile):
        assert choose(borrower) == 201
    case = casefile.load(ended)
    assert {key: one.is_electronic for key, one in case.deliveries.items()} == {"borrower": True, "spouse": True}
    assert [one.sha256 for one in case.results][1:] == [HIS["sha256"]]
    said = [one["subject"] for one in ledger.entries(ended) if one.get("kind") == "delivery"]
    assert {*said} == {"borrower", "spouse"}, "each says it before it is written, as often as others are faster"


def test_a_case_that_ends_while_papers_are_handed_over_stays_listed_for_what_nobody_has(ended):
    """While it runs a letter to who agreed to have it online is on nobody's list; once it has ended it is, until somebody has it."""
    agreed = Delivery(True, clock.stamp(), casefile.load(ended).parties["borrower"], "depositor:x")
    put(ended, status="REVIEWING", results=[COMMON, HIS], deliveries={"borrower": agreed})
    read = casefile.load(ended)
    assert [one.paper.sha256 for one in read.unhanded] == [COMMON["sha256"]]
    put(ended, status="REFUSED")
    handing.record(read, HandOut("one", "spouse", "person_2", "window", clock.stamp(), [COMMON["sha256"]]))
    case = casefile.load(ended)
    assert case.handing and [one.paper.sha256 for one in case.unhanded] == [HIS["sha256"]]


def test_a_case_comes_into_the_list_with_an_end_that_brings_no_paper_of_its_own(to_do, ended):
    his, hers = agreed(ended)
    put(ended, status="REVIEWING", results=[COMMON], deliveries={"borrower": his, "spouse": hers}, handing="")
    assert to_do() == {}
    put(ended, status="WITHDRAWN")
    assert to_do() == {ended: [("voucher.pdf", None)]}


def test_the_list_holds_what_each_on_paper_was_not_handed_until_all_is(api, login, collect, send, to_do, ended):
    assert to_do() == {
        ended: [("voucher.pdf", None), ("refused-spouse.pdf", "spouse"), ("refused-borrower.pdf", "borrower")]
    }
    present(ended, "borrower")
    collect()
    (row,) = api("GET", "/v1/handouts", who=login("clerk")).body["items"]
    assert [(one["name"], one["text"]) for one in row["papers"]] == [
        ("voucher.pdf", "配偶（共同借款人）"), ("refused-spouse.pdf", "配偶（共同借款人）"),
    ] and row["on_paper"] == ["配偶（共同借款人）"]  # fmt: skip
    send()
    assert to_do() == {} and casefile.load(ended).handing == ""


def test_the_list_is_of_ones_own_centre(to_do, login, ended):
    assert to_do(login("clerk", "clerk-7", "620200")) == {}
    assert [*to_do(login("supervisor"))] == [ended]


def test_a_case_comes_into_the_list_with_its_end_but_for_what_was_opened_before(submitted, to_do, monkeypatch):
    for name in ("report_case", "notify"):
        monkeypatch.setattr(province, name, lambda *_: None)
    put(submitted, results=[COMMON])
    handing.by_page(casefile.load(submitted), "spouse", "person_2", Paper(**COMMON))
    closing.end(casefile.load(submitted), "close", Status.WITHDRAWN, [Paper(**COMMON), Paper(**HIS)])
    assert to_do() == {submitted: [("voucher.pdf", None), ("refused-borrower.pdf", "borrower")]}
    put(submitted, deliveries=dict(zip(("borrower", "spouse"), agreed(submitted), strict=True)))
    assert to_do() == {submitted: [("refused-borrower.pdf", "borrower")]}


def test_who_asked_for_paper_stays_in_the_list_until_that_very_party_has_it_on_paper(
    api, spouse, choose, send, to_do, ended
):
    his, hers = agreed(ended)
    put(ended, results=[COMMON], deliveries={"borrower": his, "spouse": hers})
    handing.by_page(casefile.load(ended), "borrower", "person_1", Paper(**COMMON))
    assert to_do() == {} and casefile.load(ended).handing == ""
    assert choose(spouse, "choose-0000001", False).status == 201
    assert to_do() == {ended: [("voucher.pdf", None)]}
    handing.by_page(casefile.load(ended), "spouse", "person_2", Paper(**COMMON))
    assert to_do() == {ended: [("voucher.pdf", None)]}
    assert send().status == 201 and to_do() == {}


def test_a_paper_of_a_running_case_is_in_the_list_for_who_is_on_paper_alone(to_do, choose, spouse, ended):
    his, hers = agreed(ended)
    put(ended, status="CORRECTION", results=[], handing="", deliveries={"borrower": his, "spouse": hers})
    paper = Paper("correction-1.pdf", "k", "8" * 64)
    put(ended, results=[paper])
    assert to_do() == {}
    put(ended, results=[paper], deliveries={"borrower": his})
    assert to_do() == {ended: [("correction-1.pdf", None)]}
    handing.by_page(casefile.load(ended), "spouse", "person_2", paper)
    assert to_do() == {} and casefile.load(ended).handing == ""


@pytest.mark.parametrize("others", [0, 40])
def test_a_page_of_the_list_takes_the_same_calls_however_many_there_are(to_do, api, login, ended, others, platform):
    (model,) = [item for item in platform.items("cases") if item["id"]["S"] == ended]
    for number in range(others):
        platform.client("dynamodb").put_item(TableName="anju-cases", Item={**model, "id": {"S": f"{number:032}"}})
    who = login("clerk")
    with watching() as watch, acting_as("api"):
        assert len(to_do(who)) == others + 1
    assert len([call for call in watch.calls if "dynamodb" in str(call)]) <= 5
    assert api("GET", "/v1/handouts?cursor=eyJpZCI6MX0", who=who).body["code"] == "BAD_CURSOR"


def test_a_letter_that_reached_somebody_else_is_still_to_be_handed_to_its_party():
    wrong = HandOut("x", "borrower", "person_1", "window", "", [HERS["sha256"]])
    papers = [Paper(**HERS), Paper(**HIS)]
    assert [one.paper for one in left(papers, [wrong], Parties({}, {}), ended=True)] == papers
    owners = Paper("released-co_owner_1.pdf", "k", "9" * 64, "co_owner_1")
    theirs = HandOut("y", "co_owner_1", "person_3", "window", "", [owners.sha256])
    assert left([owners], [theirs], Parties({}, {}), ended=True) == []


def test_a_paper_another_has_taken_the_place_of_is_handed_to_nobody_any_more():
    papers = [Paper(**COMMON, replaced=True), Paper(**{**COMMON, "sha256": "8" * 64})]
    for ended in (True, False):
        assert [one.paper for one in left(papers, [], Parties({"spouse": "person_2"}, {}), ended=ended)] == papers[1:]


def test_what_everybody_gets_is_to_be_handed_out_while_nobody_but_a_co_owner_has_it():
    contract = Paper("contract.pdf", "k", "c" * 64)
    to_owner, to_spouse = (
        HandOut(key, key, f"person_{key}", "window", "", [contract.sha256]) for key in ("co_owner_1", "spouse")
    )
    assert [one.paper for one in left([contract], [to_owner], Parties({}, {}), ended=True)] == [contract]
    assert left([contract], [to_owner, to_spouse], Parties({}, {}), ended=True) == []


def test_what_another_paper_has_taken_the_place_of_is_handed_to_nobody():
    both = [Paper("acceptance.pdf", "k", "old", replaced=True), Paper("acceptance.pdf", "k", "new")]
    assert handing.of(SimpleNamespace(results=both), "borrower") == both[1:]
