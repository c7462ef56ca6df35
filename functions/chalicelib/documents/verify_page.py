"""The page on which a paper is verified (文书验真): a code is typed, or came with the QR code; a file is compared where it lies, and not sent."""

from collections.abc import Mapping
from datetime import date
from html import escape

from chalicelib.documents.letter import chinese_date

_STYLE = (
    "body{font:18px/1.7 'Noto Serif SC','Songti SC',serif;margin:0;color:#222;background:#faf9f6}"
    "main{max-width:36em;margin:0 auto;padding:24px 16px}h1{font-size:24px;color:#b02020;margin:0 0 16px}"
    "label{display:block;margin:0 0 4px}input,button{font:inherit;min-height:44px;box-sizing:border-box;max-width:100%}"
    "input[name=code]{width:100%;padding:4px 8px;letter-spacing:.06em}button{padding:4px 24px;margin:12px 0}"
    "dl{display:grid;grid-template-columns:7em 1fr;gap:4px 12px;border-top:1px solid #ccc;padding:16px 0;margin:16px 0}"
    "dt{color:#666}dd{margin:0;overflow-wrap:anywhere}.valid{color:#116329;font-weight:bold}.pending,.questioned,.forged,.closed,.superseded,.void,.none{color:#b02020;font-weight:bold}"
    "output{display:block;min-height:1.7em;font-weight:bold}small{color:#666}"
)

SCRIPT = """"use strict";
const file = document.querySelector("input[type=file]"), said = document.querySelector("output");
file.addEventListener("change", async () => {
  said.textContent = file.files.length ? "正在比对…" : "";
  if (!file.files.length) return;
  try {
    const digest = await crypto.subtle.digest("SHA-256", await file.files[0].arrayBuffer());
    const sha256 = [...new Uint8Array(digest)].map(byte => byte.toString(16).padStart(2, "0")).join("");
    const answer = await fetch(file.dataset.code, {method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify({sha256})});
    if (!answer.ok) throw answer.status;
    said.textContent = (await answer.json()).same_text;
  } catch {
    said.textContent = "暂时无法比对，请稍后再试。";
  }
});
"""


def page(typed: str, told: Mapping[str, str | None] | None, *, is_code: bool) -> str:
    """The page; `told` is what is known of the paper: None where nobody has typed a code, empty where there is no such paper."""
    return (
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>文书验真</title><style>{_STYLE}</style></head><body><main><h1>文书验真</h1>"
        '<form method="get" action="page"><label for="code">文书页脚的验真码，16 位</label>'
        f'<input id="code" name="code" value="{escape(typed)}" maxlength="40" autocomplete="off" required>'
        f"<button>查验</button></form>{_answer(told, is_code)}</main></body></html>"
    )


def _answer(told: Mapping[str, str | None] | None, is_code: bool) -> str:
    if told is None:
        return ""
    if not told:
        why = "没有这份文书，请勿采信；如有疑问请咨询 12329。" if is_code else "验真码有误，请对照文书页脚重新输入。"
        return f'<p class="none" role="status">{why}</p>'
    day = chinese_date(date.fromisoformat(told["issued_on"])) if told["issued_on"] else ""
    rows = (
        ("文书", told["title"]), ("出具单位", told["issuer"]), ("文号（合同编号）", told["number"]), ("出具日期", day),
        ("验真码", told["code"]), ("文件摘要", told["sha256"]),
    )  # fmt: skip
    facts = "".join(f"<dt>{name}</dt><dd>{escape(value)}</dd>" for name, value in rows if value)
    return (
        f'<dl role="status"><dt>状态</dt><dd class="{escape(str(told["state"]))}">{escape(str(told["state_text"]))}</dd>{facts}</dl>'
        '<label for="file">比对手中的电子文件</label>'
        f'<input id="file" type="file" accept="application/pdf" data-code="{escape(str(told["code"]).replace("-", ""))}">'
        "<output></output><small>文件只在本机计算 SHA-256，不会上传。本页只说明该验真码所登记的文书，不显示任何个人信息；手中文件的内容是否真实，须以电子文件比对一致为准，纸质件请核对文号（合同编号）。</small>"
        '<script src="page.js"></script>'
    )
