"""What every code of a refusal means (错误代码): the page that the `type` of a problem points into."""

from html import escape

from chalicelib.api.http.problem import STATUS, defect_codes
from chalicelib.api.http.route import Answer, Call
from chalicelib.api.public.pages import PAGE
from chalicelib.messages import text

# What a text is filled with when somebody is told it.
_FILLED = dict.fromkeys(("name", "party", "text", "share", "characters", "number"), "…")


def page(call: Call) -> Answer:
    """Every code of a problem, by which a program tells one from another, and every code of its defects; in Chinese and English."""
    problems = "".join(_entry(code, f"{status} ") for code, status in sorted(STATUS.items()))
    defects = "".join(_entry(code) for code in defect_codes())
    return Answer(
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>错误代码</title></head><body><main>'
        f"<h1>错误代码</h1><h2>请求被拒绝：code</h2><dl>{problems}</dl><h2>逐项缺陷：defects[].code</h2><dl>{defects}</dl>"
        "</main></body></html>",
        headers=PAGE,
    )


def _entry(code: str, status: str = "") -> str:
    at = code if status else f"defect-{code}"
    words = (escape(text(code, language, **_FILLED)) for language in ("zh", "en"))
    return f'<dt id="{at}">{status}{code}</dt><dd>{"<br>".join(words)}</dd>'
