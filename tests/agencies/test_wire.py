"""Each agency's module against its simulator: request, signature, answer and meaning together."""

from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from chalicelib.agencies import (
    civil_affairs,
    credit_bureau,
    fund_core,
    home,
    housing,
    identity_platform,
    police,
    province,
    queue_numbers,
    registry,
    seal,
    tax,
)
from chalicelib.agencies.housing import answers as housing_answers
from chalicelib.domain.assurance import Level
from chalicelib.domain.form import normal
from chalicelib.errors import AgencyUnavailable, AnswerPending, PreconditionFailed
from chalicelib.trust.sessions import device_of
from infra.simulators import land
from tests.given.answers import purpose
from tests.given.application import of_sample

ACCOUNT = {8: "FUND_ACCOUNT_OFF_SITE"}
TERM = (date(2026, 11, 23), date(2056, 11, 23))


@pytest.mark.parametrize("number", range(1, 9))
def test_the_people_of_every_sample_are_who_they_say_and_have_their_accounts(world, number):
    asked = of_sample(number)
    for person in asked.people:
        assert police.verify(person, purpose(asked)).code == "IDENTITY_CONFIRMED"
        assert fund_core.account(person, purpose(asked)).code == ACCOUNT.get(number, "FUND_ACCOUNT_CONFIRMED")
        assert credit_bureau.report(person, purpose(asked)).code == "CREDIT_RECEIVED"


@pytest.mark.parametrize(
    ("number", "marriage", "homes", "defects"),
    [
        (1, "MARRIAGE_CONFIRMED", 0, []),
        (2, "MARRIAGE_CONFIRMED", 0, []),
        (3, "MARRIAGE_NO_RECORD", 0, ["FILING_UNIT_MISMATCH"]),
        (4, "MARRIAGE_CONFIRMED", 2, []),
        (5, "MARRIAGE_CONFIRMED", 0, []),
        (6, "MARRIAGE_CONFIRMED", 0, []),
        (7, "MARRIAGE_CONFIRMED", 0, []),
        (8, "MARRIAGE_CONFIRMED", 0, []),
    ],
)
def test_the_agencies_say_of_every_sample_what_it_is_about(world, number, marriage, homes, defects):
    asked = of_sample(number)
    assert civil_affairs.marriage(asked, purpose(asked)).code == marriage
    found = home.check(asked, purpose(asked))
    assert (found.facts["homes_owned"], found.facts["defects"]) == (homes, defects)


def test_the_property_check_asks_about_both_spouses_on_their_own_consents(world):
    entries = []
    asked = of_sample(1)
    home.check(asked, purpose(asked, entries))
    assert [(entry["agency"], entry["subject"]) for entry in entries] == [
        ("housing", "home"), ("registry", "borrower"), ("housing", "borrower"), ("registry", "spouse"),
        ("housing", "spouse"), ("registry", "home"),
    ]  # fmt: skip
    assert entries[3]["consent"] == asked.consent("spouse", "data").id
    assert entries[0]["material"] == "B01"


def test_nobody_is_asked_for_the_contract_of_an_own_home_and_its_old_mortgage_is_known(world):
    entries = []
    asked = of_sample(7)
    found = home.check(asked, purpose(asked, entries))
    assert found.code == "TITLE_CONFIRMED"
    assert found.facts["mortgages"] == ["甘(2020)兰州市不动产证明第0000701号"]
    assert (found.facts["filed"], found.facts["regulated_account"], found.facts["completed_year"]) == (False, "", 2018)
    assert "M4" not in {entry["matter"] for entry in entries}
    assert ("registry", "B08") in {(entry["agency"], entry["material"]) for entry in entries}


NEIGHBOUR = of_sample(2).home


@pytest.mark.parametrize(
    ("number", "home_of", "code"),
    [
        (1, {"contract_number": "LZ2026CL999999", "unit_number": NEIGHBOUR.unit_number}, "FILING_NOT_FOUND"),
        (
            1,
            {"contract_number": NEIGHBOUR.contract_number, "unit_number": NEIGHBOUR.unit_number},
            "FILING_BUYER_MISMATCH",
        ),
        (7, {"unit_number": NEIGHBOUR.unit_number}, "TITLE_OWNER_MISMATCH"),
    ],
    ids=["an invented contract", "a neighbour's contract", "a neighbour's home as one's own"],
)
def test_the_registry_is_never_asked_about_a_home_nothing_ties_to_a_party(world, number, home_of, code):
    entries, asked = [], of_sample(number)
    asked = replace(asked, home=replace(asked.home, **home_of))
    found = home.check(asked, purpose(asked, entries))
    theirs = number == 1  # what they bought themselves, and say nothing of, is asked about
    assert world.journal()["inquiries"]["registry"] == len(asked.people) + theirs
    assert ("registry", "home") not in {(entry["agency"], entry["subject"]) for entry in entries}
    assert code in (found.code, *found.facts["defects"])
    assert {"seized", "mortgaged", "mortgages", "completed_year"}.isdisjoint(found.facts)


def test_the_deposit_centre_certifies_what_it_keeps_and_nothing_else(world):
    entries = []
    asked = of_sample(8)
    found = fund_core.certificate(asked.borrower, purpose(asked, entries))
    assert (found.check, found.subject, found.code) == ("off_site", "borrower", "OFF_SITE_CERTIFIED")
    assert found.facts["consecutive_months"] == 66
    assert found.facts["centre"] == "610100"
    assert [(entry["matter"], entry["material"]) for entry in entries] == [("M11", "D01")]
    elsewhere = of_sample(8, people__0__deposit_centre="610300")
    assert fund_core.certificate(elsewhere.borrower, purpose(elsewhere)).code == "OFF_SITE_NOT_FOUND"


def test_a_loan_is_reported_to_the_deposit_centre_once_on_its_legal_basis(world):
    entries = []
    asked = of_sample(8)
    for _ in range(2):
        fund_core.report_loan(asked.borrower, "JK1", Decimal("400000"), date(2026, 11, 23), purpose(asked, entries))
    assert world.journal()["loans_back"] == [
        {
            "contract_number": "JK1",
            "centre": "610100",
            "lent_at": "620100",
            "amount": "400000.00",
            "paid_on": "2026-11-23",
        }
    ]
    assert entries[0]["basis"] == "建金〔2014〕148号"


def test_tax_of_an_existing_home_is_pending_first(world):
    asked = of_sample(2)
    with pytest.raises(AnswerPending):
        tax.receipt(asked, purpose(asked))
    assert tax.receipt(asked, purpose(asked)).code == "TAX_PAID"


def test_asking_the_bureau_again_for_the_same_case_is_one_inquiry(world):
    asked = of_sample(1)
    first, again = (credit_bureau.report(asked.borrower, purpose(asked)) for _ in range(2))
    assert first == again
    assert len(world.journal()["credit_queries"]) == 1


def apply(asked, id="M1"):
    return registry.apply_mortgage(
        id, asked, "JK1", Decimal("500000"), TERM, purpose(asked), mortgagors=asked.people[:1]
    )


def test_a_mortgage_is_applied_for_once_however_often_it_is_asked(world):
    asked = of_sample(1)
    assert registry.query_mortgage("M1", purpose(asked)) is None
    first = apply(asked)
    assert (first.apply_biz_id, first.status) in {("M1", "PENDING"), ("M1", "DONE")}
    apply(asked)
    (made,) = world.journal()["mortgages"]
    assert (made["kind"], made["amount"], made["unit"]) == ("0304", "500000.00", asked.home.unit_number)
    assert made["mortgagors"] == [asked.borrower.id_number]


@pytest.mark.parametrize(("kind", "sort"), [("new", "0304"), ("existing", "0201"), ("own", "0201")])
def test_a_home_not_built_yet_is_registered_beforehand_and_any_other_for_good(monkeypatch, kind, sort):
    told, asked = [], of_sample(1, home__kind=kind)
    made = registry.Mortgage("JKM1", "PENDING")
    monkeypatch.setattr(registry.exchange, "call", lambda service, params, *_: told.append(params) or made)
    registry.apply_mortgage(
        "JKM1", asked, "JK1", Decimal("400000"), TERM, purpose(asked), mortgagors=asked.people[1:], rank=2
    )
    who = asked.people[1]
    assert told == [
        {
            "apply_biz_id": "JKM1", "djlx": sort, "htbh": asked.home.contract_number, "dkhtbh": "JK1",
            "bdcdyh": asked.home.unit_number, "dysw": "2", "bdbzzqse": "400000.00", "zwlxqssj": "2026-11-23",
            "zwlxjssj": "2056-11-23", "qlr": "620100", "ywr": [{"mc": who.name, "zjh": who.id_number, "dh": who.phone}],
        }
    ]  # fmt: skip


def test_an_application_the_registry_does_not_know_right_after_it_was_made_was_not_taken(monkeypatch):
    monkeypatch.setattr(registry.exchange, "call", lambda *of: of[-1]({}))
    with pytest.raises(AgencyUnavailable):
        apply(of_sample(1))


@pytest.mark.parametrize(("kind", "replaced"), [("new", ""), ("existing", "B04"), ("own", "B08")])
def test_what_the_registry_tells_of_a_home_takes_the_place_of_the_title_that_is_asked_for_of_such_a_home(
    monkeypatch, kind, replaced
):
    asked, uses = of_sample(1, home__kind=kind), []
    monkeypatch.setattr(registry.exchange, "call", lambda *of: uses.append(of[2]))
    registry.unit(asked.home, asked.home.unit_number, purpose(asked))
    (use,) = uses
    assert (use.subject, use.matter, use.material) == ("home", "M7", replaced)
    assert use.consent == asked.consent("borrower", "data").id


def test_discharging_takes_the_mortgage_away_and_may_be_repeated(world):
    asked = of_sample(1)
    assert registry.discharge_mortgage("M1", purpose(asked)) is None
    apply(asked)
    for _ in range(2):
        assert registry.discharge_mortgage("M1", purpose(asked)).status == "CANCELLED"
    assert registry.unit(asked.home, asked.home.unit_number, purpose(asked)).mortgages == frozenset()


def test_a_registry_write_rests_on_its_legal_basis_and_not_on_a_consent(world):
    entries = []
    asked = of_sample(1)
    registry.query_mortgage("M1", purpose(asked, entries))
    assert (entries[0]["consent"], entries[0]["basis"]) == ("", "民法典 402")


def test_the_same_hash_gets_the_same_seal(world):
    asked = of_sample(1)
    first, again = (seal.apply("ab" * 32, "CONTRACT", purpose(asked)) for _ in range(2))
    assert first == again
    assert len(world.journal()["seals"]) == 1


def test_a_message_arrives_once_and_a_report_is_kept_by_state(world):
    asked = of_sample(1)
    for _ in range(2):
        province.notify("borrower", asked.borrower.phone, "case-1.told", "请签署合同", purpose(asked))
        province.report_case("11", {"accepted": "2026-11-23T10:00:00.000Z"}, purpose(asked))
    journal = world.journal()
    assert [message["phone"] for message in journal["messages"]] == [asked.borrower.phone]
    assert [report["state"] for report in journal["reports"]] == ["11"]


def test_a_hall_calls_one_number_for_one_request_to_the_counter_that_asked_and_the_same_once_more_when_it_is_told_to(
    world,
):
    def called(counter, request, again=False):
        return queue_numbers.call("620100", counter, "W001", request, again=again)

    first = called("3", "a")
    assert (first.number, first.waiting) == ("A001", 4)
    assert called("3", "a") == called("3", "b", again=True) == first
    assert called("4", "c").number == "A002"
    assert queue_numbers.stands("620100", "3", "W001") == queue_numbers.Stand(3, "A001")
    assert [called("4", each).number for each in "defg"] == ["B001", "A003", "B002", None]
    assert queue_numbers.stands("620200", "3", "W001") == queue_numbers.Stand(5, None), "each centre has its own hall"


CODES = {"wechat": "code-zhou-zian", "alipay": "alipay-zhou-zian", "province": "province-zhou-zian"}


@pytest.mark.parametrize("channel", CODES)
def test_each_channels_provider_knows_its_own_codes_alone_and_says_who_came_and_how_surely(world, channel):
    borrower = of_sample(1).borrower
    who = identity_platform.identify(channel, CODES[channel])
    assert (who.audience, who.name, who.id_number, who.phone) == (
        "depositor", borrower.name, borrower.id_number, borrower.phone,
    )  # fmt: skip
    assert (who.channel, who.level, who.method) == (channel, Level.REAL_NAME, "real_name")
    foreign = [code for other, code in CODES.items() if other != channel]
    assert [identity_platform.identify(channel, code) for code in (*foreign, "nobody", "code-reviewer-1")] == [None] * 4


def test_who_has_verified_no_name_is_an_account_of_the_channel_and_no_person(world):
    guest = identity_platform.identify("wechat", "guest-1")
    assert (guest.level, guest.id_number, len(guest.account)) == (Level.LOGGED_IN, "", 28)


def test_staff_are_known_on_the_devices_registered_for_them_which_say_where_they_are(world):
    desk, window, other = (device_of(name) for name in ("terminal-clerk-1", "window-clerk-1", "terminal-clerk-2"))
    found = {device: identity_platform.identify("desk", "code-clerk-1", device) for device in (desk, window)}
    assert {who.channel: (who.staff, who.centre, who.level, who.device) for who in found.values()} == {
        "desk": ("C001", "620100", Level.STRONG, desk),
        "window": ("C001", "620100", Level.STRONG, window),
    }
    assert identity_platform.identify("desk", "weak-clerk-1", desk).level is Level.LOGGED_IN
    assert [identity_platform.identify("desk", "code-clerk-1", device) for device in (other, "")] == [None] * 2


def test_a_live_face_proves_whose_it_is_and_a_login_code_nobodys(world):
    proof = identity_platform.prove("alipay", "live-zhou-zian")
    assert (proof.channel, proof.level, proof.method) == ("alipay", Level.STRONG, "face")
    assert proof.id_number == of_sample(1).borrower.id_number
    assert [identity_platform.prove("wechat", code) for code in ("code-zhou-zian", "live-nobody")] == [None] * 2


@pytest.mark.parametrize("word", [{"level": "CERTAIN"}, {"channel": "pigeon"}, {"audience": "king"}, {"level": None}])
def test_a_word_of_a_provider_that_nobody_declared_is_no_answer(word):
    said = {"audience": "depositor", "channel": "wechat", "level": "STRONG", "method": "face", "id_number": "x"}
    assert identity_platform._subject(said).level is Level.REAL_NAME, "a login is never more than its channel's"
    with pytest.raises((LookupError, ValueError)):
        identity_platform._subject({**said, **word})


def test_a_windows_terminal_says_who_was_there_and_the_use_is_told(world):
    entries = []
    asked = replace(purpose(of_sample(1), entries), operator="C001", consents=())
    seen = identity_platform.present("face-lin-shuning", "spouse", asked)
    assert (seen.id_number, seen.method) == ("620102199608200225", "id_card_and_face")
    assert seen.terminal and seen.at and len(seen.evidence) == 64
    assert identity_platform.present("face-nobody", "spouse", asked) is None
    assert {(entry["subject"], entry["basis"], entry["operator"]) for entry in entries} == {
        ("spouse", "窗口人证核验", "C001")
    }


def own(asked, entries, key="borrower"):
    """A purpose that rests on one person's consents alone."""
    use = purpose(asked, entries)
    return replace(use, consents=tuple(one for one in use.consents if one.person == key))


def test_a_login_is_asked_once_more_who_is_behind_it_by_its_ticket(world):
    entries = []
    asked = of_sample(1)
    ticket = identity_platform.identify("wechat", "code-zhou-zian").ticket
    told = identity_platform.own(ticket, "borrower", own(asked, entries))
    assert (told.name, told.id_number, told.phone) == (
        asked.borrower.name, asked.borrower.id_number, asked.borrower.phone,
    )  # fmt: skip
    assert identity_platform.own("nobodys", "borrower", own(asked, entries)) is None
    assert {(one["agency"], one["subject"]) for one in entries} == {("identity_platform", "borrower")}


def test_each_tells_a_person_what_concerns_themselves(world):
    entries = []
    asked = of_sample(1)
    who = (asked.borrower.name, asked.borrower.id_number)
    assert civil_affairs.status_of("borrower", *who, own(asked, entries)) == "married"
    account = fund_core.known_of("borrower", who[0], "01", who[1], own(asked, entries))
    assert (account["person.deposit_centre"], account["deposit_base"], account["unsettled_loan"]) == (
        "620100", "15000.00", False,
    )  # fmt: skip
    home = asked.home
    told = housing.filed(home.contract_number, home.city, "borrower", who[1], own(asked, entries))
    assert (told["home.price"], told["home.area"], told["home.seller.number"]) == (
        "900000.00",
        "98.50",
        home.seller.number,
    )
    assert housing.filed(home.contract_number, home.city, "borrower", "110105194912310021", own(asked, entries)) is None
    assert registry.homes_of("borrower", *who, own(asked, entries)) == []
    assert {one["subject"] for one in entries} == {"borrower", "home"} and {one["material"] for one in entries} == {""}


def test_of_the_titles_a_registry_tells_nobody_is_shown_anothers_nor_what_was_theirs_or_is_no_home(monkeypatch):
    mine = "110105194912310048"
    rows = [
        ("110105194912310021", "住宅", "现势"),
        (mine, "住宅", "现势"),
        (mine, "住宅", "历史"),
        (mine, "车位", "现势"),
    ]
    owned = [{"title_number": f"甘{place}", "unit_number": f"U{place}", "owners": [{"id_number": owner}], "use": use, "status": status} for place, (owner, use, status) in enumerate(rows, 1)]  # fmt: skip
    monkeypatch.setattr(registry.exchange, "call", lambda *of: of[-1]({"houses": owned}))
    told = registry.homes_of("borrower", "某人", mine, own(of_sample(1), []))
    assert [one.number for one in told] == ["甘2"]


def test_nobody_is_asked_about_another_on_ones_own_consent(world):
    asked = of_sample(1)
    spouse = asked.people[1]
    who = ("spouse", spouse.name, spouse.id_number)
    for ask, of in (
        (civil_affairs.status_of, who),
        (fund_core.known_of, (*who[:2], "01", who[2])),
        (registry.homes_of, who),
    ):
        with pytest.raises(PreconditionFailed):
            ask(*of, own(asked, []))


def test_of_a_seller_who_is_a_person_a_contract_tells_the_buyer_nothing(world):
    asked = of_sample(2)
    told = housing.filed(
        asked.home.contract_number, asked.home.city, "borrower", asked.borrower.id_number, own(asked, [])
    )
    assert told.keys() == {"home.unit_number", "home.price", "home.location"}


@pytest.mark.parametrize(
    ("number", "told"),
    [("91620100MA0000001F", True), ("620103198512032126", False), ("110105194912310021", False), ("", False)],
)
def test_only_a_seller_whose_number_is_an_organisations_is_named(number, told):
    row = {
        "htbh": "C1", "bazt": "1", "barq": "2026-10-15", "bdcdyh": "U1", "htje": "1.00", "jgzh": "6222", "buyers": [{"zjh": "B1"}],
        "sfrmc": "示例卖方", "sfrzjh": number,
    }  # fmt: skip
    known = housing_answers.particulars({"contracts": [row]}, "C1", "B1")
    assert ("home.seller_name" in known) == ("home.seller.number" in known) == told


def test_of_the_spouse_the_register_is_asked_for_a_divorce_before_this_marriage_and_a_person_looks_at_a_late_one(world):
    asked, entries, kept = of_sample(1), [], world.server.province.marriages
    theirs = next(one for one in kept if asked.borrower.id_number in one.values())
    before = {
        **theirs,
        "cert_num_man": "110105194912310021",
        "name_man": "某人",
        "op_type": "IB",
        "op_date": "2026-10-10 09:00:00",
    }
    kept[:] = [before, {**theirs, "op_date": "2026-11-20 09:00:00"}]
    facts = civil_affairs.marriage(asked, purpose(asked, entries)).facts
    assert (facts["status"], facts.get("divorced_on"), facts["spouse_divorced_on"]) == ("married", None, "2026-10-10")
    assert [one["subject"] for one in entries] == ["borrower", "spouse"]
    assert entries[1]["consent"] == asked.consent("spouse", "data").id


@pytest.mark.parametrize("looks_by_both", [True, False])
def test_what_a_register_keeps_under_a_number_of_fifteen_digits_is_found_in_the_same_question_or_else_by_one_more(
    world, monkeypatch, looks_by_both
):
    asked, province, entries = of_sample(1), world.server.province, []
    he = asked.borrower
    short = normal.former(he.id_number)
    marriage = next(one for one in province.marriages if he.id_number in one.values())
    marriage["cert_num_man"] = short
    titled, bought = province.homes[1], province.homes[2]
    titled["title"] = {**titled["title"], "owners": [short]}
    bought["filing"] = {**bought["filing"], "buyers": [short]}
    if not looks_by_both:
        monkeypatch.setattr(land, "numbers", lambda params, named: [params[named]])
    use = purpose(asked, entries)
    assert civil_affairs.marriage(asked, use).code == "MARRIAGE_CONFIRMED"
    assert civil_affairs.status_of("borrower", he.name, he.id_number, use) == "married"
    assert [one.unit_number for one in registry.titles_of(asked, "borrower", use)] == [titled["unit_number"]]
    assert [one.number for one in registry.homes_of("borrower", he.name, he.id_number, use)] == [
        titled["title"]["number"]
    ]
    assert bought["unit_number"] in [one.unit_number for one in housing.bought_by(asked, "borrower", use)]
    more = 1 if looks_by_both else 2
    assert Counter((one["agency"], one["subject"]) for one in entries) == {
        ("civil_affairs", "borrower"): 2 * more,
        ("civil_affairs", "spouse"): more,
        ("registry", "borrower"): 2 * more,
        ("housing", "borrower"): more,
    }


def test_what_a_register_keeps_under_both_numbers_is_read_once(world, monkeypatch):
    asked, province = of_sample(1), world.server.province
    theirs = next(one for one in province.marriages if asked.borrower.id_number in one.values())
    both = [theirs["cert_num_man"], normal.former(theirs["cert_num_man"])]
    monkeypatch.setattr(land, "numbers", lambda params, named: [params[named], *both])
    province.marriages.append({**theirs, "cert_num_man": both[1]})
    assert civil_affairs.marriage(asked, purpose(asked)).code == "MARRIAGE_CONFIRMED"


@pytest.mark.parametrize("answer", [{"records": [], "asked_by": None}, {"records": []}, []])
def test_an_answer_that_does_not_tell_by_which_numbers_it_looked_is_none_or_is_asked_for_again(
    world, monkeypatch, answer
):
    asked = of_sample(1)
    monkeypatch.setattr(world.server.agencies, "answer", lambda *_: answer)
    if answer == {"records": []}:
        assert civil_affairs.marriage(asked, purpose(asked)).code == "MARRIAGE_NO_RECORD"
        return
    with pytest.raises(AgencyUnavailable):
        civil_affairs.marriage(asked, purpose(asked))
