"""Which characters papers can print (字符集): a name, an address that holds another is refused where it is typed, with the character named."""

from functools import cache

# The 276 characters of 通用规范汉字表 (2013, the list for personal and place names; Unihan kTGH) outside the range below.
_NAMES = (
    "㑇㑊㕮㘎㙍㙘㙦㛃㛚㛹㟃㠇㠓㤘㥄㧐㧑㧟㫰㬊㬎㬚㭎㭕㮾㰀㳇㳘㳚㴔㵐㶲㸆㸌㺄㻬㽏㿠䁖䂮䃅䃎䅟䌹䎃䎖"
    "䏝䏡䏲䐃䓖䓛䓨䓫䓬䗖䗛䗪䗴䜣䝙䢺䢼䣘䥽䦃䲟䲠䲢䴓䴔䴕䴖䴗䴘䴙䶮鿍鿎鿏𠅤𠙶𠳐𡎚𡐓𣗋𣲗𣲘𣸣𤧛𤩽𤫉"
    "𥔲𥕢𥖨𥻗𦈡𦒍𦙶𦝼𦭜𦰡𧿹𨐈𨙸𨚕𨟠𨭉𨱇𨱏𨱑𨱔𨺙𩽾𩾃𩾌𪟝𪣻𪤗𪨰𪨶𪩘𪾢𫄧𫄨𫄷𫄸𫇭𫌀𫍣𫍯𫍲𫍽𫐄𫐐𫐓𫑡𫓧"
    "𫓯𫓶𫓹𫔍𫔎𫔶𫖮𫖯𫖳𫗧𫗴𫘜𫘝𫘦𫘧𫘨𫘪𫘬𫚕𫚖𫚭𫛭𫞩𫟅𫟦𫟹𫟼𫠆𫠊𫠜𫢸𫫇𫭟𫭢𫭼𫮃𫰛𫵷𫶇𫷷𫸩𬀩𬀪𬂩𬃊𬇕"
    "𬇙𬇹𬉼𬊈𬊤𬌗𬍛𬍡𬍤𬒈𬒔𬒗𬕂𬘓𬘘𬘡𬘩𬘫𬘬𬘭𬘯𬙂𬙊𬙋𬜬𬜯𬞟𬟁𬟽𬣙𬣞𬣡𬣳𬤇𬤊𬤝𬨂𬨎𬩽𬪩𬬩𬬭𬬮𬬱𬬸𬬹"
    "𬬻𬬿𬭁𬭊𬭎𬭚𬭛𬭤𬭩𬭬𬭯𬭳𬭶𬭸𬭼𬮱𬮿𬯀𬯎𬱖𬱟𬳵𬳶𬳽𬳿𬴂𬴃𬴊𬶋𬶍𬶏𬶐𬶟𬶠𬶨𬶭𬶮𬷕𬸘𬸚𬸣𬸦𬸪𬹼𬺈𬺓"
)
_RANGES = (
    (0x4E00, 0x9FA6),  # all hanzi of GBK (Unicode 1.1)
    (0x20, 0x7F),
    (0xA0, 0xAD), (0xAE, 0x100),  # Latin-1: · × ± ¥ ²; not the hyphen that is not seen
    (0x2010, 0x2017), (0x2018, 0x201B), (0x201C, 0x201F), (0x2020, 0x2023), (0x2025, 0x2027),  # dashes, quotation marks, ellipsis
    (0x2460, 0x2474),  # ①…⑳
    (0x3000, 0x3020),  # CJK punctuation, 々 〇 〓
    (0xFF01, 0xFFA0), (0xFFE0, 0xFFE6),  # full-width forms, ￥
)  # fmt: skip


@cache
def printable() -> frozenset[int]:
    """Every character there is a glyph of, by its code point; the font is made of these (infra/deploy/fonts.py)."""
    return frozenset(
        {*map(ord, _NAMES), *map(ord, "℃№√□■○●△▲☆★"), *(code for first, end in _RANGES for code in range(first, end))}
    )


def unprintable(text: str) -> str:
    """The characters of a text that no paper could print, each once; line breaks and tabs are spaces on paper."""
    known = printable()
    return "".join(dict.fromkeys(char for char in text if ord(char) not in known and char not in "\n\r\t"))


def named(characters: str) -> str:
    """Characters as people are told them: as they stand and by their code points."""
    return "、".join(f"“{char}”（U+{ord(char):04X}）" for char in characters)
