"""Every route of /v1, in one list: who may call it, what it takes, what it gives."""

import re

from chalicelib.api import access, opening
from chalicelib.api.applicant import (
    agents,
    applications,
    authorising,
    collecting,
    contesting,
    costs,
    denials,
    explaining,
    joining,
    materials,
    prefilling,
    presences,
    second_look,
    signed_forms,
    signing,
    submission,
    tracking,
    uploads,
    uses,
)
from chalicelib.api.desk import handouts, recusals, review
from chalicelib.api.http.problem import PAGE
from chalicelib.api.http.route import Answer, Call, Route
from chalicelib.api.ops import caseload, logins, refusals, restart
from chalicelib.api.ops import cases as ops
from chalicelib.api.partners import callbacks as partners
from chalicelib.api.partners import logins as banks
from chalicelib.api.public import guides, kinds, law, problems, quoting, sessions, verifying
from chalicelib.domain.work import DESK
from chalicelib.settings import setting
from chalicelib.trust.sessions import AUDIENCES

PARTY = access.PARTY
FOLLOWER = (*PARTY, "hotline")
OPS = ("ops",)
QUEUES = ("clerk", *DESK)  # who has a queue: of the kinds that are theirs (domain/work.py)


def health(call: Call) -> Answer:
    """That the function runs; touches nothing else."""
    return Answer({"status": "ok", "stage": setting("STAGE")})


def document(call: Call) -> Answer:
    """This list as an OpenAPI 3.1 document."""
    from chalicelib.api import openapi  # the models of answers are needed here alone

    return Answer(openapi.document(ROUTES))


_CASE, _TASK, _OPS_CASE = "/v1/applications/{id}", "/v1/tasks/{task}", "/v1/ops/cases/{no}"

ROUTES: tuple[Route, ...] = (
    Route("GET", "/v1/health", "是否在运行", health, "answers.applicants.Health"),
    Route("GET", "/v1/openapi.json", "接口文档", document, "answers.applicants.Document"),
    Route("GET", PAGE, "错误代码（网页）", problems.page, "", media="text/html"),
    # Everybody
    Route("POST", "/v1/sessions", "登录", sessions.log_in, "answers.sessions.SessionOpened", body="bodies.Login", status=201, codes=("LOGIN_FAILED", "SECOND_FACTOR_REQUIRED", "TOO_OFTEN")),
    Route("POST", "/v1/sessions/current/level", "核身，短时提高认证强度", sessions.lift, "answers.sessions.SessionLifted", audience=("depositor",), body="bodies.Proving", codes=("TOO_OFTEN",)),
    Route("GET", "/v1/sessions", "我的登录", sessions.mine, "answers.sessions.Sessions", audience=AUDIENCES),
    Route("DELETE", "/v1/sessions", "退出所有登录", sessions.end_all, "answers.applicants.Empty", audience=AUDIENCES, status=204),
    Route("DELETE", "/v1/sessions/current", "退出登录", sessions.log_out, "answers.applicants.Empty", audience=AUDIENCES, status=204),
    Route("DELETE", "/v1/sessions/{session}", "退出某一登录", sessions.end, "answers.applicants.Empty", audience=AUDIENCES, status=204, codes=("NOT_FOUND",)),
    Route("POST", "/v1/quotes", "贷款试算", quoting.quote, "answers.quotes.Quoted", body="public.quotes.Quote"),
    Route("GET", "/v1/kinds", "购房类型", kinds.offered, "answers.forms.KindsShown", query=("centre",)),
    Route("GET", "/v1/forms/{kind}", "一表申请的表单", kinds.form, "answers.forms.FormSchema", query=("centre",), codes=("NOT_FOUND",)),
    Route("GET", "/v1/law", "规则与数值的依据", law.told, "answers.law.Law", query=("centre", "on")),
    Route("GET", "/v1/verify/page", "文书验真（网页）", verifying.page, "", query=("code",), media="text/html"),
    Route("GET", "/v1/verify/page.js", "文书验真（网页脚本）", verifying.script, "", media="text/javascript"),
    Route("GET", "/v1/verify/{code}", "文书验真", verifying.looked_up, "answers.public.Verified", codes=("NOT_FOUND",)),
    Route(
        "POST", "/v1/verify/{code}", "文书验真，并比对文件", verifying.compared, "answers.public.Verified", body="bodies.Comparing",
        codes=("NOT_FOUND",),
    ),
    Route("GET", "/v1/guides/{kind}", "办事指南", guides.guide, "answers.public.Guide", query=("centre",), codes=("NOT_FOUND",)),
    Route("GET", "/v1/guides/{kind}/page", "办事指南（网页，可打印）", guides.page, "", query=("centre",), codes=("NOT_FOUND",), media="text/html"),
    # Applicants, and the window on their behalf
    Route(
        "POST", "/v1/applications", "新建草稿", applications.begin, "answers.applicants.DraftSaved",
        audience=PARTY, body="forms.Form", creates=True, status=201, codes=("OTHER_CENTRE", "OWN_CASE", "RELATIVE"),
    ),
    Route("GET", "/v1/applications", "我的申请", applications.mine, "answers.applicants.CasePage", audience=PARTY, query=("cursor",)),
    Route("GET", _CASE, "读取或继续草稿", applications.read, "answers.applicants.ApplicationShown", audience=PARTY, finds=access.seen),
    Route(
        "PATCH", _CASE, "保存草稿", applications.save, "answers.applicants.DraftSaved", audience=PARTY, finds=access.own, may=access.fill_in, body="forms.Patch",
        codes=("REVISION_REQUIRED", "REVISION_MISMATCH", "WRONG_STATUS", "OTHER_CENTRE", "PRESENCE_REQUIRED"),
    ),
    # Everybody acts for themselves: by invitation from their own phone, or at the window while they are there
    Route(
        # Not kept under an idempotency key: that would mean keeping the code.
        "POST", f"{_CASE}/invitations", "邀请一方本人确认", joining.invite, "answers.parties.InvitationIssued",
        audience=PARTY, finds=access.own, may=access.fill_in, body="bodies.Inviting", status=201, codes=("WRONG_STATUS",),
    ),
    Route(
        "POST", "/v1/joins", "凭邀请码加入办件", joining.join, "answers.parties.Joined",
        audience=("depositor",), body="bodies.Joining", creates=True, status=201, codes=("NOT_FOUND", "CHANGED_MEANWHILE"),
    ),
    Route(
        "POST", f"{_CASE}/presences", "窗口人证核验", presences.show, "answers.parties.PresenceShown",
        audience=("clerk",), finds=access.own, may=access.attest, body="bodies.Present", creates=True, status=201,
    ),
    Route(
        "POST", f"{_CASE}/signed-forms", "上传签字表单", signed_forms.announce, "answers.applicants.UploadSlot",
        audience=("clerk",), finds=access.own, may=access.attest, body="bodies.NewScan", creates=True, status=201,
    ),
    Route(
        "POST", f"{_CASE}/signed-forms/{{document}}/verify", "留存签字表单", signed_forms.take, "answers.parties.PresenceShown",
        audience=("clerk",), finds=access.own, may=access.attest, body="bodies.SignedForm", creates=True, status=201, codes=("DOCUMENT_NOT_THERE", "WRONG_STATUS"),
    ),
    Route(
        "POST", f"{_CASE}/signed-forms/{{document}}/second", "复核签字表单（另一人）", second_look.look, "answers.parties.ByHand",
        audience=("clerk",), finds=access.own, may=access.attest, body="bodies.Seconding", creates=True, status=201, codes=("OWN_SCAN", "SCAN_LOOKED_AT", "TASK_TAKEN", "WRONG_STATUS"),
    ),
    Route("GET", f"{_CASE}/signed-forms", "签字表单和代办", signed_forms.listed, "answers.parties.SignedForms", audience=PARTY, finds=access.consents),
    Route(
        "POST", f"{_CASE}/signed-forms/{{document}}/denials", "本人否认签字", denials.deny, "answers.parties.ByHand", audience=("depositor",),
        finds=access.consents, may=access.deny, creates=True, status=201,
    ),
    Route(
        "POST", f"{_CASE}/agents/revocations", "撤销代办授权", agents.revoke, "answers.parties.Agents", audience=PARTY, finds=access.own, may=access.speak,
        body="bodies.Revoking", creates=True, codes=("PRESENCE_REQUIRED",),
    ),
    Route("GET", f"{_CASE}/authorisations", "请我授权的事项", authorising.asked, "answers.parties.Authorisations", audience=PARTY, finds=access.own, query=("person",)),
    Route(
        "POST", f"{_CASE}/consents", "本人授权", authorising.give, "answers.parties.Authorisations", audience=PARTY, finds=access.own, may=access.speak,
        body="bodies.Authorising", creates=True, status=201, codes=("WRONG_STATUS", "PRESENCE_REQUIRED"),
    ),
    Route(
        "POST", f"{_CASE}/consents/withdrawals", "本人撤回授权", authorising.withdraw, "answers.parties.Authorisations",
        audience=PARTY, finds=access.consents, may=access.speak, body="bodies.TakingBack", creates=True, codes=("PRESENCE_REQUIRED",),
    ),
    Route(
        "GET", f"{_CASE}/prefill", "预填：各部门已知的本人和房屋信息", prefilling.known, "answers.parties.Known",
        audience=PARTY, finds=access.own, may=access.ask_about, query=("person",), codes=("WRONG_STATUS", "PRESENCE_REQUIRED", "CHANGED_MEANWHILE"),
    ),
    Route(
        "PATCH", f"{_CASE}/people/me", "本人填写自己的部分", prefilling.save_own, "answers.applicants.DraftSaved",
        audience=("depositor",), finds=access.own, may=access.own_entry, body="forms.people.PersonForm",
        codes=("REVISION_REQUIRED", "REVISION_MISMATCH", "WRONG_STATUS"),
    ),
    Route("GET", f"{_CASE}/materials", "材料清单", materials.listed, "answers.public.MaterialList", audience=PARTY, finds=access.own),
    Route(
        "POST", f"{_CASE}/documents", "上传材料", uploads.announce, "answers.applicants.UploadSlot",
        audience=PARTY, finds=access.own, may=access.bring, body="bodies.NewDocument", creates=True, status=201,
        codes=("WRONG_STATUS",),
    ),
    Route(
        "POST", f"{_CASE}/documents/{{document}}/verify", "核对已上传的材料", uploads.verify, "answers.applicants.DocumentVerified",
        audience=PARTY, finds=access.own, may=access.bring, codes=("DOCUMENT_NOT_THERE", "WRONG_STATUS"),
    ),
    Route("GET", f"{_CASE}/documents/{{document}}", "查看已核对的材料", opening.opened, "answers.shape.DocumentOpened", audience=(*PARTY, *DESK), finds=access.papers, codes=("CLAIM_FIRST",)),
    Route(
        "POST", f"{_CASE}/submit", "提交申请", submission.submit, "answers.applicants.Accepted",
        audience=PARTY, finds=access.own, may=access.bind, creates=True, status=202, codes=("REVISION_REQUIRED", "FORM_INCOMPLETE", "WRONG_STATUS", "PRESENCE_REQUIRED"),
    ),
    Route("GET", f"{_CASE}/track", "办件进度", tracking.track, "answers.applicants.Tracked", audience=FOLLOWER, finds=access.followed),
    Route(
        "GET", f"{_CASE}/decision", "决定说明", explaining.explain, "answers.explained.Explained",
        audience=(*PARTY, *DESK), finds=access.judged, codes=("NOT_DECIDED",),
    ),
    Route("GET", f"{_CASE}/data-uses", "数据使用留痕", uses.listed, "answers.applicants.DataUses", audience=PARTY, finds=access.consents),
    Route(
        "POST", f"{_CASE}/corrections", "一次补正", submission.correct, "answers.applicants.Accepted", audience=PARTY, finds=access.own, may=access.bind,
        body="forms.Patch", creates=True, status=202, codes=("REVISION_REQUIRED", "FORM_INCOMPLETE", "WRONG_STATUS", "PRESENCE_REQUIRED"),
    ),
    Route("POST", f"{_CASE}/contests", "对核验结果提出异议", contesting.contest, "answers.contests.Contested", audience=PARTY, finds=access.own, may=access.speak, body="bodies.Contesting", creates=True, status=201, codes=("WRONG_STATUS", "PRESENCE_REQUIRED")),
    Route(
        "POST", f"{_CASE}/withdraw", "撤件", submission.withdraw, "answers.applicants.Accepted",
        audience=PARTY, finds=access.own, may=access.bind, creates=True, status=202, codes=("WRONG_STATUS", "PRESENCE_REQUIRED"),
    ),
    Route(
        "POST", f"{_CASE}/signatures", "签署合同", signing.sign_or_decline, "answers.applicants.Signed", audience=PARTY, finds=access.own, may=access.speak,
        body="bodies.Signing", creates=True, status=202, codes=("WRONG_STATUS", "PRESENCE_REQUIRED"),
    ),
    Route(
        "POST", f"{_CASE}/results", "窗口交付结果", collecting.hand_over, "answers.parties.HandedOver", audience=("clerk",), finds=access.own, may=access.hand_over,
        body="bodies.Collecting", creates=True, status=201, codes=("WRONG_STATUS", "PRESENCE_REQUIRED", "DOCUMENT_NOT_THERE"),
    ),
    Route("GET", f"{_CASE}/results/{{paper}}", "领取一份文书", collecting.opened, "answers.parties.PaperShown", audience=("depositor",), finds=access.own),
    Route(
        "POST", f"{_CASE}/mailings", "邮寄结果", collecting.send, "answers.parties.Sent", audience=("clerk",), finds=access.own, may=access.attest,
        body="bodies.Mailing", creates=True, status=201, codes=("WRONG_STATUS",),
    ),
    Route(
        "POST", f"{_CASE}/costs", "确认商业部分的综合融资成本", costs.confirm, "answers.applicants.Signed", audience=PARTY, finds=access.own, may=access.speak,
        body="bodies.ConfirmingCost", creates=True, status=202, codes=("WRONG_STATUS", "PRESENCE_REQUIRED"),
    ),
    # The review desk
    Route("GET", "/v1/tasks", "待办队列", review.queue, "answers.staff.TaskPage", audience=QUEUES, query=("kind", "cursor")),
    Route("GET", "/v1/handouts", "待出件的办件", handouts.listed, "answers.staff.HandoutPage", audience=("clerk", "supervisor"), query=("cursor",)),
    Route("GET", _TASK, "待办详情", review.details, "answers.staff.TaskShown", audience=QUEUES, finds=access.of_task),
    Route(
        "POST", f"{_TASK}/claim", "领取待办", review.claim, "answers.staff.TaskLine",
        audience=QUEUES, finds=access.of_task, may=access.take_on, creates=True, codes=("OWN_SCAN", "TASK_TAKEN", "TOO_MANY_HELD", "TASK_RETRYING", "TASK_OVER"),
    ),
    Route(
        "POST", f"{_TASK}/decision", "办理待办", review.decide, "answers.staff.TaskLine", audience=DESK, finds=access.of_task, may=access.handle,
        body="bodies.Deciding", creates=True, codes=("CLAIM_FIRST", "TASK_TAKEN", "TASK_RETRYING", "TASK_OVER", "ROAD_ENDED", "UPHELD_ELSEWHERE"),
    ),
    Route(
        "POST", f"{_CASE}/recusals", "声明回避", recusals.recuse, "answers.staff.Recused", audience=("clerk", *DESK), finds=access.judged,
        may=access.recuse, body="bodies.Recusing", creates=True, status=201,
    ),
    # Partners
    Route(
        # A bank's client credentials are its signature; a token is told once, so its id is spent and no answer is kept.
        "POST", "/v1/bank/sessions", "银行登录（客户端凭证）", banks.log_in, "answers.sessions.SessionOpened",
        body="partners.events.BankLogin", signed=partners.bank, status=201, codes=("BAD_SIGNATURE", "BAD_HEADER", "LOGIN_FAILED"),
    ),
    Route(
        "POST", "/v1/bank/callbacks", "银行回调", partners.from_bank, "answers.partners.Received", body="partners.events.BankEvent",
        signed=partners.bank, finds=partners.case_of_event, creates=True, codes=("BAD_SIGNATURE",),
    ),
    Route(
        "GET", "/v1/bank/contracts/{number}", "银行读取合同", partners.contract, "answers.partners.BankContract",
        audience=("bank",), finds=access.of_contract,
    ),
    Route(
        "POST", "/v1/registry/callbacks", "不动产登记回调", partners.from_registry, "answers.partners.Received",
        body="partners.events.RegistryEvent", signed=partners.registry, finds=partners.case_of_registration,
        codes=("BAD_SIGNATURE",),
    ),
    # Operations
    Route("GET", "/v1/ops/cases", "办件列表", caseload.cases, "answers.staff.OpsCasePage", audience=OPS, query=caseload.QUERY),
    Route("GET", "/v1/ops/refusals", "被拒绝的尝试", refusals.listed, "answers.staff.RefusalPage", audience=OPS, query=refusals.QUERY),
    Route("GET", "/v1/ops/calendar", "工作日历还能用多久", ops.calendar, "answers.staff.OpsCalendar", audience=OPS),
    Route(
        "POST", "/v1/ops/sessions/end", "强制退出某人的所有登录", logins.end, "answers.staff.SessionsEnded", audience=OPS,
        body="bodies.SessionsOf", codes=("NOT_FOUND",),
    ),
    Route("GET", _OPS_CASE, "办件概况", ops.case, "answers.staff.OpsCase", audience=OPS, finds=access.numbered),
    Route(
        "POST", f"{_OPS_CASE}/restart", "重启办理流程（两人办理）", restart.restart, "answers.staff.Restarted", audience=OPS, finds=access.numbered, may=access.restart,
        body="bodies.Restarting", creates=True, status=202, codes=("WRONG_STATUS", "ROAD_RUNNING"),
    ),
    Route("GET", f"{_OPS_CASE}/execution", "流程执行", ops.execution, "answers.staff.OpsExecution", audience=OPS, finds=access.numbered),
    Route("GET", f"{_OPS_CASE}/trace", "调用轨迹", ops.trace, "answers.staff.OpsTrace", audience=OPS, finds=access.numbered),
)  # fmt: skip


def parameters(path: str) -> list[str]:
    """The names in braces of a path."""
    return re.findall(r"{(\w+)}", path)
