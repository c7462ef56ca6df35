"""What the steps of the road are called; of a check it is `CHECK_…`, of what staff does `TASK_…`."""

TEXTS: dict[str, tuple[str, str]] = {
    "STEP_INTAKE": ("收件", "Intake"), "STEP_CHECKS": ("并联核验", "Checks"), "STEP_COLLATE": ("核验汇总", "Collation"),
    "STEP_ASSESS": ("审核定额", "Assessment"), "STEP_REVIEW": ("审批", "Review"), "STEP_CORRECTION": ("一次性补正", "Correction"),
    "STEP_SIGN": ("签约", "Signing"), "STEP_MORTGAGE": ("抵押登记", "Mortgage"), "STEP_DISBURSE": ("放款", "Pay-out"),
    "STEP_ISSUE": ("出件", "Issue"), "STEP_DONE": ("办结", "Done"), "STEP_DECLINE": ("不予受理", "Not accepted"),
    "STEP_REFUSE": ("不予贷款", "Refusal"), "STEP_WITHDRAW": ("撤件", "Withdrawal"), "STEP_EXPIRE": ("逾期", "Expiry"),
    "STEP_COMPENSATE": ("恢复原状", "Compensation"), "STEP_DISCHARGE": ("注销抵押", "Discharge"), "STEP_VOID": ("作废合同", "Void"),
    "STEP_CLOSE": ("终结", "Close"), "STEP_ENDED": ("结束", "Ended"), "STEP_API": ("接口", "The interface"),
    # Who asks an agency beside the road.
    "STEP_PREFILL": ("预填", "Prefilling"), "STEP_PRESENCE": ("到场核验", "Presence"), "STEP_SWEEP": ("巡检", "The sweep"),
}  # fmt: skip
