"""The real-estate registry: titles, and mortgages it takes in, decides on a little later and calls back about."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from infra.simulators.courier import Courier
from infra.simulators.mischief import Mischief
from infra.simulators.province import Province, Row

Params = Mapping[str, Any]
_APPLICATION = (
    "apply_biz_id", "djlx", "htbh", "dkhtbh", "bdcdyh", "dysw", "bdbzzqse", "zwlxqssj", "zwlxjssj", "qlr", "ywr",
)  # fmt: skip
_TOLD = ("apply_biz_id", "biz_status", "certificate_number", "registered_at", "reason")


class Land:
    """Titles and mortgages of all homes."""

    def __init__(self, province: Province, mischief: Mischief, courier: Courier) -> None:
        self._province, self._mischief, self._courier = province, mischief, courier

    def titles(self, params: Params, additional: Params) -> Row:
        """Every title a person holds or held."""
        asked = numbers(params, "qlrzjh")
        held = [home for home in self._province.homes if {*home.get("title", {}).get("owners", ())} & {*asked}]
        return {"houses": [_title(home) for home in held], "asked_by": asked}

    def unit(self, params: Params, additional: Params) -> Row:
        """Title, seizures and mortgages of one unit."""
        home = self._province.home("unit_number", params["bdcdyh"]) or {}
        ours = [made for made in self._province.mortgages.values() if made["unit"] == params["bdcdyh"]]
        return {
            "houses": [_title(home)] if "title" in home else [],
            "seizures": [{"status": "现势"}] if home.get("title", {}).get("seized") else [],
            "mortgages": [
                *(
                    {"certificate": number, "status": "现势", "qlr": home.get("old_loan", {}).get("bank")}
                    for number in home.get("title", {}).get("mortgages", ())
                ),
                *(
                    {
                        "certificate": made["certificate_number"],
                        "status": "现势" if made["biz_status"] == "DONE" else "历史",
                        "qlr": made.get("holder"),
                        "bdbzzqse": made.get("amount"),
                    }
                    for made in ours
                    if "certificate_number" in made
                ),
                *self._of_banks(params["bdcdyh"]),
            ],
        }

    def apply(self, params: Params, additional: Params) -> Row:
        """Takes an application in, once per `apply_biz_id`, and decides it later."""
        application = {name: params[name] for name in _APPLICATION}
        id = application["apply_biz_id"]
        if id not in self._province.mortgages:
            self._province.mortgages[id] = made = {
                "apply_biz_id": id,
                "biz_status": "PENDING",
                "unit": application["bdcdyh"],
                "kind": application["djlx"],
                "rank": application["dysw"],
                "amount": application["bdbzzqse"],
                "contract_number": application["dkhtbh"],
                "holder": application["qlr"],
                "mortgagors": [one["zjh"] for one in application["ywr"]],
            }
            self._courier.later(lambda: self._decide(made))
        return _told(self._province.mortgages[id])

    def query(self, params: Params, additional: Params) -> Row:
        """Where an application stands; nothing for one never made."""
        return _told(self._province.mortgages.get(params["apply_biz_id"], {}))

    def discharge(self, params: Params, additional: Params) -> Row:
        """Cancels what is pending or registered; what was rejected stays so."""
        made = self._province.mortgages.get(params["apply_biz_id"], {})
        if made.get("biz_status") in ("PENDING", "DONE", "NEED_MORE_MATERIAL"):
            made["biz_status"] = "CANCELLED"
        return _told(made)

    def _decide(self, made: Row) -> None:
        with self._province.lock:
            if made["biz_status"] != "PENDING":
                return
            home = self._province.home("unit_number", made["unit"])
            status = self._province.behaviour(home).get("registry", "DONE")
            free = home is not None and int(made["rank"]) == 1 + self._in_force(home)
            made["biz_status"] = status if free else "REJECTED"
            if made["biz_status"] == "DONE":
                number = len(self._province.mortgages)
                made["certificate_number"] = f"甘({datetime.now(UTC).year})兰州市不动产证明第{number:07}号"
                self._secure_bank(made)
                made["registered_at"] = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
            elif made["biz_status"] == "REJECTED":
                made["reason"] = "不符合登记条件"
            told = _told(made)
        for _ in range(2 if self._mischief.calls_twice("registry", made["unit"]) else 1):
            status = self._courier.from_registry(told)
            self._province.callbacks.append({"partner": "registry", "subject": told["apply_biz_id"], "status": status})

    def _secure_bank(self, made: Row) -> None:
        """The bank of a combination registers its own mortgage behind ours, the same day."""
        part = self._province.contracts.get(made["contract_number"], {}).get("part")
        if part and part.get("signed"):
            number = len(self._province.mortgages)
            part["certificate"] = f"甘({datetime.now(UTC).year})兰州市不动产证明第9{number:06}号"

    def _of_banks(self, unit: str) -> list[Row]:
        parts = [one["part"] for one in self._province.contracts.values() if "part" in one]
        return [
            {"certificate": part["certificate"], "status": "现势", "qlr": part["bank"], "bdbzzqse": part["amount"]}
            for part in parts
            if part["unit"] == unit and "certificate" in part
        ]

    def _in_force(self, home: Row) -> int:
        """How many mortgages lie on a home; another has to be asked for in the rank (顺位) behind them."""
        before: list[str] = home.get("title", {}).get("mortgages", [])
        made = [made for made in self._province.mortgages.values() if made["unit"] == home["unit_number"]]
        return len(before) + len([one for one in made if one["biz_status"] == "DONE"])


def numbers(params: Params, named: str) -> list[str]:
    """By which numbers somebody is looked for: the one under that name, and any they had before."""
    return [params[named], *params.get("former_numbers", ())]


def _title(home: Row) -> Row:
    title = home["title"]
    return {
        "title_number": title["number"],
        "unit_number": home["unit_number"],
        "status": title.get("status", "现势"),
        "owners": [{"id_number": owner} for owner in title["owners"]],
        "use": home.get("use", "住宅"),
        "completed_year": title.get("completed_year"),
        "location": home["location"],
        "area": title.get("area"),
    }


def _told(made: Row) -> Row:
    return {name: made[name] for name in _TOLD if name in made}
