"""Papers and whom they are for: what nobody declared reaches nobody."""

import pytest

from chalicelib.casework import accepting
from chalicelib.domain.status import STATES
from chalicelib.records.contents import EVERYBODY, PAPERS, Paper

PARTIES = ("borrower", "spouse", "co_borrower_1", "co_owner_1", None, "")


def reaches(name: str, party: str | None = None) -> set[str | None]:
    return {one for one in PARTIES if Paper(name, "k", "s", party).is_for(one)}


@pytest.mark.parametrize(
    "name", ["minutes.pdf", "minutes-1.pdf", "refused-spouse.pdf", "released-co_owner_1.pdf", "-1.pdf", ""]
)
def test_a_paper_nobody_declared_is_nobodys_and_is_not_kept(name):
    assert reaches(name) == set()
    with pytest.raises(ValueError, match="nobody declared"):
        accepting.papers([Paper("contract.pdf", "k", "s")], Paper("schedule.csv", "k", "s"), Paper(name, "k", "s"))


def test_a_paper_of_one_party_alone_that_nobody_declared_is_not_theirs_either():
    assert reaches("minutes-spouse.pdf", "spouse") == set()


def test_what_is_declared_reaches_whom_it_is_for():
    owing = set(PARTIES) - {"co_owner_1"}
    assert reaches("contract.pdf") == set(PARTIES)
    for kind in (
        "receipt",
        "acceptance",
        "correction-2",
        "hold-1",
        "procedure-1",
        "approval",
        "voucher",
        "schedule",
        "appeal",
        "left",
        "not_accepted",
    ):
        assert reaches(f"{kind}.pdf") == owing, kind
    assert reaches("refused-spouse.pdf", "spouse") == reaches("correction-2.pdf", "spouse") == {"spouse"}
    assert reaches("released-co_owner_1.pdf", "co_owner_1") == {"co_owner_1"} and reaches("released.pdf") == set()


def test_every_end_with_a_letter_has_declared_whom_it_is_for():
    assert {status.lower() for status, state in STATES.items() if state.has_letter} <= PAPERS.keys()
    assert [name for name, whose in PAPERS.items() if whose == EVERYBODY] == ["contract"]
