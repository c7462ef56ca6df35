"""Texts for a partner's engineer: how messages are signed, what is sent and what an answer to it means (the OpenAPI document)."""

TEXTS: dict[str, tuple[str, str]] = {
    "SENT_LOAN_CONTRACT_READY": (
        "借款合同可以签署，请读取合同",
        "The loan contract is ready to be signed: read it",
    ),
    "SENT_LOAN_CONTRACT_VOIDED": ("借款合同已作废", "The loan contract is void"),
    "SENT_LOAN_SETTLED": ("贷款已发放并办结", "The loan is paid and the case ended"),
    "SENT_PAYMENT_ORDER": (
        "放款指令：同一 RefSeqNo1 只付一次，重复收到时答复首次的结果",
        "The pay-out order: one RefSeqNo1 is paid once; an order that comes again is answered with what became of the first",
    ),
    "SENT_PAYMENT_QUERY": (
        "查询放款结果：没有收到过的指令答 9，之后才可能再次发出",
        "What became of an order: 9 for one never received, which alone may be sent again",
    ),
    "ANSWER_TAKEN": ("已收到", "Taken"),
    "ANSWER_UNAUTHORISED": (
        "签名不符：重新读取密钥后再发一次，仍不符即转人工",
        "The signature is not ours: sent once more with a secret read anew, then a person looks",
    ),
    "ANSWER_LATER": (
        "稍后再来：Retry-After 不超过 5 秒的当即等候一次，更长的由流程稍后重发",
        "Come back later: waited for once up to 5 seconds of Retry-After; anything longer is sent again later",
    ),
    "ANSWER_REFUSED": ("不再发送，转人工处理", "Not sent again: a person looks"),
    "ANSWER_AGAIN": (
        "其他任何答复或没有答复：结果未知，以同一 webhook-id 重发；放款指令先查询",
        "Any other answer, or none: unknown, and sent again under the same webhook-id; a pay-out order is asked about first",
    ),
    "RESULT_CODES": (
        "0 已完成；1 失败，没有付款；2 处理中，稍后查询；9 没有这一指令（只用于答复查询）",
        "0 done; 1 failed, nothing was paid; 2 processing, to be asked again; 9 no such order (only ever the answer to a query)",
    ),
    "SIGNED_STANDARD": (
        "Standard Webhooks：`v1,` 加 base64(HMAC-SHA256(密钥, webhook-id + `.` + webhook-timestamp + `.` + 原始报文))；"
        "密钥为 `whsec_` 之后部分的 base64 解码。可有多个签名，以空格分隔，一个相符即可：更换密钥期间新旧并用。"
        "webhook-timestamp 为 Unix 秒，前后五分钟内有效。重发时 webhook-id 与报文不变，时间戳与签名重算。",
        "Standard Webhooks: `v1,` and base64(HMAC-SHA256(key, webhook-id + `.` + webhook-timestamp + `.` + raw body)); the key is what"
        " follows `whsec_`, base64-decoded. There may be several signatures with spaces between, and one that fits is enough: while a"
        " key is rotated both are good. webhook-timestamp is in Unix seconds, good for five minutes either way. Over retries webhook-id"
        " and body stay the same; timestamp and signature are made anew.",
    ),
    "SIGNED_EXCHANGE": (
        "数据共享交换签名，以回调密钥按约定的算法计算，D 为报文 SHA-256 的小写十六进制：hmac-sha256 与 hmac-sm3 为"
        " base64(HMAC(密钥, sid + rid + rtime + D))，md5-legacy 为 hex(MD5(小写 rid + 小写密钥 + rtime + D))。"
        "rtime 为 Unix 毫秒，前后五分钟内有效；更换密钥期间新旧并用。",
        "The exchange's signature with the callback key, by the profile agreed, D being the lower-case hex SHA-256 of the body:"
        " hmac-sha256 and hmac-sm3 are base64(HMAC(key, sid + rid + rtime + D)), md5-legacy is hex(MD5(lower-case rid + lower-case key +"
        " rtime + D)). rtime is in Unix milliseconds, good for five minutes either way; while a key is rotated both are good.",
    ),
}
