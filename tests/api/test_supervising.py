"""What a supervisor sees of their centre."""

from chalicelib import clock
from chalicelib.api.desk import supervising
from chalicelib.api.http.route import Call
from chalicelib.domain.shares import HOLDERS
from chalicelib.records import figures
from chalicelib.trust.sessions import Session


def test_the_time_used_is_of_this_month_in_china_and_the_five_before_it_of_their_own_centre(monkeypatch):
    asked = []

    def kept(centre: str, months: list[str], holders: object) -> dict[str, object]:
        asked.append((centre, months))
        return {"queues": None, "counted_at": None, "months": {months[0]: {"cases": 2, **dict.fromkeys(HOLDERS, 7)}}}

    monkeypatch.setattr(figures, "of_centre", kept)
    monkeypatch.setattr(clock, "now", lambda: clock.parsed("2027-01-31T16:30:00.000Z"))
    call = Call(Session("supervisor", "s1", "620100", "desk"), {}, {}, {}, b"", "id")
    shown = supervising.figures_of_centre(call).body
    assert asked == [("620100", ["2027-02", "2027-01", "2026-12", "2026-11", "2026-10", "2026-09"])]
    assert shown["time_used"] == [{"month": "2027-02", "cases": 2, "seconds": dict.fromkeys(HOLDERS, 7)}]
    assert (shown["counted_at"], shown["kinds"], shown["people"]) == (None, [], [])
