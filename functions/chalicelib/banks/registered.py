"""Banks as contracts name them (受托银行): demonstrations, as those banks are, which nobody has confirmed."""

from typing import NamedTuple


class Registered(NamedTuple):
    """统一社会信用代码, telephone and registered address of a bank; a dash or nothing for what is not known."""

    credit_code: str = "—"
    phone: str = "—"
    address: str = ""


_BANKS = {
    "B01": Registered("916200000000000017", "0931-9600001", "甘肃省兰州市城关区示例路1号"),
    "B02": Registered("91620000000000002A", "0931-9600002", "甘肃省兰州市城关区示例路2号"),
}


def registered(bank: str) -> Registered:
    """What is known of a bank, by its code: of one that is not there nothing."""
    return _BANKS.get(bank, Registered())
