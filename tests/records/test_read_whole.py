"""What a register answers in part is no answer: who is not in that part may be in the other."""

from types import SimpleNamespace

import pytest

from chalicelib import aws
from chalicelib.records import absences, figures, guards, lent
from chalicelib.settings import told


@pytest.fixture
def answers(monkeypatch):
    """What the register answers: nothing, and what it says it has not looked up."""

    def give(**left):
        nothing = {"Responses": {"anju-registers": []}, **left}
        client = SimpleNamespace(batch_get_item=lambda RequestItems: nothing)
        monkeypatch.setattr(aws, "client", lambda service: client)

    monkeypatch.setitem(told, "ANJU_TABLE_REGISTERS", "anju-registers")
    return give


READINGS = {
    "who has a guard": lambda: guards.read(["person#p1"]),
    "what was lent to somebody": lambda: lent.to(["p1"], beside="c1"),
    "who is away": lambda: absences.of_centre("620100"),
    "how long the queues are": lambda: figures._read(["figures#620100"]),
}


@pytest.mark.parametrize("read", READINGS.values(), ids=READINGS)
def test_a_register_that_was_not_read_whole_is_an_error_and_never_says_that_there_is_nobody(answers, read):
    answers(UnprocessedKeys={})
    assert not read()
    answers(UnprocessedKeys={"anju-registers": {"Keys": []}})
    with pytest.raises(OSError, match="not read whole"):
        read()


def test_nobody_is_asked_about_no_guard_at_all(monkeypatch):
    monkeypatch.delattr(aws, "client")
    assert guards.read([]) == {}
