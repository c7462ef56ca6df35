"""The service guide (办事指南) as one printable page of HTML: two sheets for whoever applies (guide_citizen.py), and an annex with everything the national
table of elements asks for. Chinese typography, A4, nothing loaded from anywhere.

Every figure that nobody has confirmed is marked where it stands. All text is escaped; nothing in it comes from a person.
"""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from chalicelib.documents.guide_cells import UNVERIFIED, Entry, mark, named, table, value, when
from chalicelib.documents.guide_citizen import Section, sections
from chalicelib.documents.guide_style import STYLE

_HIGHLIGHTS = (
    ("promise_day", "promise_type"),
    ("anticipate_day", "anticipate_type"),
    ("limit_scene_num", ""),
    ("is_fee", ""),
)


def page(guide: Mapping[str, Any]) -> str:
    """The page of a guide as domain/guide/ makes it."""
    told = guide["elements"]
    annex = (
        ("受理条件及其依据", _conditions(guide["conditions"])),
        ("申请材料", _materials(guide["materials"])),
        ("承诺时限", _limits(guide)),
        ("贷款额度与期限及其出处", _figures(guide["caps"], guide["figures"])),
        ("联办事项", _matters(guide["matters"])),
        ("事项要素", f"<p class=note>{escape(guide['standardised']['note'])}</p>{_all_elements(told)}"),
    )
    title = f"{guide['kind_name']}办事指南"
    return (
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(title)}｜{escape(guide['name'])}</title><style>{STYLE}</style></head><body><main>"
        f"<header><p class=centre>{escape(guide['name'])}</p><h1>{escape(title)}</h1>"
        f"<p class=sub>{escape(told['task_name']['value'])}</p>{_highlights(told)}"
        f"<p class=note>标有{UNVERIFIED}的内容尚未经中心核实，不作为实际承诺。依据、出处和全部要素见附件。</p></header>"
        f"{_numbered(sections(guide))}<div class=annex><h1>附件：依据、材料明细和事项要素</h1>{_numbered(annex)}</div><footer>{_footer(guide)}</footer></main></body></html>"
    )


def _numbered(parts: Iterable[Section]) -> str:
    return "".join(
        f"<section><h2><span>{number}</span>{title}</h2>{content}</section>"
        for number, (title, content) in zip("一二三四五六七八九", parts, strict=False)
    )


def _highlights(elements: Mapping[str, Entry]) -> str:
    cells = (
        f"<div><dt>{escape(elements[name]['label'])}</dt><dd>{escape(str(elements[name]['value']))}"
        f"<small>{escape(str(elements[unit]['value']) if unit else '次' if name == 'limit_scene_num' else '')}</small>"
        f"{mark(elements[name])}</dd></div>"
        for name, unit in _HIGHLIGHTS
    )
    return f"<dl class=key>{''.join(cells)}</dl>"


def _conditions(conditions: Iterable[Entry]) -> str:
    items = (
        f"<li>{when(one)}{escape(one['text'])}{mark(one)}<span class=basis>依据：{escape(one['basis'])}</span></li>"
        for one in conditions
    )
    return f"<ol class=conditions>{''.join(items)}</ol>"


def _materials(materials: Sequence[Entry]) -> str:
    rows = (
        (
            f"<b>{escape(one['name'])}</b>{mark(one)}<small>{escape(one['code'])}　{escape(one['why'])}</small>",
            escape(one["of_text"]),
            escape(one["condition"] or "全部情形"),
            f'<b class="bring {one["bring"].lower()}">{escape(one["bring_text"])}</b>'
            f"<small>{escape(one['source_channel'])}</small>",
            "可容缺" if one["tolerable"] else "不可容缺",
            "".join(f"<span class=or>{escape(named(other))}</span>" for other in one["alternatives"]) or "—",
        )
        for one in materials
    )
    return table(("材料", "涉及", "何时需要", "来源", "容缺", "可以代替"), rows, "materials")


def _limits(guide: Mapping[str, Any]) -> str:
    rows = [(escape(one["label"]), f"{one['days']} 个工作日{mark(one)}") for one in guide["limits"]]
    law = guide["elements"]["anticipate_explain"]
    return f"<p>{escape(law['value'])}{mark(law)}</p>{table(('环节', '承诺'), rows)}"


def _figures(caps: Iterable[Entry], figures: Iterable[Entry]) -> str:
    def rows(entries: Iterable[Entry]) -> list[tuple[str, ...]]:
        return [
            (
                escape(one["label"]),
                f"{when(one)}{escape(one['text'])}{mark(one)}",
                f"<small>{escape(one['source'])}</small>",
            )
            for one in entries
        ]

    head = ("项目", "标准", "出处")
    return f"<p>可贷额度取下列各项上限中的最小值。</p>{table(head, rows(caps))}<p>期限、利率和其他标准：</p>{table(head, rows(figures))}"


def _matters(matters: Iterable[Entry]) -> str:
    return table(
        ("事项", "办理单位", "何时办理"),
        (
            (f"{escape(one['name'])}{mark(one)}", escape(one["owner"]), escape(one["condition"] or "全部情形"))
            for one in matters
        ),
    )


def _all_elements(elements: Mapping[str, Entry]) -> str:
    rows = (
        (
            f"{escape(one['label'])}{'<sup>同</sup>' if one['standardised'] else ''}<small>{escape(name)}</small>",
            "见上文各节" if isinstance(one["value"], list) else value(one),
            f"<small>{escape(one['source'])}</small>",
        )
        for name, one in elements.items()
    )
    return table(("要素", "内容", "出处"), rows, "elements")


def _footer(guide: Mapping[str, Any]) -> str:
    return (
        f"<p>{escape(guide['name'])}　政策版本 {escape(guide['policy'])}　施行状态截至 {escape(guide['on'])}</p>"
        "<p>本指南由平台按所执行的政策数据生成，与受理、审核和定额所用规则同源。</p>"
    )
