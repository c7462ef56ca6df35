"""What the review desk asks, and whoever else has a queue."""

from chalicelib.api import access, reaches
from chalicelib.api.desk import (
    absent,
    answering,
    calling,
    claiming,
    deciding,
    handling,
    handouts,
    phoning,
    procedures,
    reading,
    recusals,
    supervising,
    verifying_words,
)
from chalicelib.api.http.route import Route
from chalicelib.domain.work import DESK

_QUEUES = ("clerk", *DESK)  # who has a queue: of the kinds that are theirs (domain/work.py)
_CASE, _TASK = "/v1/applications/{id}", "/v1/tasks/{task}"

ROUTES: tuple[Route, ...] = (
    Route("GET", "/v1/tasks", "待办队列", reading.queue, "answers.staff.TaskPage", audience=_QUEUES, query=("kind", "show", "cursor")),
    Route("GET", "/v1/numbers", "叫号情况", calling.shown, "answers.calling.CalledNumber", audience=("clerk",), query=("counter",)),
    Route("POST", "/v1/numbers/next", "叫下一个号，或者重呼", calling.next_number, "answers.calling.CalledNumber", audience=("clerk",), body="desk.bodies.Calling", creates=True),
    Route("GET", "/v1/handouts", "待出件的办件", handouts.listed, "answers.handouts.HandoutPage", audience=("clerk", "supervisor"), query=("cursor",)),
    Route("GET", _TASK, "待办详情", reading.details, "answers.staff.TaskShown", audience=_QUEUES, finds=reaches.of_task),
    Route(
        "POST", f"{_TASK}/claim", "领取待办", claiming.claim, "answers.staff.TaskLine",
        audience=_QUEUES, finds=reaches.of_task, may=access.take_on, creates=True, codes=("OWN_SCAN", "TASK_TAKEN", "TOO_MANY_HELD", "LEAVES_NOBODY", "TASK_RETRYING", "TASK_OVER"),
    ),
    Route("POST", "/v1/tasks/next", "领取下一件", handling.take_next, "answers.staff.TaskTaken", audience=DESK, may=handling.Next(), body="desk.bodies.Next", creates=True, codes=("BAD_CURSOR", "NOT_FOUND")),
    Route("POST", "/v1/tasks/assign", "批量分派", absent.assign, "answers.absences.Assigned", audience=("supervisor",), body="desk.team_bodies.Assigning", creates=True),
    Route("GET", "/v1/figures", "本中心的待办和用时统计", supervising.figures_of_centre, "answers.supervision.Figures", audience=("supervisor",)),
    Route("GET", "/v1/absences", "本中心的请假代理", absent.listed, "answers.absences.Absences", audience=DESK),
    Route("POST", "/v1/absences", "请假并指定代理人", absent.enter, "answers.absences.AbsenceShown", audience=DESK, body="desk.team_bodies.Absent", creates=True, codes=("ALREADY_AWAY",)),
    Route("POST", "/v1/absences/end", "销假", absent.end, "answers.absences.Absences", audience=DESK, body="desk.team_bodies.Back", creates=True),
    Route(
        "POST", f"{_TASK}/return", "退回队列或者转交", handling.give_back, "answers.staff.TaskLine", audience=DESK, finds=reaches.of_task, may=access.give,
        body="desk.team_bodies.Returning", creates=True, codes=("CLAIM_FIRST", "TASK_TAKEN", "TASK_RETRYING", "TASK_OVER", "NOTES_FULL"),
    ),
    Route(
        "POST", f"{_TASK}/hold", "挂起或者恢复", handling.hold, "answers.staff.TaskLine", audience=DESK, finds=reaches.of_task, may=access.handle,
        body="desk.team_bodies.Holding", creates=True, codes=("CLAIM_FIRST", "TASK_TAKEN", "TASK_RETRYING", "TASK_OVER", "NOTES_FULL"),
    ),
    Route(
        "POST", f"{_TASK}/procedures", "进入特别程序", procedures.enter, "answers.procedures.Procedures", audience=DESK, finds=reaches.of_task, may=access.handle,
        body="desk.bodies.Entering", creates=True, status=201, codes=("CLAIM_FIRST", "TASK_TAKEN", "TASK_RETRYING", "TASK_OVER", "IN_PROCEDURE", "PROCEDURES_FULL", "WRONG_STATUS"),
    ),
    Route(
        "POST", f"{_TASK}/procedures/{{procedure}}", "结束特别程序", procedures.leave, "answers.procedures.Procedures", audience=DESK, finds=reaches.of_task,
        may=access.handle, body="desk.bodies.Leaving", creates=True, codes=("CLAIM_FIRST", "TASK_TAKEN", "WRONG_STATUS"),
    ),
    Route(
        "POST", f"{_TASK}/notes", "批注、暂存意见", handling.note, "answers.staff.Notes", audience=DESK, finds=reaches.of_task, may=access.handle,
        body="desk.bodies.Noting", creates=True, status=201, codes=("CLAIM_FIRST", "TASK_TAKEN", "TASK_OVER", "NOTES_FULL"),
    ),
    Route(
        "POST", f"{_TASK}/phone", "电话核实：查看一方的手机号码", phoning.number, "answers.staff.PhoneShown", audience=_QUEUES, finds=reaches.of_task, may=access.phone,
        body="desk.bodies.Phoning", codes=("CLAIM_FIRST", "TASK_TAKEN"),
    ),
    Route("GET", "/v1/cases/{number}", "按任一编号查找办件", handling.find, "answers.staff.CaseFound", audience=_QUEUES, finds=reaches.found_by),
    Route(
        "POST", "/v1/cases/find", "按任一编号查找办件（不写入网址）", handling.find, "answers.staff.CaseFound", audience=_QUEUES, finds=reaches.found_by,
        body="desk.bodies.Finding",
    ),
    Route(
        "POST", f"{_TASK}/decision", "办理待办", deciding.decide, "answers.staff.TaskLine", audience=DESK, finds=reaches.of_task, may=access.handle,
        body="desk.deciding_bodies.Deciding", creates=True, codes=("CLAIM_FIRST", "TASK_TAKEN", "TASK_RETRYING", "TASK_OVER", "ROAD_ENDED", "UPHELD_ELSEWHERE", "REOPEN_LACKS", "NOTES_FULL", "IN_PROCEDURE", "COMMITMENT_UNTRUE"),
    ),
    Route(
        "POST", f"{_TASK}/answer", "答复投诉和建议", answering.answer, "answers.staff.TaskLine", audience=("supervisor",), finds=reaches.of_task, may=access.handle,
        body="desk.bodies.Answering", creates=True, codes=("CLAIM_FIRST", "TASK_TAKEN", "TASK_OVER"),
    ),
    Route(
        "POST", f"{_CASE}/commitments/{{commitment}}/findings", "承诺事后核查", verifying_words.find, "answers.committed.CommitmentsToStaff", audience=DESK, finds=reaches.judged,
        may=access.doubt, body="desk.bodies.FindingUntrue", creates=True, status=201, codes=("CLAIM_FIRST", "WRONG_STATUS", "FOUR_EYES", "REGISTER_SAYS_OTHERWISE"),
    ),
    Route(
        "POST", f"{_CASE}/recusals", "声明回避", recusals.recuse, "answers.staff.Recused", audience=("clerk", *DESK), finds=reaches.judged,
        may=access.recuse, body="desk.bodies.Recusing", creates=True, status=201,
    ),
)  # fmt: skip
