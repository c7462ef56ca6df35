"""What staff and the parties are told where law in force was learnt of late (补录)."""

TEXTS: dict[str, tuple[str, str]] = {
    "TASK_LAW": (
        "决定作出后补录了当时已经施行的规定，已转专人复核；复核前不因此变动",
        "Law that was in force already was learnt of after the decision; a member of staff looks again, and nothing is moved meanwhile",
    ),
    "TASK_LAW_REMEDIES": (
        "办结后补录了当时已经施行的规定，告知的救济途径或者期限与之不同，已转专人复核；您的权利以规定为准，不因告知有误而减少",
        "Law that was in force already was learnt of after the end, by which the remedies or their time limits are others than you were told; a member of staff"
        " looks again. Your rights are those of the law",
    ),
    "TASK_LAW_LETTER": (
        "告知办结期限后补录了当时已经施行的规定，法定的最后一日与所告知的不同，已转专人复核；办理时限以规定为准",
        "Law that was in force already was learnt of after you were told the last day for the decision, which is another; a member of staff looks at the"
        " letter again. The law's day holds",
    ),
    "LAW_UPHELD": (
        "经两人复核，原处理与当时已经施行的规定不符，由中心依法更正",
        "Two members of staff have found that what was done is not what the law in force said; the centre puts it right",
    ),
    "LAW_LETTER_ANEW": (
        "经两人复核，受理通知书已按当时施行的规定重新出具，原通知书所载办结期限作废",
        "Two members of staff have had the letter of acceptance drawn anew by the law in force; the last day in the earlier one does not hold",
    ),
    "LAW_RECEIPT_ANEW": (
        "经两人复核，收件回执已按当时施行的规定重新出具，原回执所载办结期限作废",
        "Two members of staff have had the receipt drawn anew by the law in force; the last day in the earlier one does not hold",
    ),
    "DISPUTE_LAW_LEARNT_LATE": (
        "本件在得知已施行的规定之前作出决定，请按补录的规定复核",
        "Decided before we knew of law in force: look again by what was learnt",
    ),
    "DISPUTE_LAW_LETTER": (
        "本件尚未作出决定，告知的法定最后一日与补录的规定不符：属实的，经两人确认后，已受理的件重新出具受理通知书，尚未受理的重新出具收件回执",
        "Not decided yet, and told another last day than the law's: where two uphold it, the letter of acceptance of an accepted case is drawn anew,"
        " the receipt of any other",
    ),
    "DISPUTE_LAW_REMEDIES": (
        "本件办结时告知的救济途径或者期限与补录的规定不符，请重新告知当事人",
        "The remedies told at its end, or their time limits, are not those of the law in force: tell the parties anew",
    ),
    "LAW_DIFFERS": ("{what}：原按 {was}，应为 {holds}", "{what}: was taken to be {was}, is {holds}"),
}
