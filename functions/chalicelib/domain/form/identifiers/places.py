"""Divisions of Gansu (行政区划, GB/T 2260), and the two areas the national list does not have."""

GANSU = {
    "620100": "兰州市", "620200": "嘉峪关市", "620300": "金昌市", "620400": "白银市", "620500": "天水市",
    "620600": "武威市", "620700": "张掖市", "620800": "平凉市", "620900": "酒泉市", "621000": "庆阳市",
    "621100": "定西市", "621200": "陇南市", "622900": "临夏回族自治州", "623000": "甘南藏族自治州",
}  # fmt: skip
INTERNAL = {"620171": "兰州新区", "627000": "甘肃矿区"}  # ours: no single national code is authoritative
MINING_DISTRICT = ("627000", "623100", "624000")  # what different departments call 甘肃矿区


def division(value: str) -> str | None:
    """A prefecture of Gansu, a county in one, or one of the two areas without a code of their own."""
    known = value in INTERNAL or value in MINING_DISTRICT or f"{value[:4]}00" in GANSU
    return None if known and len(value) == 6 else "DIVISION_NOT_IN_GANSU"
