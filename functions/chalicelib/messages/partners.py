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
    "SENT_REGISTRY_TITLES": ("查询一人名下的房屋", "The titles one person holds"),
    "SENT_REGISTRY_UNIT": (
        "查询一个不动产单元的权属、查封和抵押；放款之前也查一次",
        "Title, seizures and mortgages of one unit; asked once more before money goes out",
    ),
    "SENT_MORTGAGE_APPLY": (
        "申请抵押登记：同一 apply_biz_id 只受理一次，重复收到时答复现在的状态；结果另行回调",
        "Asks for the registration of a mortgage: one apply_biz_id is taken once, and one that comes again is answered with where it"
        " stands; the outcome is called back",
    ),
    "SENT_MORTGAGE_QUERY": (
        "查询抵押登记申请：没有收到过的申请，data 为空对象",
        "Where an application stands: `data` is an empty object for one never received",
    ),
    "SENT_MORTGAGE_DISCHARGE": (
        "注销抵押登记或者撤回申请：重复收到不再变动，已退件的不变",
        "Takes a registration or the application for it away: repeating changes nothing, what was rejected stays so",
    ),
    "SENT_TO_BANK": (
        "{url} 由银行提供，与两个方向的密钥一并约定。连接限时 2 秒，答复限时 8 秒。未答复或者答复不明的，由流程间隔数秒至半小时重发约一天，"
        "仍无答复的转人工；未签署的合同一天后每日提醒一次，每日的提醒另有 webhook-id。",
        "{url} is the bank's own, agreed together with the keys of both directions. 2 seconds to connect, 8 to answer. What is not answered,"
        " or in no known way, is sent again by the process after seconds to half an hour, for about a day, then a person takes over. Of a"
        " contract that is not signed the bank is reminded daily from the second day on, each day's reminder under a webhook-id of its own.",
    ),
    "SENT_TO_REGISTRY": (
        "{url} 为数据共享交换平台地址，登记机构在其后提供服务。连接限时 2 秒，答复限时 8 秒；未答复的由流程间隔数秒至半小时重发，核查约一夜，抵押登记约一天，再转人工。"
        "登记结果一天没有回调的，逐日查询。",
        "{url} is the exchange's address, with the registry's services behind it. 2 seconds to connect, 8 to answer; what is not answered is"
        " asked again by the process after seconds to half an hour, a check for about a night, a mortgage for about a day, then a person takes"
        " over. An outcome that has not been"
        " called back within a day is asked about daily.",
    ),
    "EXCHANGE_RID": (
        "请求方标识，交换平台分配：平台发出的为平台的标识，回调的为登记机构的标识；原样计入签名，不另核对",
        "The requester's id, given by the exchange: ours in what we send, the registry's in a callback; signed as it is, and not checked otherwise",
    ),
    "EXCHANGE_SID": (
        "服务标识：s_、18 位机构代码、_、4 位序号；回调的为平台被回调的服务。原样计入签名，不另核对",
        "The service's id: s_, the agency's code of 18 characters, _ and four digits; in a callback, that of our being called back. Signed as"
        " it is, and not checked otherwise",
    ),
    "EXCHANGE_RTIME": ("发出时间，Unix 毫秒", "When it was sent, Unix milliseconds"),
    "EXCHANGE_SIGN": ("签名", "The signature"),
    "EXCHANGE_ANSWERED": (
        "code 为 0 或 00 即为答复，内容在 data；requestId 记入留痕",
        "An answer where code is 0 or 00, with its content in data; requestId goes into the ledger",
    ),
    "EXCHANGE_REFUSED": ("拒绝本次调用：不再重发，转人工", "The call is refused: not sent again, a person looks"),
    "EXCHANGE_UNAUTHORISED": (
        "签名不符：重新读取密钥后再发一次，仍不符即转人工",
        "The signature is not ours: sent once more with a key read anew, then a person looks",
    ),
    "EXCHANGE_AGAIN": (
        "其他任何答复：稍后再次调用；429 与 503 的 Retry-After 不超过 5 秒的当即等候一次。报文 code 为 {codes} 的视为拒绝，不再调用，转人工。",
        "Any other answer is called again later; Retry-After of a 429 or 503 is waited for once up to 5 seconds. A body whose code is one of"
        " {codes} is a refusal: not called again, a person looks.",
    ),
    "HEADER_ETAG": ("表单的版本号，修改时放入 If-Match", "The form's revision, for If-Match"),
    "HEADER_LOCATION": ("所建内容或者进度的地址", "Where what was made, or its progress, is found"),
    "HEADER_IDEMPOTENCY_REPLAYED": (
        "true：此前同一请求的答复，这一次没有再办",
        "`true`: the answer to the same request before; nothing was done again",
    ),
    "HEADER_RETRY_AFTER": ("多少秒之后再来", "Seconds to wait before coming back"),
    "HEADER_WWW_AUTHENTICATE": ("如何登录", "How to log in"),
    "NAMED_BY_ITSELF": (
        "此前的版本以此指明银行；现在由签名认定，其值不起作用",
        "Earlier releases had a bank name itself; its signature tells now, and what stands here counts for nothing",
    ),
    "SENT_PAYMENT_QUERY": (
        "查询放款结果：没有收到过的指令答 9，之后才可能再次发出",
        "What became of an order: 9 for one never received, which alone may be sent again",
    ),
    "SENT_SEAL_ORDER": (
        "为已签合同加盖银行电子签章：按所给摘要签名，返回 CMS（ETSI.CAdES.detached，SHA-256）。同一 contract_number 和 digest 只签一次，再次收到时返回同一签名；文件不出平台，私钥不出银行。"
        "签名所用证书须是事先约定的（密钥库 seal_certificates）；CMS 不超过 12,000 字节，不含签名时间属性，含 signing-certificate-v2",
        "Seal the signed contract: sign this digest and give the CMS. The same contract and digest are sealed once",
    ),
    "SENT_SEAL_QUERY": (
        "查询签章结果：每次发出指令之前都先查询，结果未知时不重复发出指令；没有这一指令的答 unknown",
        "What became of the order to seal? Asked before every order; without one the answer is unknown",
    ),
    "SENT_OLD_LOAN_QUERY": (
        "放款前向原贷款银行确认（商转公以贷还贷）：还款账户、户名、当日结清金额；没有这笔贷款答 null",
        "Before a pay-out asks the bank of the loan to be replaced for its account, the holder and what settles it that day; null for no such loan",
    ),
    "SENT_BANK_PART_QUERY": (
        "查询组合贷商业部分：按先后答复已回调过且仍然有效的各项；放款环节每次轮询都问",
        "Asks about the bank's part of a combination: answered with every word called back that still stands, in order; asked each time"
        " the pay-out is looked at",
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
    "SIGNED_EXCHANGE_CALLS": (
        "数据共享交换签名，以调用密钥按约定的算法计算：hmac-sha256 与 hmac-sm3 为 base64(HMAC(密钥, sid + rid + rtime))，"
        "md5-legacy 为 hex(MD5(小写 rid + 小写密钥 + rtime))。密钥为文本，按原样（UTF-8）使用，十六进制的也不解码。只签报头，报文由传输层保护。",
        "The exchange's signature with the calling key, by the profile agreed: hmac-sha256 and hmac-sm3 are base64(HMAC(key, sid + rid +"
        " rtime)), md5-legacy is hex(MD5(lower-case rid + lower-case key + rtime)). The key is text and used as it stands (UTF-8), not decoded where it is hex. Headers alone are signed; the transport guards the body.",
    ),
    "SIGNED_EXCHANGE": (
        "数据共享交换签名，以回调密钥按约定的算法计算，D 为报文 SHA-256 的小写十六进制：hmac-sha256 与 hmac-sm3 为"
        " base64(HMAC(密钥, sid + rid + rtime + D))，md5-legacy 为 hex(MD5(小写 rid + 小写密钥 + rtime + D))。"
        "密钥为文本，按原样（UTF-8）使用，十六进制的也不解码。rtime 为 Unix 毫秒，前后五分钟内有效；更换密钥期间新旧并用。",
        "The exchange's signature with the callback key, by the profile agreed, D being the lower-case hex SHA-256 of the body:"
        " hmac-sha256 and hmac-sm3 are base64(HMAC(key, sid + rid + rtime + D)), md5-legacy is hex(MD5(lower-case rid + lower-case key +"
        " rtime + D)). The key is text and used as it stands (UTF-8), not decoded where it is hex. rtime is in Unix milliseconds, good for five minutes either way; while a key is rotated both are good.",
    ),
}
