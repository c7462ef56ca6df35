"""放款凭证: the pay-out that was made, to whom, under which serial."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from chalicelib.documents.letter import Letter, bank_name, full_amount, percent, term
from chalicelib.documents.paper import chinese_date
from chalicelib.domain.form.application import Account


def voucher_pdf(letter: Letter, contract_number: str, months: int, payment: Mapping[str, Any], payee: Account) -> bytes:
    """The proof of a settled payment: {serial, amount, rate, on}, the rate with its `mark`, and the mortgage's proof number if there is one."""
    wish = letter.application.wish
    paper = letter.open("PAPER_VOUCHER", "OPEN_VOUCHER", centre=letter.issuer)
    paper.facts(
        [
            ("借款合同编号", contract_number),
            ("业务流水号", str(payment["serial"])),
            ("放款金额", full_amount(Decimal(payment["amount"]))),
            ("放款日期", chinese_date(date.fromisoformat(payment["on"]))),
            ("执行年利率", f"{percent(Decimal(payment['rate']))}{payment['mark']}"),
            ("贷款期限", term(months)),
            ("受托银行", bank_name(wish.bank)),
            ("收款人", payee.holder),
            ("收款账号", payee.number),
            ("收款银行", bank_name(payee.bank)),
            *([("不动产登记证明", payment["certificate"])] if payment.get("certificate") else []),
        ]
    )
    return letter.close(paper)
