"""What a guide says of each paper and limit, one by one: who brings it, from whom it comes, and whether it is confirmed."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from chalicelib import messages
from chalicelib.domain import guide, limits
from chalicelib.domain.guide import materials, possible, promised, wording
from chalicelib.domain.guide.possible import Possible
from chalicelib.domain.policy import Alternative, Kind, Material, Matter, Source


def say(code, **values):
    return f"{code} {values}" if values else code


DEPENDS = {"married": True}


@pytest.mark.parametrize(
    ("modes", "optional", "bring", "necessity"),
    [
        (["upload"], None, "ALWAYS", "NECESSITY_REQUIRED"),
        (["commitment"], None, "ALWAYS", "NECESSITY_REQUIRED"),
        (["upload", "shared"], None, "ALWAYS", "NECESSITY_REQUIRED"),
        (["shared", "upload"], None, "FALLBACK", "NECESSITY_REQUIRED"),
        (["shared", "partner", "commitment"], None, "FALLBACK", "NECESSITY_REQUIRED"),
        (["shared"], None, "NEVER", "NECESSITY_REQUIRED"),
        (["generated", "partner"], {}, "NEVER", "NECESSITY_OPTIONAL"),
        (["upload"], {}, "OPTIONAL", "NECESSITY_OPTIONAL"),
        (["shared", "upload"], {}, "OPTIONAL", "NECESSITY_OPTIONAL"),
        (["upload"], DEPENDS, "ALWAYS", "NECESSITY_DEPENDS"),  # whom it is not optional for brings it
        (["shared", "upload"], DEPENDS, "FALLBACK", "NECESSITY_DEPENDS"),
        ([], None, "NEVER", "NECESSITY_REQUIRED"),
    ],
)
def test_whether_a_paper_is_to_be_brought_goes_by_its_best_source_and_it_is_optional_only_where_it_is_so_in_every_case(
    modes, optional, bring, necessity
):
    paper = Material("A04", "", "borrower", "", (), False)
    sources = tuple((Source(mode), {}) for mode in modes)
    told = materials.shown(
        Possible(paper, {}, sources, (), optional),
        SimpleNamespace(confirmed=frozenset(), sources={}, deadlines={}),
        say,
    )
    assert (told["bring"], told["necessity"].partition(" ")[0]) == (bring, necessity)
    assert [one["mode"] for one in told["sources"]] == modes
    assert (told["copy_num"], bool(told["collect_way"])) == (("upload" in modes), ("upload" in modes))


@pytest.mark.parametrize(
    ("when", "facts", "modes", "others"),
    [
        ({}, {}, ["shared", "upload"], ["court"]),
        ({"home": "new"}, {"home": "new"}, ["shared", "upload"], ["court"]),
        ({"home": "new"}, {}, ["shared", "upload"], ["court"]),  # it may be so
        ({"home": "new"}, {"home": "own"}, ["upload"], ["court"]),  # that agency is not asked in such a case
        ({}, {"married": False}, ["shared"], []),  # neither is such a paper one's who is not married
    ],
)
def test_an_agency_brings_a_paper_where_a_matter_that_asks_it_may_start(when, facts, modes, others):
    paper = Material(
        "A04", "", "borrower", "", (Source("shared", "marriage"), Source("upload", when={"married": True})), False, {},
        (Alternative("court", {"married": True}),),
    )  # fmt: skip
    of_agency = Matter("M3", "", "", "verification", ("marriage",), when)
    policy = SimpleNamespace(matters=(of_agency,), materials=(paper,), kinds={})
    (told,) = possible.possible(facts, policy)
    assert [source.mode for source, _ in told.sources] == modes
    assert [other.name for other, _ in told.alternatives] == others


def test_a_paper_that_cannot_be_needed_is_none_and_one_no_matter_brings_is_uploaded():
    needed = Material("B01", "", "home", "", (Source("shared", "property"), Source("upload")), False, {"home": "new"})
    kinds = {
        "own": Kind("own", "", ("own",), (False,), {}, "old_loan"),
        "new": Kind("new", "", ("new",), (False,), {}, "seller"),
    }
    policy = SimpleNamespace(matters=(), materials=(needed,), kinds=kinds)
    assert possible.of_kind("own", policy) == ()
    (told,) = possible.of_kind("new", policy)
    assert ([source.mode for source, _ in told.sources], told.when) == (["upload"], {})


@pytest.mark.parametrize(
    ("confirmed", "whole"),
    [((True, True), True), ((True, False), False), ((False, True), False), ((False, False), False)],
)
def test_what_is_made_of_several_is_confirmed_where_each_is(confirmed, whole):
    assert guide._all([{"verified": one} for one in confirmed]) == {"verified": whole, "source": ""}


@pytest.mark.parametrize(("now", "then", "is_cut"), [(8, 8, False), (8, 6, True), (6, 6, True), (9, 9, False)])
def test_a_limit_the_law_cuts_by_the_day_of_acceptance_is_said_to_be_cut(monkeypatch, now, then, is_cut):
    later = [SimpleNamespace(on=date(2026, 9, 20)), SimpleNamespace(on=date(2026, 9, 25))]
    monkeypatch.setattr(limits, "promised_to", lambda policy, days: {"review": then if days else now})
    monkeypatch.setattr(limits, "legal_days", lambda policy: policy.on.day)
    policy = SimpleNamespace(
        deadlines={"review": 8}, sources={"deadlines": "told"}, confirmed=frozenset(), on=date(2026, 9, 15)
    )
    told = promised.source(policy, later, "review", say)
    if not is_cut:
        assert told == {"verified": False, "source": "told"}
        return
    law = say("GUIDE_LAW_AHEAD", law=15, day="2026-09-20", then=20)  # the first day from which it leaves fewer
    assert told["source"] == say("GUIDE_CUT_BY_LAW", source="told", days=8, law=law, cut=then)
    assert promised._law(policy, (), say) == say("GUIDE_LAW", law=15)


@pytest.mark.parametrize("unconfirmed", [None, *sorted(promised.STATED)])
def test_the_promise_is_confirmed_where_every_day_in_it_is_and_nothing_stated_takes_its_place(make, unconfirmed):
    stated = {"promise_day": "1", "promise_explain": "stated", "link_way": "stated"}
    rules = replace(make.policy, confirmed=promised.STATED - {unconfirmed}, guide={**make.policy.guide, **stated})
    elements = guide.guide(rules, "new", "12620100000000001H3622100000001", messages.text)["elements"]
    assert elements["promise_explain"]["verified"] is (unconfirmed is None)
    assert elements["promise_day"]["verified"] is (unconfirmed != "deadlines")
    assert elements["promise_day"]["value"] == str(limits.promised(rules)[limits.WHOLE])
    assert elements["promise_explain"]["value"] != "stated" and elements["link_way"]["value"] == "stated"


@pytest.mark.parametrize(
    ("uplift", "told"),
    [
        ({"share": "0.20", "when": {"married": True}}, "已婚的上浮 20%"),
        ({"share": "0.20", "proof": "E01"}, "提交军人证件的上浮 20%"),
        ({"share": "0.20", "when": {"married": True}, "proof": "E01"}, "已婚的，且提交军人证件的上浮 20%"),
        ({"amount": "200000", "proof": "E02"}, "提交E02的上浮 200,000 元"),
    ],
)
def test_an_uplift_is_told_with_its_case_and_with_the_paper_it_takes(uplift, told):
    assert wording._uplift(uplift, messages.text, {"E01": "军人证件"}) == told


@pytest.mark.parametrize(
    ("uplifts", "told"),
    [
        ([("a", "0.20"), ("a", "0.10")], "（只取其中最高的一项）"),
        ([("a", "0.20"), ("b", "0.10")], "；可以另加："),
        ([("a", "0.20")], ""),
    ],
)
def test_of_one_group_of_uplifts_the_largest_counts_and_groups_add_up(uplifts, told):
    listed = [{"share": share, "group": group, "proof": "E01"} for group, share in uplifts]
    text = wording.parameters({"uplifts": listed}, messages.text)
    assert [sign for sign in ("（只取其中最高的一项）", "；可以另加：") if sign in text] == [told] * bool(told)
