"""Every question to an agency: which service, about whom, for which matter, in the place of which paper, and on whose consent or which law."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from chalicelib.agencies import (
    civil_affairs,
    credit_bureau,
    exchange,
    fund_core,
    housing,
    identity_platform,
    old_lender,
    police,
    province,
    queue_numbers,
    registry,
    seal,
    tax,
)
from chalicelib.domain.form.application import Consent
from chalicelib.errors import PreconditionFailed
from tests.given.answers import purpose
from tests.given.application import application, own_home, person, with_co_owner

NEW, OLD, OWN = application(), application(kind="existing"), own_home()
HE, SHE = NEW.people
OWNER = with_co_owner(NEW).co_owners[0]
LENT = own_home(person("borrower"), person("spouse"), old={"borrower": "spouse"})
DAY, NAME, NUMBER = date(2026, 3, 2), "周小安", "620102201806150118"
LAWS = {"mortgage": "民法典 402", "lent": "建金〔2014〕148号", "old": "民法典 524"}


class Asked(Exception):
    """What an agency was about to be asked."""


def allowed(*, consents=True):
    """A purpose of a case in which everybody has consented to everything, as guardian too; or nobody to anything."""
    given = [
        Consent(f"{one.key}-{use}", one.key, use, "", "e" * 64, True) for one in (HE, SHE) for use in ("data", "credit")
    ]
    return replace(
        purpose(NEW),
        consents=(*given, Consent("co_owner_1-identity", "co_owner_1", "identity", "")) if consents else (),
    )


@pytest.fixture
def question(monkeypatch):
    """The call that an act makes: its service, its params and its purpose."""

    def call(service, params, use, read):
        raise Asked(service, params, use)

    def asked(loan, on, use):
        raise Asked("old_lender", loan, use)

    monkeypatch.setattr(exchange, "call", call)
    monkeypatch.setattr(old_lender, "_asked", asked)

    def of(act, given):
        with pytest.raises(Asked) as made:
            act(given)
        return made.value.args

    return of


ON_CONSENT = {
    "who he is": (lambda use: police.verify(HE, use), police.VERIFY, "borrower", "M2", "A02", "borrower-data"),
    "who she is": (lambda use: police.verify(SHE, use), police.VERIFY, "spouse", "M2", "A02", "spouse-data"),
    "who the co-owner is": (lambda use: police.verify(OWNER, use), police.VERIFY, "co_owner_1", "M2", "A02", "co_owner_1-identity"),
    "her children": (lambda use: police.children_of("spouse", SHE.name, SHE.id_number, use), police.CHILDREN, "spouse", "M2", "", "spouse-data"),
    "their marriage": (lambda use: civil_affairs.marriage(NEW, use), civil_affairs.RECORDS, "borrower", "M3", "A04", "borrower-data"),
    "her status": (lambda use: civil_affairs.status_of("spouse", SHE.name, SHE.id_number, use), civil_affairs.RECORDS, "spouse", "M3", "", "spouse-data"),
    "her account": (lambda use: fund_core.account(SHE, use), fund_core.ACCOUNT, "spouse", "M1", "C01", "spouse-data"),
    "her loans": (lambda use: fund_core.account(replace(SHE, is_depositor=False), use), fund_core.ACCOUNT, "spouse", "M1", "", "spouse-data"),
    "for her form": (lambda use: fund_core.known_of("spouse", SHE.name, "01", SHE.id_number, use), fund_core.ACCOUNT, "spouse", "M1", "", "spouse-data"),
    "her certificate": (lambda use: fund_core.certificate(SHE, use), fund_core.CERTIFICATE, "spouse", "M11", "D01", "spouse-data"),
    "her credit": (lambda use: credit_bureau.report(SHE, use), credit_bureau.REPORT, "spouse", "M6", "A05", "spouse-credit"),
    "a new home's contract": (lambda use: housing.contract(NEW, use), housing.CONTRACT, "home", "M4", "B01", "borrower-data"),
    "a resale's contract": (lambda use: housing.contract(OLD, use), housing.CONTRACT, "home", "M4", "B02", "borrower-data"),
    "her contract": (lambda use: housing.filed("HT-1", "620100", "spouse", SHE.id_number, use), housing.CONTRACT, "home", "M4", "", "spouse-data"),
    "what she bought": (lambda use: housing.bought_by(NEW, "spouse", use), housing.BUYER, "spouse", "M7", "", "spouse-data"),
    "what her child bought": (lambda use: housing.filed_for(NAME, NUMBER, "spouse", use.of_child("child_1")), housing.BUYER, "spouse", "M7", "", "spouse-data"),
    "what she owns": (lambda use: registry.titles_of(NEW, "spouse", use), registry.TITLES, "spouse", "M7", "", "spouse-data"),
    "what her child owns": (lambda use: registry.held_by(NAME, NUMBER, "spouse", use.of_child("child_1")), registry.TITLES, "spouse", "M7", "", "spouse-data"),
    "her dwellings": (lambda use: registry.homes_of("spouse", SHE.name, SHE.id_number, use), registry.TITLES, "spouse", "M7", "", "spouse-data"),
    "whose it is by now": (lambda use: registry.title_of("U1", "spouse", use), registry.UNIT, "spouse", "M7", "", "spouse-data"),
    "a new home": (lambda use: registry.unit(NEW.home, "U1", use), registry.UNIT, "home", "M7", "", "borrower-data"),
    "a resale": (lambda use: registry.unit(OLD.home, "U1", use), registry.UNIT, "home", "M7", "B04", "borrower-data"),
    "their own home": (lambda use: registry.unit(OWN.home, "U1", use), registry.UNIT, "home", "M7", "B08", "borrower-data"),
    "the deed tax": (lambda use: tax.receipt(OLD, use), tax.RECEIPT, "home", "M5", "B07", "borrower-data"),
    "his old loan": (lambda use: old_lender.check(OWN, use), "old_lender", "home", "M12", "D02", "borrower-data"),
    "her old loan": (lambda use: old_lender.check(LENT, use), "old_lender", "home", "M12", "D02", "spouse-data"),
    "her login": (lambda use: identity_platform.own("ticket", "spouse", use), identity_platform.OWN, "spouse", "M2", "", "spouse-data"),
}  # fmt: skip


@pytest.mark.parametrize("what", ON_CONSENT)
def test_a_question_rests_on_the_consent_of_whom_it_is_about_or_whose_home_it_is_and_on_nothing_else(question, what):
    act, service, subject, matter, material, consent = ON_CONSENT[what]
    asked, _, use = question(act, allowed())
    assert asked == service
    assert (use.subject, use.matter, use.material, use.consent, use.basis) == (subject, matter, material, consent, "")
    assert use.paper == ("e" * 64 if not consent.endswith("identity") else "")
    without = tuple(one for one in allowed().consents if one.id != consent)
    with pytest.raises(PreconditionFailed):
        act(replace(allowed(), consents=without))


BY_LAW = {
    "the mortgage": (
        lambda use: registry.apply_mortgage("1", NEW, "JK1", Decimal(1), (DAY, DAY), use, mortgagors=[HE]),
        registry.APPLY, "home", "M8", LAWS["mortgage"],
    ),
    "whether it is registered": (lambda use: registry.query_mortgage("1", use), registry.QUERY, "home", "M8", LAWS["mortgage"]),
    "its end": (lambda use: registry.discharge_mortgage("1", use), registry.DISCHARGE, "home", "M8", LAWS["mortgage"]),
    "a loan that is paid": (lambda use: fund_core.report_loan(SHE, "JK1", Decimal(1), DAY, use), fund_core.LOAN_BACK, "spouse", "M11", LAWS["lent"]),
    "what settles the old loan": (lambda use: old_lender.before_pay_out(LENT, use), "old_lender", "home", "M12", LAWS["old"]),
    "the case's state": (lambda use: province.report_case("3", {}, use), province.REPORT, "case", "M1", "办件全量回流"),
    "a message to her": (lambda use: province.notify("spouse", SHE.phone, "1", "t", use), province.MESSAGE, "spouse", "M1", "一次告知"),
    "a seal": (lambda use: seal.apply("e" * 64, "CONTRACT", use), seal.SEAL, "case", "M9", "GB/T 38540-2020"),
    "who stands at the window": (lambda use: identity_platform.present("c", "spouse", use), identity_platform.TERMINAL, "spouse", "M2", "窗口人证核验"),
}  # fmt: skip


@pytest.mark.parametrize("what", BY_LAW)
def test_what_is_told_and_asked_by_law_needs_nobodys_consent_and_says_about_whom_it_is_and_which_law(question, what):
    act, service, subject, matter, basis = BY_LAW[what]
    for given in (allowed(), allowed(consents=False)):
        asked, _, use = question(act, given)
        assert (asked, use.subject, use.matter, use.basis) == (service, subject, matter, basis)


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (lambda use: police.verify(OWNER, use), {"xm": OWNER.name, "sfzh": OWNER.id_number}),
        (lambda use: police.children_of("spouse", SHE.name, SHE.id_number, use), {"xm": SHE.name, "sfzh": SHE.id_number}),
        (lambda use: civil_affairs.marriage(NEW, use), {"name_man": HE.name, "cert_num_man": HE.id_number}),
        (lambda use: fund_core.account(SHE, use), {"xingming": SHE.name, "zjlx": "01", "zjhm": SHE.id_number}),
        (lambda use: fund_core.certificate(replace(SHE, deposit_centre="620200"), use), {"zjhm": SHE.id_number, "jcd": "620200", "gfd": "620100"}),
        (lambda use: fund_core.report_loan(replace(SHE, deposit_centre="620200"), "JK1", Decimal(1), DAY, use),
         {"zjhm": SHE.id_number, "jcd": "620200", "gfd": "620100", "dkhtbh": "JK1", "ffje": "1.00", "ffrq": "2026-03-02"}),
        (lambda use: fund_core.report_loan(SHE, "JK1", Decimal(1), DAY, use), {"jcd": "620100", "gfd": "620100"}),
        (lambda use: housing.contract(OLD, use), {"htbh": OLD.home.contract_number, "xzqh": OLD.home.city}),
        (lambda use: housing.bought_by(NEW, "spouse", use), {"gfrxm": SHE.name, "gfrzjh": SHE.id_number}),
        (lambda use: registry.titles_of(NEW, "spouse", use), {"qlrmc": SHE.name, "qlrzjh": SHE.id_number, "cxfw": "620000"}),
        (lambda use: registry.homes_of("spouse", SHE.name, SHE.id_number, use), {"qlrzjh": SHE.id_number, "cxfw": "620000"}),
        (lambda use: registry.unit(OLD.home, "U2", use), {"bdcdyh": "U2"}),
        (lambda use: tax.receipt(OLD, use), {"HTBH": OLD.home.contract_number, "QXDM": OLD.home.city}),
        (lambda use: credit_bureau.report(SHE, use), {"name": SHE.name, "id_number": SHE.id_number, "authorisation": "spouse-credit"}),
        (lambda use: province.notify("spouse", SHE.phone, "m1", "t", use), {"messageId": "m1", "phone": SHE.phone, "text": "t"}),
        (lambda use: province.report_case("11", {"granted": "d"}, use), {"projNo": "1" * 43, "state": "11", "moments": {"granted": "d"}}),
        (lambda use: seal.apply("e" * 64, "CONTRACT", use), {"sha256": "e" * 64, "document": "CONTRACT", "owner": "620100"}),
        (lambda use: registry.apply_mortgage("1", NEW, "JK1", Decimal(5), (DAY, date(2056, 3, 2)), use, mortgagors=[SHE, OWNER]),
         {"bdbzzqse": "5.00", "zwlxqssj": "2026-03-02", "zwlxjssj": "2056-03-02", "qlr": "620100", "dysw": "1", "djlx": "0304",
          "ywr": [{"mc": one.name, "zjh": one.id_number, "dh": one.phone} for one in (SHE, OWNER)]}),
        (lambda _: queue_numbers.call("620100", "1", "C001", "r", again=True), {"centre": "620100", "counter": "1", "request": "r", "again": True}),
        (lambda _: identity_platform.identify("wechat", "c", "d"), {"channel": "wechat", "code": "c", "device": "d"}),
        (lambda use: identity_platform.present("c", "spouse", replace(use, operator="C001")), {"code": "c", "operator": "C001"}),
    ],
)  # fmt: skip
def test_an_agency_is_told_the_name_number_and_place_of_whom_and_what_it_is_asked_about(question, act, said):
    _, params, _ = question(act, allowed())
    assert {name: params[name] for name in said} == said


@pytest.mark.parametrize("built", [None, 2024])
@pytest.mark.parametrize("kind", ["new", "existing", "own"])
def test_a_new_homes_mortgage_is_registered_beforehand_and_behind_another_where_it_is_told_to(question, kind, built):
    of = replace(NEW, home=replace(NEW.home, kind=kind, completed_year=built))
    _, params, _ = question(
        lambda use: registry.apply_mortgage("1", of, "JK1", Decimal(1), (DAY, DAY), use, mortgagors=[HE], rank=2),
        allowed(),
    )
    assert (params["djlx"], params["dysw"]) == ("0304" if kind == "new" else "0201", "2")


@pytest.mark.parametrize("answer", ["0", "", "2", None])
def test_a_message_or_report_that_was_not_taken_is_not_delivered(monkeypatch, answer):
    monkeypatch.setattr(exchange, "call", lambda service, params, use, read: read({"accepted": answer}))
    for act in (
        lambda: province.notify("spouse", "1", "1", "t", allowed()),
        lambda: province.report_case("3", {}, allowed()),
    ):
        with pytest.raises(ValueError, match="accepted"):
            act()
    monkeypatch.setattr(exchange, "call", lambda service, params, use, read: read({}))
    with pytest.raises(LookupError):
        province.report_case("3", {}, allowed())
    monkeypatch.setattr(exchange, "call", lambda service, params, use, read: read({"accepted": "1"}))
    assert province.report_case("3", {}, allowed()) is None


@pytest.mark.parametrize("lacks", ["signature", "certificate", "sealed_at"])
def test_what_lacks_its_signature_certificate_or_moment_is_no_seal(monkeypatch, lacks):
    whole = {"signature": "s", "certificate": "c", "sealed_at": "2026-03-02T00:00:00.000Z"}
    for answer in (whole, {name: said for name, said in whole.items() if name != lacks}):
        monkeypatch.setattr(exchange, "call", lambda service, params, use, read, answer=answer: read(answer))
        if answer is whole:
            assert seal.apply("e" * 64, "CONTRACT", allowed()) == seal.Seal(*whole.values())
        else:
            with pytest.raises(LookupError):
                seal.apply("e" * 64, "CONTRACT", allowed())


@pytest.mark.parametrize(
    ("channel", "says", "level"),
    [
        *(
            (channel, "STRONG", "REAL_NAME") for channel in ("province", "wechat", "alipay")
        ),  # a login there proves no face
        *((channel, says, says) for channel in ("province", "wechat", "alipay") for says in ("REAL_NAME", "LOGGED_IN")),
        *((channel, says, says) for channel in ("window", "desk") for says in ("STRONG", "REAL_NAME", "LOGGED_IN")),
    ],
)
def test_a_login_is_as_sure_as_its_provider_says_and_no_surer_than_one_of_its_channel_can_be(
    monkeypatch, channel, says, level
):
    told = {
        "audience": "clerk" if channel in ("window", "desk") else "depositor",
        "channel": channel,
        "level": says,
        "method": "m",
    }
    monkeypatch.setattr(exchange, "call", lambda service, params, use, read: read(told))
    assert identity_platform.identify(channel, "c").level.name == level
