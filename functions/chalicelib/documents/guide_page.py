"""The service guide (办事指南) as one printable page of HTML: Chinese typography, A4, nothing loaded from anywhere.

Every figure that nobody has confirmed is marked where it stands. All text is escaped; nothing in it comes from a person.
"""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from chalicelib.documents.guide_style import STYLE

Entry = Mapping[str, Any]
_UNVERIFIED = '<mark title="尚未经中心核实">未核实</mark>'
_HIGHLIGHTS = (
    ("promise_day", "promise_type"),
    ("anticipate_day", "anticipate_type"),
    ("limit_scene_num", ""),
    ("is_fee", ""),
)
_PLAIN = {"general knowledge": "通行做法", "assumption": "推定", "[": "（", "]": "）", "demo": "演示", ";": "；"}


def page(guide: Mapping[str, Any]) -> str:
    """The page of a guide as domain/guide/ makes it."""
    elements = guide["elements"]
    sections = (
        ("受理条件", _conditions(guide["conditions"])),
        ("申请材料", _materials(guide["materials"])),
        ("办理流程", _flow(guide["flow"])),
        ("承诺时限", _limits(guide)),
        ("贷款额度与期限", _figures(guide["caps"], guide["figures"])),
        ("办理结果", _list(guide["results"])),
        ("联办事项", _matters(guide["matters"])),
        ("咨询与监督", _elements(elements, ("link_way", "supervise_way", "transact_addr", "transact_time"))),
        ("事项要素", f"<p class=note>{escape(guide['standardised']['note'])}</p>{_all_elements(elements)}"),
    )
    body = "".join(
        f"<section><h2><span>{number}</span>{title}</h2>{content}</section>"
        for number, (title, content) in zip("一二三四五六七八九", sections, strict=True)
    )
    title = f"{guide['kind_name']}办事指南"
    return (
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(title)}｜{escape(guide['name'])}</title><style>{STYLE}</style></head><body><main>"
        f"<header><p class=centre>{escape(guide['name'])}</p><h1>{escape(title)}</h1>"
        f"<p class=sub>{escape(elements['task_name']['value'])}</p>{_highlights(elements)}"
        f"<p class=note>标有{_UNVERIFIED}的内容尚未经中心核实，不作为实际承诺。</p></header>"
        f"{body}<footer>{_footer(guide)}</footer></main></body></html>"
    )


def _highlights(elements: Mapping[str, Entry]) -> str:
    cells = (
        f"<div><dt>{escape(elements[name]['label'])}</dt><dd>{escape(str(elements[name]['value']))}"
        f"<small>{escape(str(elements[unit]['value']) if unit else '次' if name == 'limit_scene_num' else '')}</small>"
        f"{_mark(elements[name])}</dd></div>"
        for name, unit in _HIGHLIGHTS
    )
    return f"<dl class=key>{''.join(cells)}</dl>"


def _conditions(conditions: Iterable[Entry]) -> str:
    items = (
        f"<li>{_when(one)}{escape(one['text'])}{_mark(one)}<span class=basis>依据：{escape(one['basis'])}</span></li>"
        for one in conditions
    )
    return f"<ol class=conditions>{''.join(items)}</ol>"


def _materials(materials: Sequence[Entry]) -> str:
    rows = (
        (
            f"<b>{escape(one['name'])}</b>{_mark(one)}<small>{escape(one['code'])}　{escape(one['why'])}</small>",
            escape(one["of_text"]),
            escape(one["condition"] or "全部情形"),
            f'<b class="bring {one["bring"].lower()}">{escape(one["bring_text"])}</b>'
            f"<small>{escape(one['source_channel'])}</small>",
            "可容缺" if one["tolerable"] else "不可容缺",
            "".join(f"<span class=or>{escape(_named(other))}</span>" for other in one["alternatives"]) or "—",
        )
        for one in materials
    )
    told = f"<p class=tobring>申请人须提交：<b>{escape(_to_bring(materials))}</b>。其余由部门共享、平台生成或者合作机构回传；部门查无的，按下表提交。</p>"
    return told + _table(("材料", "涉及", "何时需要", "来源", "容缺", "可以代替"), rows, "materials")


def _to_bring(materials: Iterable[Entry]) -> str:
    names = [_named(one) for one in materials if one["bring"] == "ALWAYS"]
    return "、".join(names) or "无"


def _flow(flow: Iterable[Entry]) -> str:
    items = (f"<li>{escape(one['text'])}{_days(one)}</li>" for one in flow)
    return f"<ol class=flow>{''.join(items)}</ol>"


def _days(stage: Entry) -> str:
    return "" if stage["days"] is None else f"<b>{stage['days']} 个工作日内</b>{_mark(stage)}"


def _limits(guide: Mapping[str, Any]) -> str:
    rows = [(escape(one["label"]), f"{one['days']} 个工作日{_mark(one)}") for one in guide["limits"]]
    law = guide["elements"]["anticipate_explain"]
    return f"<p>{escape(law['value'])}{_mark(law)}</p>{_table(('环节', '承诺'), rows)}"


def _figures(caps: Iterable[Entry], figures: Iterable[Entry]) -> str:
    def rows(entries: Iterable[Entry]) -> list[tuple[str, ...]]:
        return [
            (
                escape(one["label"]),
                f"{_when(one)}{escape(one['text'])}{_mark(one)}",
                f"<small>{escape(_plain(one['source']))}</small>",
            )
            for one in entries
        ]

    head = ("项目", "标准", "出处")
    return f"<p>可贷额度取下列各项上限中的最小值。</p>{_table(head, rows(caps))}<p>期限、利率和其他标准：</p>{_table(head, rows(figures))}"


def _matters(matters: Iterable[Entry]) -> str:
    return _table(
        ("事项", "办理单位", "何时办理"),
        (
            (f"{escape(one['name'])}{_mark(one)}", escape(one["owner"]), escape(one["condition"] or "全部情形"))
            for one in matters
        ),
    )


def _elements(elements: Mapping[str, Entry], names: Iterable[str]) -> str:
    return _table(("要素", "内容"), ((escape(elements[n]["label"]), _value(elements[n])) for n in names))


def _all_elements(elements: Mapping[str, Entry]) -> str:
    rows = (
        (
            f"{escape(one['label'])}{'<sup>同</sup>' if one['standardised'] else ''}<small>{escape(name)}</small>",
            "见上文各节" if isinstance(one["value"], list) else _value(one),
            f"<small>{escape(_plain(one['source']))}</small>",
        )
        for name, one in elements.items()
    )
    return _table(("要素", "内容", "出处"), rows, "elements")


def _value(element: Entry) -> str:
    value = element["value"]
    return escape("；".join(value) if isinstance(value, list) else str(value)) + _mark(element)


def _list(items: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ul>"


def _table(head: Iterable[str], rows: Iterable[Iterable[str]], kind: str = "") -> str:
    titles = [*head]
    body = "".join(
        "<tr>" + "".join(f'<td data-h="{title}">{cell}</td>' for title, cell in zip(titles, row, strict=True)) + "</tr>"
        for row in rows
    )
    return f'<table class="{kind}"><thead><tr>{"".join(f"<th>{t}</th>" for t in titles)}</tr></thead><tbody>{body}</tbody></table>'


def _footer(guide: Mapping[str, Any]) -> str:
    return (
        f"<p>{escape(guide['name'])}　政策版本 {escape(guide['policy'])}　施行状态截至 {escape(guide['on'])}</p>"
        "<p>本指南由平台按所执行的政策数据生成，与受理、审核和定额所用规则同源。</p>"
    )


def _mark(entry: Entry) -> str:
    return "" if entry["verified"] else _UNVERIFIED


def _when(entry: Entry) -> str:
    return f"<em>{escape(entry['condition'])}：</em>" if entry["condition"] else ""


def _named(entry: Entry) -> str:
    """A paper's name, and in brackets for which cases."""
    return f"{entry['name']}（{entry['condition']}）" if entry["condition"] else str(entry["name"])


def _plain(source: str) -> str:
    """Where a figure comes from, without the working words of the policy's editors."""
    for word, plain in _PLAIN.items():
        source = source.replace(word, plain)
    return source
