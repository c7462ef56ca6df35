import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from pypdf import PdfReader

from chalicelib import policy
from chalicelib.documents import contract, refusal
from chalicelib.documents.letter import Letter
from chalicelib.documents.printing import printed
from chalicelib.documents.values import plain
from chalicelib.domain.form.application import Account
from tests.given.application import application, own_home, person

DAY = date(2026, 11, 23)
RULES = policy.in_force("620100", DAY)
HOME = {
    "unit_number": "620102001001GB00001F00010001",
    "location": "甘肃省兰州市城关区示例路188号3幢2单元1502室",
    "area": Decimal("118.52"),
    "price": Decimal(1180000),
}
WISH = {"amount": Decimal(600000), "bank": "B02", "repayment_account": "6228480000000000000"}
PEOPLE = person("borrower", name="李晓示"), person("spouse", name="王示梅")
COUPLE = application(
    *PEOPLE,
    **HOME,
    **WISH,
    contract_number="LZ2026112300187",
    down_payment=Decimal(480000),
    seller=Account("示例房地产开发有限公司", "6222022700000000011", "B01"),
)
TRANSFER = own_home(
    *PEOPLE,
    **HOME,
    **WISH,
    title_number="甘(2020)兰州市不动产权第0000701号",
    old={
        "bank": "B01",
        "contract_number": "SD2020000701",
        "account": Account("李晓示", "6222022700000007016", "B01"),
        "principal_left": Decimal(610000),
    },
)


DECISION = {"amount": "600000.00", "months": 360, "rate": "2.6"}
# Of a refusal: what was found of each party alone, and what of the home.
LATE = {"code": "CREDIT_OVERDUE", "outcome": "fail", "subject": "spouse", "text": "spouse's rule", "basis": "依据"}
MONTHS = {
    "code": "DEPOSIT_MONTHS",
    "outcome": "fail",
    "subject": "borrower",
    "text": "borrower's rule",
    "basis": "依据",
}
PAID = {"code": "DOWN_PAYMENT", "outcome": "fail", "subject": "home", "text": "home's rule", "basis": "依据"}
INPUTS = {
    ("CREDIT_OVERDUE", "spouse"): {"consecutive": 55},
    ("DEPOSIT_MONTHS", "borrower"): {"months": 77},
    ("DOWN_PAYMENT", "home"): {"paid": "66.00"},
}
# What people may be called.
MARKUP = "#set text(red)*粗*_斜_$x^2$@ref<b>&amp;`raw`\\n//=[a](b)~--"
LONG = "甘肃示例一二三四五六七八九十房地产开发建设投资管理集团股份有限责任公司兰州新区分公司"
UNBROKEN = "A" * 60
NAMES = [MARKUP, LONG, UNBROKEN, "李䶮𬭎", "阿不都热合曼·买买提·吐尔逊·艾合买提·玉素甫江", "王梅"]
KEYS = ["borrower", "spouse", *(f"co_borrower_{number}" for number in range(1, 5))]
PAYMENT = {
    "serial": "JK1P1",
    "amount": "600000.00",
    "rate": "2.6",
    "mark": "",
    "on": "2026-11-30",
    "receipt": UNBROKEN[:40],
}


def renamed(name):
    borrower, spouse = COUPLE.people
    return replace(COUPLE, people=(replace(borrower, name=name), spouse))


def drawn(value):
    """The PDF of a paper's value, which goes to whoever prints as JSON."""
    return printed(value.KIND, json.loads(json.dumps(plain(value))))


def text_of(value):
    """The text of a paper, or a PDF, without the breaks between lines, which are layout."""
    pdf = value if isinstance(value, bytes) else drawn(value)
    return "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).replace("\n", "").replace(" ", "")


def refused(letter, *reasons):
    return refusal.ended(letter, RULES, "REFUSED", reasons, inputs=INPUTS)


def drawn_up(application, **more):
    return contract.contract("JK1", application, DECISION, RULES, "2026-11-23", **more)


def crowd():
    """Six who own a home together in a place with such a name, bought of such a company."""
    people = tuple(replace(COUPLE.people[1], key=key, name=name) for key, name in zip(KEYS, NAMES, strict=True))
    home = replace(
        COUPLE.home, location=f"{MARKUP}{LONG}", contract_number=UNBROKEN[:30], seller=Account(LONG, "6" * 32, "B01")
    )
    return replace(COUPLE, people=people, home=home)


@pytest.fixture
def rules():
    return RULES


@pytest.fixture
def letter(rules):
    return Letter(rules.name, "11620000000000002J2442199806003202611230001", COUPLE, DAY)
