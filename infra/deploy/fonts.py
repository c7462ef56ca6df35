"""Makes the font of the documents: a subset of Noto Serif SC (OFL 1.1) that fits the package. Run only to change it.

    python -m infra.deploy.fonts NotoSerifSC_400Regular.ttf

The source is the file of that name in the npm package @expo-google-fonts/noto-serif-sc 0.4.3 (`npm pack`); fonttools
as pinned. The same source gives the same bytes. What is in it and why: docs/decisions/0005-one-font-for-every-name.md.
"""

import io
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem

TARGET = Path(__file__).parents[2] / "functions/chalicelib/documents/fonts/NotoSerifSC-subset.woff"
UNITS_PER_EM = 256  # at 12 pt one unit is 1/60 mm; the source's 1000 costs a third more in the package

# The 276 characters of 通用规范汉字表 (2013, the list for personal and place names; Unihan kTGH) outside the range below.
_NAMES = (
    "㑇㑊㕮㘎㙍㙘㙦㛃㛚㛹㟃㠇㠓㤘㥄㧐㧑㧟㫰㬊㬎㬚㭎㭕㮾㰀㳇㳘㳚㴔㵐㶲㸆㸌㺄㻬㽏㿠䁖䂮䃅䃎䅟䌹䎃䎖"
    "䏝䏡䏲䐃䓖䓛䓨䓫䓬䗖䗛䗪䗴䜣䝙䢺䢼䣘䥽䦃䲟䲠䲢䴓䴔䴕䴖䴗䴘䴙䶮鿍鿎鿏𠅤𠙶𠳐𡎚𡐓𣗋𣲗𣲘𣸣𤧛𤩽𤫉"
    "𥔲𥕢𥖨𥻗𦈡𦒍𦙶𦝼𦭜𦰡𧿹𨐈𨙸𨚕𨟠𨭉𨱇𨱏𨱑𨱔𨺙𩽾𩾃𩾌𪟝𪣻𪤗𪨰𪨶𪩘𪾢𫄧𫄨𫄷𫄸𫇭𫌀𫍣𫍯𫍲𫍽𫐄𫐐𫐓𫑡𫓧"
    "𫓯𫓶𫓹𫔍𫔎𫔶𫖮𫖯𫖳𫗧𫗴𫘜𫘝𫘦𫘧𫘨𫘪𫘬𫚕𫚖𫚭𫛭𫞩𫟅𫟦𫟹𫟼𫠆𫠊𫠜𫢸𫫇𫭟𫭢𫭼𫮃𫰛𫵷𫶇𫷷𫸩𬀩𬀪𬂩𬃊𬇕"
    "𬇙𬇹𬉼𬊈𬊤𬌗𬍛𬍡𬍤𬒈𬒔𬒗𬕂𬘓𬘘𬘡𬘩𬘫𬘬𬘭𬘯𬙂𬙊𬙋𬜬𬜯𬞟𬟁𬟽𬣙𬣞𬣡𬣳𬤇𬤊𬤝𬨂𬨎𬩽𬪩𬬩𬬭𬬮𬬱𬬸𬬹"
    "𬬻𬬿𬭁𬭊𬭎𬭚𬭛𬭤𬭩𬭬𬭯𬭳𬭶𬭸𬭼𬮱𬮿𬯀𬯎𬱖𬱟𬳵𬳶𬳽𬳿𬴂𬴃𬴊𬶋𬶍𬶏𬶐𬶟𬶠𬶨𬶭𬶮𬷕𬸘𬸚𬸣𬸦𬸪𬹼𬺈𬺓"
)
CHARACTERS = {
    *range(0x4E00, 0x9FA6),  # all hanzi of GBK (Unicode 1.1)
    *map(ord, _NAMES),
    *range(0x20, 0x7F),
    *range(0xA0, 0x100),  # Latin-1: · × ± ¥ ²
    *range(0x2010, 0x2027),  # dashes, quotation marks, ellipsis
    *range(0x2460, 0x2474),  # ①…⑳
    *range(0x3000, 0x3020),  # CJK punctuation, 々 〇 〓
    *range(0xFF01, 0xFFE6),  # full-width forms, ￥
    *map(ord, "℃№√□■○●△▲☆★"),
}


def make(source: Path) -> bytes:
    """The subset as WOFF (zlib, so that fpdf2 needs no Brotli). Raises `ValueError` where the source lacks a hanzi."""
    font = TTFont(source, recalcTimestamp=False)
    lacking = {code for code in CHARACTERS - font.getBestCmap().keys() if 0x4E00 <= code < 0xFF00 or code > 0xFFFF}
    if lacking:
        raise ValueError(f"the source lacks {sorted(map(hex, lacking))}")
    options = subset.Options(hinting=False, layout_features=[], glyph_names=False, name_IDs=[0, 1, 2, 4, 6, 13, 14])
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "vhea", "vmtx", "VORG", "STAT", "gasp"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=CHARACTERS)
    subsetter.subset(font)
    scale_upem(font, UNITS_PER_EM)
    font.flavor = "woff"
    made = io.BytesIO()
    font.save(made)
    return made.getvalue()


if __name__ == "__main__":
    TARGET.write_bytes(make(Path(sys.argv[1])))
    print(TARGET.name, TARGET.stat().st_size)
