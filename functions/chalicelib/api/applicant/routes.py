"""What applicants ask, and the window on their behalf."""

from chalicelib.api import access, opening, reaches
from chalicelib.api.applicant import (
    agents,
    appealing,
    applications,
    authorising,
    collecting,
    committing,
    contesting,
    correcting,
    costs,
    delivering,
    denials,
    explaining,
    joining,
    materials,
    owing,
    own_entry,
    prefilling,
    presences,
    replying,
    second_look,
    signed_forms,
    signing,
    submission,
    tracking,
    uploads,
    uses,
    voicing,
    withdrawing,
)
from chalicelib.api.http.route import Route
from chalicelib.domain.work import DESK

_PARTY = access.PARTY
_FOLLOWER = (*_PARTY, "hotline")
_CASE = "/v1/applications/{id}"

ROUTES: tuple[Route, ...] = (
    Route(
        "POST", "/v1/applications", "新建草稿", applications.begin, "answers.applicants.DraftSaved",
        audience=_PARTY, body="forms.Form", creates=True, status=201, codes=("OTHER_CENTRE", "OWN_CASE", "RELATIVE"),
    ),
    Route("GET", "/v1/applications", "我的申请", applications.mine, "answers.applicants.CasePage", audience=_PARTY, query=("cursor",)),
    Route("GET", _CASE, "读取或继续草稿", applications.read, "answers.applicants.ApplicationShown", audience=_PARTY, finds=reaches.seen),
    Route(
        "PATCH", _CASE, "保存草稿", applications.save, "answers.applicants.DraftSaved", audience=_PARTY, finds=reaches.own, may=access.fill_in, body="forms.Patch",
        codes=("REVISION_REQUIRED", "REVISION_MISMATCH", "WRONG_STATUS", "OTHER_CENTRE", "PRESENCE_REQUIRED"),
    ),
    # Everybody acts for themselves: by invitation from their own phone, or at the window while they are there
    Route(
        # Not kept under an idempotency key: that would mean keeping the code.
        "POST", f"{_CASE}/invitations", "邀请一方本人确认", joining.invite, "answers.parties.InvitationIssued",
        audience=_PARTY, finds=reaches.own, may=access.fill_in, body="applicant.bodies.Inviting", status=201, codes=("WRONG_STATUS",),
    ),
    Route(
        "POST", "/v1/joins", "凭邀请码加入办件", joining.join, "answers.parties.Joined",
        audience=("depositor",), body="applicant.bodies.Joining", creates=True, status=201, codes=("NOT_FOUND", "CHANGED_MEANWHILE"),
    ),
    Route(
        "POST", f"{_CASE}/presences", "窗口人证核验", presences.show, "answers.parties.PresenceShown",
        audience=("clerk",), finds=reaches.own, may=access.attest, body="applicant.window_bodies.Present", creates=True, status=201,
    ),
    Route(
        "POST", f"{_CASE}/signed-forms", "上传签字表单", signed_forms.announce, "answers.applicants.UploadSlot",
        audience=("clerk",), finds=reaches.own, may=access.attest, body="applicant.window_bodies.NewScan", creates=True, status=201,
    ),
    Route(
        "POST", f"{_CASE}/signed-forms/{{document}}/verify", "留存签字表单", signed_forms.take, "answers.parties.PresenceShown",
        audience=("clerk",), finds=reaches.own, may=access.attest, body="applicant.window_bodies.SignedForm", creates=True, status=201, codes=("DOCUMENT_NOT_THERE", "WRONG_STATUS"),
    ),
    Route(
        "POST", f"{_CASE}/signed-forms/{{document}}/second", "复核签字表单（另一人）", second_look.look, "answers.by_hand.ByHand",
        audience=("clerk",), finds=reaches.own, may=access.attest, body="applicant.window_bodies.Seconding", creates=True, status=201, codes=("OWN_SCAN", "SCAN_LOOKED_AT", "TASK_TAKEN", "WRONG_STATUS"),
    ),
    Route("GET", f"{_CASE}/signed-forms", "签字表单和代办", signed_forms.listed, "answers.by_hand.SignedForms", audience=_PARTY, finds=reaches.consents),
    Route(
        "POST", f"{_CASE}/signed-forms/{{document}}/denials", "本人否认签字", denials.deny, "answers.by_hand.ByHand", audience=("depositor",),
        finds=reaches.consents, may=access.deny, creates=True, status=201,
    ),
    Route(
        "POST", f"{_CASE}/agents/revocations", "撤销代办授权", agents.revoke, "answers.by_hand.Agents", audience=_PARTY, finds=reaches.joint, may=access.speak,
        body="applicant.bodies.Revoking", creates=True, codes=("PRESENCE_REQUIRED",),
    ),
    Route("GET", f"{_CASE}/authorisations", "请我授权的事项", authorising.asked, "answers.parties.Authorisations", audience=_PARTY, finds=reaches.consents, query=("person",)),
    Route(
        "POST", f"{_CASE}/consents", "本人授权", authorising.give, "answers.parties.Authorisations", audience=_PARTY, finds=reaches.joint, may=access.speak,
        body="applicant.bodies.Authorising", creates=True, status=201, codes=("WRONG_STATUS", "PRESENCE_REQUIRED", "LEGAL_REPRESENTATIVE"),
    ),
    Route(
        "POST", f"{_CASE}/consents/withdrawals", "本人撤回授权", authorising.withdraw, "answers.parties.Authorisations",
        audience=_PARTY, finds=reaches.consents, may=access.speak, body="applicant.bodies.TakingBack", creates=True, codes=("PRESENCE_REQUIRED",),
    ),
    Route(
        "GET", f"{_CASE}/prefill", "预填：各部门已知的本人和房屋信息", prefilling.known, "answers.known.Known",
        audience=_PARTY, finds=reaches.own, may=access.ask_about, query=("person",), codes=("WRONG_STATUS", "PRESENCE_REQUIRED", "CHANGED_MEANWHILE"),
    ),
    Route(
        "PATCH", f"{_CASE}/people/me", "本人填写自己的部分", own_entry.save_own, "answers.applicants.DraftSaved",
        audience=("depositor",), finds=reaches.joint, may=access.own_entry, body="forms.people.PersonForm",
        codes=("REVISION_REQUIRED", "REVISION_MISMATCH", "WRONG_STATUS"),
    ),
    Route("GET", f"{_CASE}/materials", "材料清单", materials.listed, "answers.public.MaterialList", audience=_PARTY, finds=reaches.own),
    Route("GET", f"{_CASE}/tolerances", "可以容缺的材料和待补交的材料", owing.listed, "answers.owing.Owing", audience=_PARTY, finds=reaches.own),
    Route(
        "POST", f"{_CASE}/tolerances", "承诺受理后补交（容缺）", owing.choose, "answers.owing.Owing", audience=_PARTY, finds=reaches.own, may=access.bind,
        body="applicant.bodies.Tolerating", creates=True, status=201, codes=("WRONG_STATUS", "PRESENCE_REQUIRED"),
    ),
    Route("GET", f"{_CASE}/commitments", "可以承诺的事项和已作的承诺", committing.listed, "answers.committed.Commitments", audience=_PARTY, finds=reaches.own),
    Route(
        "POST", f"{_CASE}/commitments", "告知承诺", committing.commit, "answers.committed.Commitments", audience=_PARTY, finds=reaches.own, may=access.bind,
        body="applicant.bodies.Committing", creates=True, status=201, codes=("WRONG_STATUS", "PRESENCE_REQUIRED"),
    ),
    Route(
        "POST", f"{_CASE}/owed", "补交容缺的材料", owing.bring, "answers.owing.Owing", audience=_PARTY, finds=reaches.own, may=access.bind,
        creates=True, status=201, codes=("WRONG_STATUS", "PRESENCE_REQUIRED", "FORM_INCOMPLETE"),
    ),
    Route(
        "POST", f"{_CASE}/documents", "上传材料", uploads.announce, "answers.applicants.UploadSlot",
        audience=_PARTY, finds=reaches.own, may=access.bring, body="applicant.bodies.NewDocument", creates=True, status=201,
        codes=("WRONG_STATUS",),
    ),
    Route(
        "POST", f"{_CASE}/documents/{{document}}/verify", "核对已上传的材料", uploads.verify, "answers.applicants.DocumentVerified",
        audience=_PARTY, finds=reaches.own, may=access.bring, codes=("DOCUMENT_NOT_THERE", "WRONG_STATUS"),
    ),
    Route("GET", f"{_CASE}/documents/{{document}}", "查看已核对的材料", opening.opened, "answers.shape.DocumentOpened", audience=(*_PARTY, *DESK), finds=reaches.papers, codes=("CLAIM_FIRST",)),
    Route(
        "POST", f"{_CASE}/submit", "提交申请", submission.submit, "answers.applicants.Accepted",
        audience=_PARTY, finds=reaches.own, may=access.bind, body="applicant.bodies.Submitting", creates=True, status=202,
        codes=("REVISION_REQUIRED", "FORM_INCOMPLETE", "STILL_LACKING", "WRONG_STATUS", "PRESENCE_REQUIRED"),
    ),
    Route("GET", f"{_CASE}/track", "办件进度", tracking.track, "answers.tracked.Tracked", audience=_FOLLOWER, finds=reaches.followed),
    Route(
        "GET", f"{_CASE}/decision", "决定说明", explaining.explain, "answers.explained.Explained",
        audience=(*_PARTY, *DESK), finds=reaches.judged, codes=("NOT_DECIDED",),
    ),
    Route("GET", f"{_CASE}/data-uses", "数据使用留痕", uses.listed, "answers.applicants.DataUses", audience=_PARTY, finds=reaches.consents),
    Route(
        "POST", f"{_CASE}/corrections", "一次补正", correcting.correct, "answers.applicants.Accepted", audience=_PARTY, finds=reaches.own, may=access.answer,
        body="applicant.bodies.Correcting", creates=True, status=202,
        codes=("REVISION_REQUIRED", "FORM_INCOMPLETE", "STILL_LACKING", "WRONG_STATUS", "PRESENCE_REQUIRED"),
    ),
    Route(
        "POST", f"{_CASE}/notice/{{item}}", "逐项答复补正告知书（暂存）", replying.reply, "answers.contests.ItemShown", audience=_PARTY, finds=reaches.own,
        may=access.reply, body="applicant.bodies.Replying", creates=True, codes=("REVISION_REQUIRED", "REVISION_MISMATCH", "WRONG_STATUS", "PRESENCE_REQUIRED"),
    ),
    Route("POST", f"{_CASE}/contests", "对核验结果提出异议", contesting.contest, "answers.contests.Contested", audience=_PARTY, finds=reaches.own, may=access.speak, body="applicant.bodies.Contesting", creates=True, status=201, codes=("WRONG_STATUS", "PRESENCE_REQUIRED")),
    Route(
        "POST", f"{_CASE}/voices", "投诉、建议、评价", voicing.say, "answers.voices.VoiceShown", audience=_PARTY, finds=reaches.joint,
        may=access.speak, body="applicant.bodies.Voicing", creates=True, status=201, codes=("PRESENCE_REQUIRED",),
    ),
    Route("GET", f"{_CASE}/voices", "我的投诉、建议和评价", voicing.mine, "answers.voices.Voices", audience=("depositor",), finds=reaches.joint),
    Route(
        "POST", f"{_CASE}/appeals", "对办理结果提出异议（申请复核）", appealing.appeal, "answers.contests.AppealShown", audience=_PARTY, finds=reaches.own,
        may=access.speak, body="applicant.bodies.Appealing", creates=True, status=201, codes=("WRONG_STATUS", "PRESENCE_REQUIRED", "APPEALED", "APPEAL_LATE"),
    ),
    Route(
        "POST", f"{_CASE}/withdraw", "撤件", withdrawing.withdraw, "answers.applicants.Accepted",
        audience=_PARTY, finds=reaches.own, may=access.bind, creates=True, status=202, codes=("WRONG_STATUS", "PRESENCE_REQUIRED"),
    ),
    Route(
        "POST", f"{_CASE}/signatures", "签署合同", signing.sign_or_decline, "answers.applicants.Signed", audience=_PARTY, finds=reaches.joint, may=access.speak,
        body="applicant.bodies.Signing", creates=True, status=202, codes=("WRONG_STATUS", "PRESENCE_REQUIRED", "LEGAL_REPRESENTATIVE"),
    ),
    Route(
        "POST", f"{_CASE}/results", "窗口交付结果", collecting.hand_over, "answers.papers.HandedOver", audience=("clerk",), finds=reaches.own, may=access.hand_over,
        body="applicant.window_bodies.Collecting", creates=True, status=201, codes=("WRONG_STATUS", "PRESENCE_REQUIRED", "DOCUMENT_NOT_THERE"),
    ),
    Route("GET", f"{_CASE}/results/{{paper}}", "领取一份文书", collecting.opened, "answers.papers.ResultShown", audience=("depositor",), finds=reaches.joint),
    Route(
        "POST", f"{_CASE}/delivery", "选择送达方式", delivering.choose, "answers.papers.Delivered", audience=_PARTY, finds=reaches.joint, may=access.speak,
        body="applicant.bodies.Delivering", creates=True, status=201, codes=("PRESENCE_REQUIRED", "WRONG_STATUS"),
    ),
    Route(
        "POST", f"{_CASE}/mailings", "邮寄结果", collecting.send, "answers.papers.Sent", audience=("clerk",), finds=reaches.own, may=access.attest,
        body="applicant.window_bodies.Mailing", creates=True, status=201, codes=("WRONG_STATUS",),
    ),
    Route(
        "POST", f"{_CASE}/costs", "确认商业部分的综合融资成本", costs.confirm, "answers.applicants.Signed", audience=_PARTY, finds=reaches.own, may=access.speak,
        body="applicant.bodies.ConfirmingCost", creates=True, status=202, codes=("WRONG_STATUS", "PRESENCE_REQUIRED"),
    ),
)  # fmt: skip
