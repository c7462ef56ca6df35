"""What a supervisor sees of their centre (主管数据): counted over everything, by two kinds of entry that one reading gives."""

from typing import Any

from chalicelib import clock
from chalicelib.api.http.route import Answer, Call
from chalicelib.domain.shares import HOLDERS
from chalicelib.records import figures

MONTHS = 6  # of ended cases, this one among them


def figures_of_centre(call: Call) -> Answer:
    """The queues as they were last counted (`counted_at`; empty before the first time), and the time ended cases have used, by month."""
    told = figures.of_centre(call.who.centre, _months(), HOLDERS)
    queues: dict[str, Any] = told["queues"] or {"kinds": [], "people": []}
    return Answer(
        {
            "counted_at": told["counted_at"],
            **{name: [{"unstaffed": 0, **one} for one in lines] for name, lines in queues.items()},
            "time_used": [
                {"month": month, "cases": used["cases"], "seconds": {holder: used[holder] for holder in HOLDERS}}
                for month, used in told["months"].items()
            ],
        }
    )


def _months() -> list[str]:
    """The last months in China, the latest first."""
    year, month = clock.today().year, clock.today().month
    places = [year * 12 + month - 1 - back for back in range(MONTHS)]
    return [f"{place // 12}-{place % 12 + 1:02d}" for place in places]
