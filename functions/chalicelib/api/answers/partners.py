"""What banks and the registry are answered."""

from typing import Literal

from chalicelib.api.answers.shape import Shown


class Received(Shown):
    received: Literal[True]


class BankPerson(Shown):
    key: str
    name: str
    id_number: str
    phone: str


class BankHome(Shown):
    unit_number: str
    location: str
    contract_number: str


class BankPayee(Shown):
    holder: str
    number: str
    bank: str


class BankContract(Shown):
    contract_number: str
    sha256: str
    number: str
    status: str
    link: str
    amount: str | None
    months: int | None
    rate: str | None
    method: str
    repayment_account: str
    people: list[BankPerson]
    home: BankHome
    payee: BankPayee
