"""What operations ask."""

from chalicelib.api import access, reaches
from chalicelib.api.http.route import Route
from chalicelib.api.ops import asked, caseload, health, horizons, logins, picture, refusals, restart, runs, words
from chalicelib.api.ops import cases as ops

_OPS = ("ops",)
_CASE = "/v1/ops/cases/{no}"

ROUTES: tuple[Route, ...] = (
    Route("GET", "/v1/ops/cases", "办件列表", caseload.cases, "answers.ops.OpsCasePage", audience=_OPS, query=caseload.QUERY),
    Route("GET", "/v1/ops/refusals", "被拒绝的尝试", refusals.listed, "answers.refusals.RefusalPage", audience=_OPS, query=refusals.QUERY),
    Route("GET", "/v1/ops/calendar", "工作日历还能用多久", horizons.calendar, "answers.horizons.OpsCalendar", audience=_OPS),
    Route("GET", "/v1/ops/seals", "各中心电子印章证书还能用多久", horizons.seals, "answers.horizons.OpsSeals", audience=_OPS),
    Route("GET", "/v1/ops/words", "筛选项和原因的名称", words.words, "answers.console.OpsWords", audience=_OPS),
    Route("GET", "/v1/ops/health", "部门接口和巡检情况", health.health, "answers.health.OpsHealth", audience=_OPS),
    Route("GET", "/v1/ops/alarms", "告警", health.alarms, "answers.health.OpsAlarms", audience=_OPS),
    Route(
        "POST", "/v1/ops/sessions/end", "强制退出某人的所有登录", logins.end, "answers.refusals.SessionsEnded", audience=_OPS,
        body="ops.bodies.SessionsOf", codes=("NOT_FOUND",),
    ),
    Route("GET", _CASE, "办件概况", ops.case, "answers.ops.OpsCase", audience=_OPS, finds=reaches.numbered),
    Route(
        "POST", f"{_CASE}/restart", "重启办理流程（两人办理）", restart.restart, "answers.running.Restarted", audience=_OPS, finds=reaches.numbered, may=access.restart,
        body="ops.bodies.Restarting", creates=True, status=202, codes=("WRONG_STATUS", "ROAD_RUNNING"),
    ),
    Route("GET", f"{_CASE}/execution", "流程执行", runs.execution, "answers.running.OpsExecution", audience=_OPS, finds=reaches.numbered),
    Route("GET", f"{_CASE}/road", "流程图", picture.road, "answers.road.OpsRoad", audience=_OPS, finds=reaches.numbered),
    Route("GET", f"{_CASE}/calls", "对部门和银行的调用", asked.calls, "answers.running.OpsCalls", audience=_OPS, finds=reaches.numbered),
    Route("GET", f"{_CASE}/ledger", "留痕", asked.uses, "answers.console.OpsLedger", audience=_OPS, finds=reaches.numbered, query=asked.QUERY),
    Route("GET", f"{_CASE}/trace", "调用轨迹", runs.trace, "answers.running.OpsTrace", audience=_OPS, finds=reaches.numbered),
)  # fmt: skip
