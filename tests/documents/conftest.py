import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from pypdf import PdfReader

from chalicelib import policy
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


@pytest.fixture
def rules():
    return RULES


@pytest.fixture
def letter(rules):
    return Letter(rules.name, "11620000000000002J2442199806003202611230001", COUPLE, DAY)
