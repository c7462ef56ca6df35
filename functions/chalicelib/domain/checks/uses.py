"""What a home is (住宅) by the use a title or a filing states: phrases, as registries write them, and not one word.

The kinds are those of GB/T 17986.1 as far as known [general knowledge, unverified]; what stands in neither list is for a person.
"""

import re
from enum import StrEnum

_HOMES = {
    "住宅", "成套住宅", "非成套住宅", "普通住宅", "商品住宅", "高档住宅", "居住", "居民住宅", "住宅楼", "住房", "商品住房", "经济适用住房", "保障性住房",
    "别墅", "联排别墅", "独栋别墅", "住宅公寓", "普通公寓",
}  # fmt: skip
_OTHERS = (
    "车位", "车库", "停车", "商业", "商铺", "店铺", "门面", "商服", "商场", "办公", "写字楼", "仓储", "仓库", "储藏", "储物", "地下室", "杂物", "工业",
    "厂房", "酒店", "旅馆", "教育", "医疗", "体育", "娱乐",
)  # fmt: skip
_LAND = "用地"  # 城镇住宅用地/成套住宅: of the land and of the building


class Use(StrEnum):
    """What a stated use comes to; unclear where nobody can tell but a person, or none is stated."""

    HOME = "home"
    OTHER = "other"
    UNCLEAR = "unclear"


def use_of(stated: str) -> Use:
    """成套住宅 is a home, a parking space is none, and what is both (商住) or neither is unclear."""
    parts = [part for part in re.split(r"[\s/／、,，;；()（）]+", stated) if part]
    of_building = [part for part in parts if not part.endswith(_LAND)] or parts
    found = {_of_part(part) for part in of_building}
    return found.pop() if len(found) == 1 else Use.UNCLEAR


def _of_part(part: str) -> Use:
    if part in _HOMES:
        return Use.HOME
    return Use.OTHER if "住" not in part and any(word in part for word in _OTHERS) else Use.UNCLEAR
