"""Texts of what may be brought after acceptance (容缺受理): the commitment, the timeline, what is told and shown of it."""

TEXTS: dict[str, tuple[str, str]] = {
    # The commitment, as it is shown, agreed to and kept.
    "COMMIT_OWED": (
        "本人申请暂缺“{name}”先行受理（容缺受理），并承诺：自受理之日起 {days} 个工作日内补交，具体日期以受理通知书为准；补交并经审核符合要求以前，不签订借款合同、不发放贷款；逾期没有补交的，由工作人员决定是否终止办理。受理后本人可以在期限以前补交，撤件、异议等权利不受影响。",
        "I ask that my application be accepted without “{name}” for now, and commit to bring it within {days} working days of acceptance, by the day the notice of acceptance says. No contract is signed and nothing is paid before it is there and found in order; where it is not brought in time, staff decide whether the case ends. From acceptance on I may bring it earlier; my rights to withdraw and to object stay as they are.",
    ),
    # Commitments to facts (告知承诺), looked at afterwards.
    "COMMITMENT_STATE_MADE": ("已承诺", "Committed"),
    "COMMITMENT_STATE_UNTRUE": ("经核查与实际不符", "Found untrue"),
    "COMMITMENT_STATE_TAKEN_BACK": ("已不再承诺", "Committed to no more"),
    "COMMITMENT_STATE_UNCLEAR": ("登记信息尚不明确，由工作人员核查", "Shared data are not clear: staff look into it"),
    "COMMITMENT_STATE_CLEARED": ("曾被认为不实，已由另一人核实属实", "Was found untrue, and true by another person"),
    "COMMITMENT_FOUND_UNTRUE": (
        "承诺事项经核查与实际不符，转工作人员处理，处理以前不签约、不放款",
        "What was committed to was found untrue: staff decide, and nothing is signed or paid before",
    ),
    "COMMITMENT_UNTRUE_PAID": (
        "放款后工作人员核查发现承诺事项与实际不符；核实前贷款不因此变动",
        "Staff found what was committed to untrue after the loan was paid; nothing of the loan changes meanwhile",
    ),
    "COMMITMENT_DOUBTED": (
        "承诺事项的登记信息尚不明确，由工作人员核查，查明以前不放款",
        "Shared data are not clear about what was committed to: staff look into it, and nothing is paid before",
    ),
    "COMMITMENT_CLEARED": ("承诺事项已由另一人核实属实", "What was committed to was found true by another person"),
    "STOP_COMMITMENT_UNTRUE": (
        "承诺事项经核查与实际不符（告知承诺事后核查），不签约、不放款；工作人员认定不实而查明属实的，由领取本待办的另一人写明依据，之后自动重试；登记信息不一致的，由本人向民政部门更正后重试；不实的拒绝或者终止并恢复原状。认定不实的人不办理本待办。本平台只留存记录，不作失信惩戒",
        "What a party has committed to was found untrue, so nothing is signed or paid. What staff have found untrue another person who has claimed this task may find true, with what shows that, and it is tried again; retry where the register was put right; refuse or compensate where it is untrue. Whoever found it so does neither. It is recorded here and reported nowhere",
    ),
    "STOP_COMMITMENT_UNCLEAR": (
        "承诺事项的登记信息今天不明确（告知承诺事后核查），没有证明承诺不实，也不能据以放款；由本人向民政部门更正、登记明确后重试；只是登记先后不明的，也可以由领取本待办的人查明属实、写明依据，之后自动重试；查明不实的，认定不实并写明依据，由另一人决定",
        "Shared data are not clear today about what was committed to: it is not shown to be untrue, and nothing is paid on it. Retry once the data are clear; where they only do not tell which of two entries was last, whoever has claimed this task may find it true, with what shows that, and it is tried again; where it is untrue find it so, with what shows that, and another decides",
    ),
    "OWED_BY": ("待补交材料", "To be brought yet"),
    "OWED_UNTIL": ("至迟 {day} 补交", "by {day}"),
    "OWED_STATE_CHOSEN": ("已承诺受理后补交", "To be brought after acceptance, as committed"),
    "OWED_STATE_TO_BRING": ("请补交", "Please bring it"),
    "OWED_STATE_TO_READ": ("已补交，等待审核", "Brought, waits to be looked at"),
    "OWED_STATE_NOT_ENOUGH": (
        "补交的材料不符合要求，请重新补交",
        "What was brought is not enough: please bring another",
    ),
    "OWED_STATE_LATE": ("已逾期；决定作出以前仍可以补交", "Late; it may still be brought until somebody has decided"),
    "OWED_STATE_SETTLED": ("已补齐或者无须补交", "Settled"),
    # The timeline.
    "OWED_CHOSEN": ("已承诺受理后补交：{name}", "Committed to bring after acceptance: {name}"),
    "ACCEPTED_OWING": ("申请已容缺受理，待补交：{owed}", "The application is accepted; to be brought yet: {owed}"),
    "OWED_BROUGHT": ("已补交{name}，等待审核", "{name} was brought and waits to be looked at"),
    "OWED_LAPSED": (
        "{name}逾期没有补交，由工作人员决定是否终止办理",
        "{name} was not brought in time: staff decide whether the case ends",
    ),
    "OWED_AWAITED": ("补齐容缺材料以后签订借款合同", "The contract is drawn up once everything owed is there"),
    "OWED_ANEW": (
        "补交的材料已审看，据此重新核验和审核",
        "What was brought was looked at: the application is checked and decided anew with it",
    ),
    "TASK_OWED": ("补交材料转工作人员审看", "Staff look at what was brought"),
    # The letter, messages, and why a step stands still.
    "OPEN_ACCEPTED_OWING": (
        "你（们）提交的住房公积金个人住房贷款购房“一件事”申请收悉。经查，主要条件符合，尚缺下列可以容缺的材料。按照你（们）的承诺，现予容缺受理；下列材料补交并经审核符合要求以前，不签订借款合同、不发放贷款。逾期没有补交的，由工作人员决定是否终止办理；终止的，可以提出异议，也可以重新申请。",
        "Your application meets the main conditions and lacks what is listed below, which may be brought later. As you have committed to that, it is accepted. No contract is signed and nothing is paid before it is there and found in order. Where it is not brought in time, staff decide whether the case ends; you may object to that, or apply again.",
    ),
    "MESSAGE_REMIND_OWED": (
        "您的公积金贷款申请（{number}）还有承诺补交的材料，请于 {by} 以前补交，补齐以前不签约、不放款。咨询 12329",
        "Your provident-fund loan application ({number}) still lacks a material you have committed to bring: please do so by {by}; nothing is signed or paid before. Help: 12329",
    ),
    "MESSAGE_OWED_OVER": (
        "您的公积金贷款申请（{number}）承诺补交的材料已于 {by} 逾期，由工作人员决定是否终止办理；决定作出以前仍可以补交，终止后可以提出异议或者重新申请。咨询 12329",
        "What you have committed to bring for your provident-fund loan application ({number}) was due by {by}. Staff decide whether the case ends; until then you may still bring it, and after an end you may object or apply again. Help: 12329",
    ),
    "STOP_OWED": (
        "容缺受理的材料还没有补交，或者补交后还没有审核通过，不签约、不放款；补齐并审核通过后自动重试。逾期没有补交的，可以决定拒绝，理由告知当事人",
        "A material that was to be brought later is not there, or nobody has found it in order, so nothing is signed or paid; it is tried again by itself once it is. Where it is late the case may be refused, with a reason the parties read",
    ),
    "ROUTE_OWED": ("有容缺材料尚未补齐，须人工审批", "Something is owed yet: a person decides"),
}
