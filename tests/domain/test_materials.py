from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from chalicelib import messages, policy
from chalicelib.domain import lacking, materials
from chalicelib.domain.checks.evidence import Evidence
from chalicelib.domain.form.application import OldLoan
from chalicelib.domain.guide.materials import listed
from chalicelib.domain.guide.possible import of_kind
from chalicelib.domain.owed import offered
from chalicelib.domain.policy import Alternative, Kind, Material, Source

NO_RECORD = {"outcome": "not_found", "code": "MARRIAGE_NO_RECORD", "status": "unknown", "basis": "record"}


def needs(make, case, *instead, asked=True, policy=None):
    evidence = Evidence(case, make.findings(case, *instead)) if asked else None
    return {(n.code, n.subject): n for n in materials.needed(case, policy or make.policy, evidence)}


def to_bring(make, case, *instead, asked=True, policy=None):
    found = needs(make, case, *instead, asked=asked, policy=policy)
    return {place for place, need in found.items() if need.asked and not need.optional}


def existing(make, **changes):
    return make.application(kind="existing", home=replace(make.application().home, kind="existing"), **changes)


def transfer(make):
    home = replace(make.application().home, kind="own", seller=None)
    old = OldLoan("B01", "C", "borrower", home.seller, make.on, Decimal(500000), Decimal(300000))
    return make.application(kind="transfer_settle_first", home=home, old_loan=old)


def off_site(make, *people, **changes):
    return make.application(*people, kind="off_site", **changes)


def single(make, marital="10", **changes):
    return make.application(make.person("borrower", marital=marital), **changes)


@pytest.mark.parametrize(
    ("case", "brought"),
    [
        (lambda make: make.application(), {("B03", "home")}),
        (existing, {("B03", "home"), ("B06", "home")}),
        (
            lambda make: make.application(kind="combination", commercial_amount=Decimal(100000)),
            {("B03", "home"), ("D03", "case")},
        ),
        (transfer, {("D02", "case")}),
        (off_site, {("B03", "home")}),
    ],
    ids=["new", "existing", "combination", "transfer", "off_site"],
)
def test_only_what_no_agency_can_give_is_asked_of_the_person_before_and_after_they_answered(make, case, brought):
    assert to_bring(make, case(make), asked=False) == brought
    assert to_bring(make, case(make)) == brought


def test_every_person_is_named_for_what_is_about_each(make):
    case = make.application(make.person("borrower"), make.person("spouse"), make.person("co_borrower_1"))
    found = needs(make, case)
    for code in ("A02", "A05", "A06"):
        assert {subject for c, subject in found if c == code} == {"borrower", "spouse", "co_borrower_1"}


def test_what_the_platform_makes_is_held_once_that_person_consented(make):
    case = make.application()
    case = replace(case, consents=tuple(c for c in case.consents if (c.person, c.use) != ("spouse", "credit")))
    found = needs(make, case)
    assert found["A05", "borrower"].held and found["A06", "spouse"].held
    assert not found["A05", "spouse"].held and not found["A05", "spouse"].asked


def test_an_agency_that_did_not_answer_is_not_the_persons_business(make):
    silent = make.finding("marriage", "borrower", "unavailable", "MARRIAGE_UNAVAILABLE")
    need = needs(make, make.application(), silent)["A04", "borrower"]
    assert (need.mode, need.asked, need.held) == ("shared", False, False)


def test_the_single_without_a_record_sign_a_commitment_and_the_married_bring_a_certificate(make):
    nothing = make.finding("marriage", "borrower", **NO_RECORD)
    need = needs(make, single(make), nothing)["A04", "borrower"]
    assert (need.mode, need.commitment, need.held) == ("commitment", "SINGLE_STATUS", False)
    assert needs(make, single(make, commitments=("SINGLE_STATUS",)), nothing)["A04", "borrower"].held
    assert not needs(make, single(make, commitments=("ANOTHER",)), nothing)["A04", "borrower"].held
    married = needs(make, make.application(), nothing)["A04", "borrower"]
    assert (married.mode, married.asked, married.alternatives) == ("upload", True, ("结婚证",))


def test_whoever_the_register_still_says_is_married_brings_court_papers_and_no_commitment(make):
    stale = make.finding("marriage", "borrower", "not_found", "MARRIAGE_PAPERS_MISSING")
    need = needs(make, single(make, "40", commitments=("SINGLE_STATUS",)), stale)["A04", "borrower"]
    assert (need.mode, need.held) == ("upload", False)
    assert "人民法院离婚判决书或者调解书及生效证明" in need.alternatives
    assert "配偶死亡证明" not in need.alternatives
    assert needs(make, single(make, "40", documents=("B03", "A04")), stale)["A04", "borrower"].held


def test_of_who_does_not_say_where_they_deposit_the_kind_tells_for_the_borrower_alone(make):
    people = (make.person(key, deposit_centre=None) for key in ("borrower", "spouse"))
    assert [s for c, s in needs(make, off_site(make, *people)) if c == "D01"] == ["borrower"]


def test_another_partys_paper_is_asked_under_their_name(make):
    elsewhere = make.person("spouse", deposit_centre="110000")
    case = off_site(make, make.person("borrower", deposit_centre="620171"), elsewhere)
    assert [s for c, s in needs(make, case) if c == "D01"] == ["spouse"], "兰州新区 comes to Lanzhou: not elsewhere"
    nothing = replace(
        make.finding("tax", "home", "not_found", "OFF_SITE_NOT_FOUND"), check="off_site", subject="spouse"
    )
    assert ("D01", "spouse") in to_bring(make, case, nothing)
    evidence = Evidence(case, make.findings(case, nothing))
    assert [d.where for d in lacking.missing(case, make.policy, evidence)] == ["D01.spouse"]
    held = replace(case, documents={**case.documents, "D01.spouse": ("d2",)})
    assert lacking.missing(held, make.policy, Evidence(held, make.findings(held, nothing))) == ()
    assert needs(make, held, asked=False)["D01", "spouse"].held, "before anybody is asked"
    mine = replace(case, documents={**case.documents, "D01": ("d2",)})
    assert not needs(make, mine, asked=False)["D01", "spouse"].held


def test_a_borrower_of_an_off_site_loan_who_does_not_say_where_deposits_elsewhere(make):
    assert ("D01", "borrower") in needs(make, off_site(make), asked=False)


def test_what_only_helps_is_listed_and_never_missing(make):
    case = make.application(
        make.person("borrower", minor_children=2),
        make.person("spouse", is_depositor=False),
        make.person("co_borrower_1", is_depositor=False, monthly_income=Decimal(0)),
    )
    found = needs(make, case)
    assert found["D04", "borrower"].optional and found["C01", "spouse"].optional and found["C01", "spouse"].asked
    assert not found["C01", "borrower"].asked, "the deposit base says what a depositor earns"
    assert ("C01", "co_borrower_1") not in found, "there is nothing to prove"
    assert lacking.missing(case, make.policy, Evidence(case, make.findings(case))) == ()


def test_another_identity_document_has_to_be_shown_for_no_agency_knows_it(make):
    case = make.application(make.person("borrower"), make.person("spouse", id_type="04"))
    assert ("A02", "spouse") in to_bring(make, case, asked=False)
    assert ("A02", "borrower") not in to_bring(make, case, asked=False)


def test_a_check_no_linked_matter_makes_cannot_give(make):
    dropped = replace(make.policy, matters=tuple(m for m in make.policy.matters if "off_site" not in m.checks))
    assert ("D01", "borrower") in to_bring(make, off_site(make), asked=False, policy=dropped)


def test_what_a_developer_files_once_for_its_project_is_not_asked_of_a_buyer(make):
    need = needs(make, make.application(), asked=False)["E01", "home"]
    assert (need.mode, need.asked) == ("shared", False)


def test_a_missing_record_is_told_by_the_agencys_finding_alone(make):
    for case in (make.application(), single(make), single(make, "40")):
        for code in ("MARRIAGE_NO_RECORD", "MARRIAGE_PAPERS_MISSING"):
            nothing = make.finding("marriage", "borrower", "not_found", code)
            assert lacking.missing(case, make.policy, Evidence(case, make.findings(case, nothing))) == ()


def test_missing_names_uploads_figures_and_consents_at_once(make):
    case = existing(make, documents=())
    unauthorised = replace(case, consents=case.consents[1:])
    assert [(d.code, d.where) for d in lacking.missing(unauthorised, make.policy)] == [
        ("MATERIAL_MISSING", "B03"),
        ("MATERIAL_MISSING", "B06"),
        ("APPRAISAL_MISSING", "home"),
        ("DATA_CONSENT_LACKING", "borrower"),
    ]


def test_every_source_is_marked_with_where_it_comes_from(make):
    shipped = policy.in_force("620100", make.on)
    for need in materials.needed(make.application(), shipped):
        assert need.source and not need.verified, "the catalogue is an assumption"


def codes_of(kind, policy):
    return {p.material.code for p in of_kind(kind, policy)}


def test_a_kind_lists_what_it_can_need_and_nothing_else(make):
    assert {"B01", "E01", "B03"} <= codes_of("new", make.policy)
    assert not {"B02", "B06", "D01", "D02", "D03", "B08"} & codes_of("new", make.policy)
    assert {"B01", "B02", "D03"} <= codes_of("combination", make.policy)
    assert "B08" not in codes_of("combination", make.policy), "it takes no home of one's own"
    assert {"D02", "B08", "B07"} <= codes_of("transfer_loan_for_loan", make.policy)
    assert not {"B03", "D04"} & codes_of("transfer_loan_for_loan", make.policy)
    assert {"D01", "A03"} <= codes_of("off_site", make.policy)


def test_a_list_of_a_kind_holds_whatever_a_case_of_it_turns_out_to_need(make):
    for case in (make.application(), existing(make), transfer(make), off_site(make), single(make)):
        needed = {code for code, _ in needs(make, case, asked=False)}
        assert needed <= codes_of(case.kind, make.policy)


def test_what_is_open_of_a_condition_is_narrowed_to_what_the_kind_takes(make):
    open_of = {p.material.code: p.when for p in of_kind("combination", make.policy)}
    assert open_of["B06"] == {"home": ["existing"]} and open_of["B03"] == {} and open_of["D03"] == {}
    marital = next(p for p in of_kind("new", make.policy) if p.material.code == "A04")
    assert {a.name: w for a, w in marital.alternatives}["结婚证"] == {"married": True}


@pytest.fixture
def extended(make):
    """A policy with a material and a kind nobody has thought of, as data alone."""
    letter = Material(
        code="F01",
        name="单位担保函",
        of="each",
        why="演示新增材料",
        tolerable=True,
        sources=(Source("shared", check="identity"), Source("upload")),
        when={"sponsor": "employer"},
        alternatives=(Alternative("工会担保函"),),
    )
    kinds = {code: kind._replace(traits={**kind.traits, "sponsor": "none"}) for code, kind in make.policy.kinds.items()}
    traits = {"off_site": False, "transfer": "none", "sponsor": "employer"}
    kinds["sponsored"] = Kind("sponsored", "单位集资建房", ("new",), (False,), traits, "seller")
    return replace(make.policy, materials=(*make.policy.materials, letter), kinds=kinds)


def test_a_new_material_and_a_new_kind_are_data(make, extended):
    case = make.application(kind="sponsored")
    unknown = make.finding("identity", "spouse", "not_found", "IDENTITY_NOT_FOUND")
    assert "F01" not in codes_of("new", extended) and "F01" in codes_of("sponsored", extended)
    assert not needs(make, case, asked=False, policy=extended)["F01", "borrower"].asked
    assert needs(make, case, unknown, policy=extended)["F01", "spouse"].mode == "upload"
    assert not [n for n in materials.needed(make.application(), extended) if n.code == "F01"]


def test_every_word_a_list_needs_is_in_the_catalogue(make):
    for material in make.policy.materials:
        assert messages.text(f"SUBJECT_{material.of}".upper())
        for source in material.sources:
            assert messages.text(f"MODE_{source.mode}".upper())
        for when in (material.when, *(s.when for s in material.sources), *(a.when for a in material.alternatives)):
            for fact, wanted in when.items():
                for value in wanted if isinstance(wanted, list) else [wanted]:
                    assert messages.text(f"WHEN_{fact}_{value}".upper())


def test_what_only_helps_is_not_put_off_and_what_is_needed_may_be(make):
    days = {code: {"office_days": 10} for code in ("B03", "C01", "D04")}
    case = make.application(make.person("borrower", minor_children=2), make.person("spouse"), documents=())
    assert {need.code for need in offered(case, replace(make.policy, tolerance=days))} == {"B03"}


def test_what_is_promised_for_later_lacks_nothing_where_the_policy_gives_days_for_it_until_something_is_brought(make):
    def lacks(case, rules):
        return {one.where for one in lacking.missing(case, rules, Evidence(case, make.findings(case)))}

    rules = replace(make.policy, tolerance={"B03": {"office_days": 10}})
    promised = replace(make.application(documents=()), papers={}, tolerated=("B03",))
    brought = replace(promised, documents={"B03": ("d",)}, papers={"B03": ("a" * 64,)})
    assert "B03" not in lacks(promised, rules)
    assert "B03" in lacks(promised, make.policy) & lacks(replace(promised, tolerated=()), rules) & lacks(brought, rules)


def test_what_may_come_later_is_said_of_nothing_that_the_policy_gives_no_days_for(make):
    today = policy.in_force("620100", date(2026, 12, 1))
    said = {need.code for need in materials.needed(existing(make), today) if need.tolerable}
    told = {one["code"] for kind in today.kinds for one in listed(kind, today, messages.text) if one["tolerable"]}
    assert told == {*today.tolerance} >= said and any(one.tolerable and one.code not in told for one in today.materials)
