"""What everybody may ask: logging in, quotes, forms, the law, the guide."""

from chalicelib.api.http.problem import PAGE
from chalicelib.api.http.route import Route
from chalicelib.api.public import guides, kinds, law, problems, quoting, sessions, verifying
from chalicelib.trust.sessions import AUDIENCES

ROUTES: tuple[Route, ...] = (
    Route("GET", PAGE, "错误代码（网页）", problems.page, "", media="text/html"),
    Route("POST", "/v1/sessions", "登录", sessions.log_in, "answers.sessions.SessionOpened", body="public.bodies.Login", status=201, codes=("LOGIN_FAILED", "SECOND_FACTOR_REQUIRED", "TOO_OFTEN")),
    Route("POST", "/v1/sessions/current/level", "核身，短时提高认证强度", sessions.lift, "answers.sessions.SessionLifted", audience=("depositor",), body="public.bodies.Proving", codes=("TOO_OFTEN",)),
    Route("GET", "/v1/sessions", "我的登录", sessions.mine, "answers.sessions.Sessions", audience=AUDIENCES),
    Route("DELETE", "/v1/sessions", "退出所有登录", sessions.end_all, "answers.shape.Empty", audience=AUDIENCES, status=204),
    Route("DELETE", "/v1/sessions/current", "退出登录", sessions.log_out, "answers.shape.Empty", audience=AUDIENCES, status=204),
    Route("DELETE", "/v1/sessions/{session}", "退出某一登录", sessions.end, "answers.shape.Empty", audience=AUDIENCES, status=204, codes=("NOT_FOUND",)),
    Route("POST", "/v1/quotes", "贷款试算", quoting.quote, "answers.quotes.Quoted", body="public.quotes.Quote"),
    Route("GET", "/v1/kinds", "购房类型", kinds.offered, "answers.forms.KindsShown", query=("centre",)),
    Route("GET", "/v1/forms/{kind}", "一表申请的表单", kinds.form, "answers.forms.FormSchema", query=("centre",), codes=("NOT_FOUND",)),
    Route("GET", "/v1/law", "规则与数值的依据", law.told, "answers.law.Law", query=("centre", "on")),
    Route("GET", "/v1/verify/page", "文书验真（网页）", verifying.page, "", query=("code",), media="text/html"),
    Route("GET", "/v1/verify/page.js", "文书验真（网页脚本）", verifying.script, "", media="text/javascript"),
    Route("GET", "/v1/verify/{code}", "文书验真", verifying.looked_up, "answers.public.Verified", codes=("NOT_FOUND",)),
    Route(
        "POST", "/v1/verify/{code}", "文书验真，并比对文件", verifying.compared, "answers.public.Verified", body="public.bodies.Comparing",
        finds=verifying.case_of, codes=("NOT_FOUND",),
    ),
    Route("GET", "/v1/guides/{kind}", "办事指南", guides.guide, "answers.public.Guide", query=("centre",), codes=("NOT_FOUND",)),
    Route("GET", "/v1/guides/{kind}/page", "办事指南（网页，可打印）", guides.page, "", query=("centre",), codes=("NOT_FOUND",), media="text/html"),
)  # fmt: skip
