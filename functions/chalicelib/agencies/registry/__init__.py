"""自然资源 real-estate registry (不动产登记): who holds what, what is on it; and the mortgage we ask it to register."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from chalicelib.agencies import exchange
from chalicelib.agencies.purpose import Purpose
from chalicelib.agencies.registry.answers import GONE, Lien, Mortgage, Title, Unit, ever, mortgage, titles, unit_of
from chalicelib.domain.checks.uses import Use, use_of
from chalicelib.domain.form.application import Application, Home
from chalicelib.domain.form.people import Party
from chalicelib.errors import AgencyUnavailable

__all__ = [
    "GONE", "Lien", "Mortgage", "Title", "Unit", "apply_mortgage", "discharge_mortgage", "homes_of", "query_mortgage", "title_of", "titles_of", "unit",
]  # fmt: skip

_AGENCY = "s_11620000MB0000010J_"
TITLES = exchange.Service("registry", f"{_AGENCY}0001")
UNIT = exchange.Service("registry", f"{_AGENCY}0002")
APPLY = exchange.Service("registry", f"{_AGENCY}0003")
QUERY = exchange.Service("registry", f"{_AGENCY}0004")
DISCHARGE = exchange.Service("registry", f"{_AGENCY}0005")
_TITLE_PAPER = {"existing": "B04", "own": "B08"}
_BASIS = "民法典 402"  # a mortgage exists from registration; the signed contract asks for it


def titles_of(application: Application, key: str, purpose: Purpose) -> list[Title]:
    """What one party holds now, and held once (产权查询, counting homes, matter M7)."""
    person = application.person(key)
    return held_by(person.name, person.id_number, key, purpose)


def held_by(name: str, id_number: str, key: str, purpose: Purpose) -> list[Title]:
    """The same of a party or, with a purpose `of_child`, of their minor child."""
    return _titles(name, id_number, purpose.about(key, "M7"), ever)


def homes_of(key: str, name: str, id_number: str, purpose: Purpose) -> list[Title]:
    """The dwellings one person owns in the province now (matter M7), as they may name the one it is about."""
    owned = _titles(name, id_number, purpose.about(key, "M7"), titles)
    return [title for title in owned if use_of(title.use) is Use.HOME and id_number in title.owners]


def _titles(name: str, id_number: str, purpose: Purpose, read: Callable[[Any], list[Title]]) -> list[Title]:
    from chalicelib.agencies import former  # what is asked of a mortgage is about nobody

    params = {"qlrmc": name, "qlrzjh": id_number, "cxfw": "620000"}
    return former.call(TITLES, params, "qlrzjh", "houses", purpose, read)


def title_of(unit_number: str, key: str, purpose: Purpose) -> Title | None:
    """Whoever's title there is to a unit one party once bought (counting homes, matter M7); None while there is none."""
    return exchange.call(
        UNIT, {"bdcdyh": unit_number}, purpose.about(key, "M7"), lambda data: unit_of(data, unit_number)
    ).title


def unit(home: Home, unit_number: str, purpose: Purpose) -> Unit:
    """What the registry knows about one real-estate unit: title, seizures, mortgages (matter M7, replaces B04 or B08)."""
    use = purpose.about("home", "M7", _TITLE_PAPER.get(home.kind, ""), of="borrower")
    return exchange.call(UNIT, {"bdcdyh": unit_number}, use, lambda data: unit_of(data, unit_number))


def apply_mortgage(
    apply_biz_id: str,
    application: Application,
    contract_number: str,
    amount: Decimal,
    term: tuple[date, date],
    purpose: Purpose,
    *,
    mortgagors: Sequence[Party],
    rank: int = 1,
) -> Mortgage:
    """Asks for the mortgage of a signed loan (matter M8): pre-registration for a new home, first registration else.
    The `mortgagors` own the home, whoever borrows. `rank` 2 stands behind one mortgage already there (顺位, 民法典 414).

    `apply_biz_id` is ours and stable: applying again under it returns the application already made. `term` is the
    debt's first and last day. The registry decides later and calls back; `query_mortgage` asks.
    """
    home = application.home
    params = {
        "apply_biz_id": apply_biz_id,
        "djlx": "0304" if home.kind == "new" else "0201",  # 预购抵押权预告, 抵押设立
        "htbh": home.contract_number,
        "dkhtbh": contract_number,
        "bdcdyh": home.unit_number,
        "dysw": str(rank),
        "bdbzzqse": f"{amount:.2f}",
        "zwlxqssj": term[0].isoformat(),
        "zwlxjssj": term[1].isoformat(),
        "qlr": purpose.centre,
        "ywr": [{"mc": person.name, "zjh": person.id_number, "dh": person.phone} for person in mortgagors],
    }
    return exchange.call(APPLY, params, _write(purpose), _mortgage)


def query_mortgage(apply_biz_id: str, purpose: Purpose) -> Mortgage | None:
    """Where the registration stands; None when the registry has never seen this application."""
    return exchange.call(QUERY, {"apply_biz_id": apply_biz_id}, _write(purpose), mortgage)


def discharge_mortgage(apply_biz_id: str, purpose: Purpose) -> Mortgage | None:
    """Takes the mortgage, or the application for it, away (注销). Repeating changes nothing; None if never applied."""
    return exchange.call(DISCHARGE, {"apply_biz_id": apply_biz_id}, _write(purpose), mortgage)


def _write(purpose: Purpose) -> Purpose:
    return purpose.about("home", "M8", basis=_BASIS)


def _mortgage(data: Mapping[str, str]) -> Mortgage:
    made = mortgage(data)
    if made is None:
        raise AgencyUnavailable("registry: application not taken")
    return made
