"""Makes the font of the documents: a subset of Noto Serif SC (OFL 1.1) that fits the package. Run only to change it.

    python -m infra.deploy.fonts NotoSerifSC_400Regular.ttf

The source is the file of that name in the npm package @expo-google-fonts/noto-serif-sc 0.4.3 (`npm pack`); fonttools
as pinned. The same source gives the same bytes. What is in it is said in chalicelib/domain/form/characters.py, why in
docs/decisions/0005-one-font-for-every-name.md.
"""

import io
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem

from chalicelib.domain.form.characters import printable

TARGET = Path(__file__).parents[2] / "functions/chalicelib/documents/fonts/NotoSerifSC-subset.ttf"
UNITS_PER_EM = 256  # at 12 pt one unit is 1/60 mm; the source's 1000 costs a third more in the package


def make(source: Path) -> bytes:
    """The subset, as TrueType. Raises `ValueError` where the source lacks any of it."""
    font = TTFont(source, recalcTimestamp=False)
    if lacking := printable() - font.getBestCmap().keys():
        raise ValueError(f"the source lacks {sorted(map(hex, lacking))}")
    options = subset.Options(hinting=False, layout_features=[], glyph_names=False, name_IDs=[0, 1, 2, 4, 6, 13, 14])
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "vhea", "vmtx", "VORG", "STAT", "gasp"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=printable())
    subsetter.subset(font)
    scale_upem(font, UNITS_PER_EM)
    made = io.BytesIO()
    font.save(made)
    return made.getvalue()


if __name__ == "__main__":
    TARGET.write_bytes(make(Path(sys.argv[1])))
    print(TARGET.name, TARGET.stat().st_size)
