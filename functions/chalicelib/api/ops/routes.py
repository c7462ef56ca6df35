"""What operations ask."""

from chalicelib.api import access
from chalicelib.api.http.route import Route
from chalicelib.api.ops import caseload, logins, refusals, restart
from chalicelib.api.ops import cases as ops

_OPS = ("ops",)
_CASE = "/v1/ops/cases/{no}"

ROUTES: tuple[Route, ...] = (
    Route("GET", "/v1/ops/cases", "办件列表", caseload.cases, "answers.staff.OpsCasePage", audience=_OPS, query=caseload.QUERY),
    Route("GET", "/v1/ops/refusals", "被拒绝的尝试", refusals.listed, "answers.staff.RefusalPage", audience=_OPS, query=refusals.QUERY),
    Route("GET", "/v1/ops/calendar", "工作日历还能用多久", ops.calendar, "answers.horizons.OpsCalendar", audience=_OPS),
    Route("GET", "/v1/ops/seals", "各中心电子印章证书还能用多久", ops.seals, "answers.horizons.OpsSeals", audience=_OPS),
    Route(
        "POST", "/v1/ops/sessions/end", "强制退出某人的所有登录", logins.end, "answers.staff.SessionsEnded", audience=_OPS,
        body="bodies.SessionsOf", codes=("NOT_FOUND",),
    ),
    Route("GET", _CASE, "办件概况", ops.case, "answers.staff.OpsCase", audience=_OPS, finds=access.numbered),
    Route(
        "POST", f"{_CASE}/restart", "重启办理流程（两人办理）", restart.restart, "answers.staff.Restarted", audience=_OPS, finds=access.numbered, may=access.restart,
        body="desk.bodies.Restarting", creates=True, status=202, codes=("WRONG_STATUS", "ROAD_RUNNING"),
    ),
    Route("GET", f"{_CASE}/execution", "流程执行", ops.execution, "answers.staff.OpsExecution", audience=_OPS, finds=access.numbered),
    Route("GET", f"{_CASE}/trace", "调用轨迹", ops.trace, "answers.staff.OpsTrace", audience=_OPS, finds=access.numbered),
)  # fmt: skip
