from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from pypdf import PdfReader

from chalicelib import policy
from chalicelib.documents.letter import Letter
from chalicelib.domain.application import Account, Application, Home, OldLoan, Person, Wish

DAY = date(2026, 11, 23)
COUPLE = Application(
    centre="620100",
    kind="new",
    people=(
        Person("borrower", "李晓示", "620102199001010011", "13900000001", "20", Decimal(12000)),
        Person("spouse", "王示梅", "620102199202020021", "13900000002", "20", Decimal(9000)),
    ),
    home=Home(
        kind="new",
        city="620100",
        contract_number="LZ2026112300187",
        unit_number="620102001001GB00001F00010001",
        location="甘肃省兰州市城关区示例路188号3幢2单元1502室",
        area=Decimal("118.52"),
        price=Decimal(1180000),
        down_payment=Decimal(480000),
        seller=Account("示例房地产开发有限公司", "6222022700000000011", "B01"),
        seller_id="91620100MA0000001F",
    ),
    wish=Wish(Decimal(600000), 360, "01", "B02", "6228480000000000000"),
)

TRANSFER = replace(
    COUPLE,
    kind="transfer_loan_for_loan",
    home=Home(
        kind="own",
        city="620100",
        unit_number="620102001001GB00001F00010001",
        location="甘肃省兰州市城关区示例路188号3幢2单元1502室",
        area=Decimal("118.52"),
        price=Decimal(1180000),
        title_number="甘(2020)兰州市不动产权第0000701号",
    ),
    old_loan=OldLoan(
        "B01", "SD2020000701", "borrower", Account("李晓示", "6222022700000007016", "B01"), date(2020, 3, 20),
        Decimal(700000), Decimal(610000),
    ),
)  # fmt: skip


def renamed(name):
    borrower, spouse = COUPLE.people
    return replace(COUPLE, people=(replace(borrower, name=name), spouse))


def text_of(pdf):
    """The text of a PDF without the breaks between lines, which are layout."""
    return "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).replace("\n", "").replace(" ", "")


@pytest.fixture
def rules():
    return policy.in_force("620100", DAY)


@pytest.fixture
def letter(rules):
    return Letter(rules.name, "11620000000000002J2442199806003202611230001", COUPLE, DAY)
