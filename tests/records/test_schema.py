"""Every record says which shape it has, and one of a later release is neither read nor written over."""

from datetime import date

import pytest
from botocore.exceptions import ClientError

from chalicelib.errors import PlatformUnavailable
from chalicelib.records import acceptance, invitations, joined, ledger, registers, relatives, schema

NUMBER = {"N": str(schema.NOW)}
LATER = {"N": str(schema.NOW + 1)}
INVITED = invitations.Invited("c1", "spouse", "person_2")
CODES = []


def write_ledger():
    ledger.append("c1", {"agency": "police", "subject": "spouse", "consent": "c", "outcome": "confirmed"})


# What writes a record and what reads it, by the table it is in.
WRITTEN = {
    "joined": ("registers", lambda: joined.join("person_1", "c1"), lambda: joined.cases_of("person_1")),
    "relatives": ("registers", lambda: relatives.note(["person_1", "person_2"]), lambda: relatives.of("person_1")),
    "registers": (
        "registers",
        lambda: acceptance.register("contract#JK1", case="c1"),
        lambda: registers.case_of_contract("JK1"),
    ),
    "invitations": (
        "ephemeral",
        lambda: CODES.append(invitations.issue(INVITED)[0]),
        lambda: invitations.find(CODES[-1], INVITED.party),
    ),
    "ledger": ("ledger", write_ledger, lambda: ledger.entries("c1")),
}


def later(platform, table):
    """Makes every record of a table one of a later release."""
    for item in platform.items(table):
        platform.client("dynamodb").put_item(
            TableName=platform.env[f"ANJU_TABLE_{table.upper()}"], Item={**item, "schema": LATER}
        )


@pytest.mark.parametrize("name", WRITTEN)
def test_a_record_says_its_shape_and_one_of_a_later_release_is_not_read(platform, name):
    table, write, read = WRITTEN[name]
    write()
    assert platform.items(table) and all(item["schema"] == NUMBER for item in platform.items(table))
    read()
    later(platform, table)
    with pytest.raises(PlatformUnavailable, match="later release"):
        read()


def test_who_belongs_together_by_an_earlier_application_does_so_after_the_next(platform):
    relatives.note(["person_1", "person_2"])
    relatives.note(["person_1", "person_3"])
    assert relatives.of("person_1") == {"person_2", "person_3"}


@pytest.mark.parametrize(
    "write",
    [
        lambda: joined.join("person_1", "c2"),
        lambda: relatives.note(["person_1", "person_3"]),
        lambda: acceptance._next_number("T", date(2026, 11, 23)),
    ],
)
def test_what_is_written_unread_is_not_written_over_what_a_later_release_has_written(platform, write):
    write()
    assert all(item["schema"] == NUMBER for item in platform.items("registers"))
    later(platform, "registers")
    before = platform.items("registers")
    with pytest.raises(ClientError):
        write()
    assert platform.items("registers") == before
