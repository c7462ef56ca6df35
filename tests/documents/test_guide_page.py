import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from chalicelib import messages, policy
from chalicelib.documents.guide_page import page
from chalicelib.domain.guide import guide
from chalicelib.domain.policy import Kind, Material, Source

VOID = {"meta", "br", "hr", "img", "link"}


class Reader(HTMLParser):
    """What a browser would make of it: tags balanced, nothing loaded, the text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.attributes += [(f"{tag}.{name}", value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] != "style":
            self.text += data


def made(rules, kind="existing"):
    return guide(rules, kind, policy.task_code(rules.centre), messages.text)


@pytest.mark.parametrize(
    "kind", ["new", "existing", "combination", "transfer_settle_first", "transfer_loan_for_loan", "off_site"]
)
def test_the_page_of_every_kind_is_whole_and_says_what_the_guide_says(rules, kind):
    told = made(rules, kind)
    read = Reader(page(told))
    assert read.open == []
    for part in ("conditions", "flow"):
        assert all(entry["text"] in read.text for entry in told[part])
    assert all(material["name"] in read.text and material["code"] in read.text for material in told["materials"])
    assert all(element["label"] in read.text for element in told["elements"].values())
    assert all(cap["text"] in read.text for cap in told["caps"])
    assert told["policy"] in read.text and told["on"] in read.text and rules.name in read.text


def test_nothing_is_loaded_from_anywhere_and_no_script_runs(rules):
    html = page(made(rules))
    read = Reader(html)
    assert not [
        name for name, _ in read.attributes if name.split(".")[1] in ("src", "href", "style", "onclick", "onload")
    ]
    assert "<script" not in html and "url(" not in html and "@import" not in html and "http" not in html


def test_every_unverified_figure_is_marked_where_it_stands(rules):
    told = made(rules)
    marks = page(told).count("未核实</mark>")
    unverified = [
        e
        for part in ("conditions", "materials", "limits", "caps", "figures", "matters")
        for e in told[part]
        if not e["verified"]
    ]
    assert marks > len(unverified)
    confirmed = replace(rules, confirmed=frozenset(rules.sources))
    assert page(made(confirmed)).count("未核实</mark>") < marks / 3, "a confirmed figure bears no mark"
    assert re.search(r"家庭最高额度</td><td[^>]*>[^<]*700,000[^<]*<mark", page(told))
    assert re.search(r"缴存月数</td><td[^>]*>[^<]*6 个月<mark", page(told))
    assert re.search(r"缴存月数</td><td[^>]*>[^<]*6 个月</td>", page(made(confirmed)))


def test_what_the_applicant_brings_stands_first(rules):
    text = Reader(page(made(rules))).text
    assert "须提交：首付款凭证、房屋评估报告。" in text
    assert text.index("须提交：") < text.index("一件事申请表")


def test_text_of_the_policy_cannot_become_markup(rules):
    nasty = Material("F01", "<img src=x>&\"'", "each", "<b>", (Source("upload"),), False)
    html = page(made(replace(rules, name="<script>", materials=(nasty,))))
    assert "<script" not in html and "<img" not in html and "&lt;img src=x&gt;&amp;&quot;&#x27;" in html


def test_a_new_material_and_a_new_kind_are_on_the_page_as_data_alone(rules):
    letter = Material("F01", "单位担保函", "each", "演示", (Source("upload"),), False, {"kind": "sponsored"})
    kind = Kind("sponsored", "单位集资建房", ("new",), (False,), {"off_site": False, "transfer": "none"}, "seller")
    changed = replace(rules, materials=(*rules.materials, letter), kinds={**rules.kinds, "sponsored": kind})
    text = Reader(page(made(changed, "sponsored"))).text
    assert "单位集资建房办事指南" in text and "单位担保函" in text


def test_sources_are_told_without_the_editors_working_words(rules):
    text = Reader(page(made(rules))).text
    assert not [word for word in ("general knowledge", "assumption", "[demo]") if word in text]


def test_what_who_applies_has_to_know_comes_before_the_annex_without_where_it_is_from(rules):
    told = made(rules)
    first, annex = page(told).split("<div class=annex>")
    for said in ("能不能申请", "要带什么", "怎么办、要多久", "能贷多少", "到哪里问", "12329"):
        assert said in first, said
    assert "依据：" not in first and "依据：" in annex and told["elements"]["task_name"]["label"] not in first
    bring = {
        bring: [one["name"] for one in told["materials"] if one["bring"] == bring]
        for bring in ("ALWAYS", "FALLBACK", "NEVER")
    }
    assert all(name in first for name in (*bring["ALWAYS"], *bring["FALLBACK"]))
    assert not [name for name in bring["NEVER"] if name in first], "nobody brings what is shared"
