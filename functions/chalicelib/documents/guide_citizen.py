"""What somebody who wants a loan has to know, on two sheets of A4 (群众版): may I, what do I bring, how does it go, how much, where do I ask. Where each of it
comes from, and everything else, is in the annex (guide_page.py).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any

from chalicelib.documents.guide_cells import Entry, mark, named, value, when

Section = tuple[str, str]
_ASK = ("link_way", "supervise_way", "transact_addr", "transact_time")
# How a material is had (domain/guide): whether somebody has to bring it.
_BRING = (
    ("ALWAYS", "须提交"),
    ("FALLBACK", "部门查得到的不用交，查不到的须提交"),
    ("OPTIONAL", "有的可以提交"),
)


def sections(guide: Mapping[str, Any]) -> Iterator[Section]:
    """Title and content, in HTML, of each."""
    yield "能不能申请", _conditions(guide["conditions"])
    yield "要带什么", _to_bring(guide["materials"])
    yield "怎么办、要多久", f"{_flow(guide['flow'])}<p>{_law(guide['elements']['anticipate_explain'])}</p>"
    yield "能贷多少、利率多少", _figures((*guide["caps"], *guide["figures"]))
    yield (
        "办完拿到什么",
        f"<p>{escape('、'.join(guide['results']))}。收件、受理、补正和每项决定都有书面告知，可凭文书上的验真码查验。</p>",
    )
    yield "到哪里问", _ask(guide["elements"])


def _flow(stages: Iterable[Entry]) -> str:
    items = (f"<li>{escape(one['text'])}{_days(one)}</li>" for one in stages)
    return f"<ol class=flow>{''.join(items)}</ol>"


def _days(stage: Entry) -> str:
    return "" if stage["days"] is None else f"<b>{stage['days']} 个工作日内</b>{mark(stage)}"


def _ask(elements: Mapping[str, Entry]) -> str:
    told = (f"<b>{escape(one['label'])}：</b>{value(one)}" for one in (elements[name] for name in _ASK))
    return f"<p>{'；'.join(told)}。</p>"


def _law(element: Entry) -> str:
    return escape(str(element["value"])) + mark(element)


def _conditions(conditions: Iterable[Entry]) -> str:
    items = (f"<li>{when(one)}{escape(one['text'])}{mark(one)}</li>" for one in conditions)
    return f"<ol class=conditions>{''.join(items)}</ol>"


def _to_bring(materials: Sequence[Entry]) -> str:
    said = (
        f"<p><b>{title}：</b>{escape('、'.join(names) or '无')}。</p>"
        for bring, title in _BRING
        if (names := [named(one) for one in materials if one["bring"] == bring]) or bring == "ALWAYS"
    )
    return f"<div class=tobring>{''.join(said)}<p>其余材料由部门共享、平台生成或者合作机构回传，不用交。</p></div>"


def _figures(entries: Iterable[Entry]) -> str:
    items = (f"<li><b>{escape(one['label'])}</b>　{when(one)}{escape(one['text'])}{mark(one)}</li>" for one in entries)
    return f"<p>可贷额度取各项上限中的最小值。</p><ul class=figures>{''.join(items)}</ul>"
