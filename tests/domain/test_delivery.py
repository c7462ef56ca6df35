"""Where papers reach a party (送达地址): nobody's reach another's home."""

import pytest

from chalicelib.domain.form.delivery import addresses

HERS, HIS, BOTH = "城关区虚构路1号", "七里河区虚构路2号", "安宁区虚构路3号"


@pytest.mark.parametrize(
    ("names", "recipient", "reached"),
    [
        (("甲某某", "乙某某"), None, {"borrower": BOTH, "spouse": HIS}),
        (("甲某某", "乙某某"), "乙某某", {"borrower": HERS, "spouse": BOTH}),
        (("甲某某", "乙某某"), "丙某某", {"borrower": HERS, "spouse": HIS}),  # of no party
        (("甲某某", "甲某某"), "甲某某", {"borrower": HERS, "spouse": HIS}),  # of which of them nobody can tell
    ],
)
def test_a_delivery_address_is_that_of_the_one_party_it_names_or_the_borrowers_where_it_names_nobody(
    names, recipient, reached
):
    people = [
        {"key": key, "name": name, "address": home}
        for key, name, home in zip(("borrower", "spouse"), names, (HERS, HIS), strict=True)
    ]
    assert addresses({"people": people, "delivery": {"address": BOTH, "recipient": recipient}}) == reached


def test_who_has_no_address_is_reached_at_none():
    assert addresses({"people": [{"key": "spouse", "name": "乙某某"}]}) == {}


def test_a_recipient_of_whom_no_address_is_given_is_reached_at_home():
    people = [{"key": "borrower", "name": "甲某某", "address": HERS}, {"key": "spouse", "name": "乙某某"}]
    for recipient in (None, "甲某某", "乙某某"):
        assert addresses({"people": people, "delivery": {"recipient": recipient}}) == {"borrower": HERS}
