import re
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
CHINESE, ENGLISH = ((ROOT / name).read_text("utf-8") for name in ("README.md", "README.en.md"))


def shape(readme):
    return re.findall(r"^(#+) ", readme, re.MULTILINE)


def links(readme):
    return [target for target in re.findall(r"\]\(([^)]+)\)", readme) if not target.startswith("http")]


def test_both_readmes_have_the_same_headings():
    assert shape(CHINESE) == shape(ENGLISH)


def test_both_readmes_lead_to_the_same_places():
    assert [link for link in links(CHINESE) if "README.en" not in link] == [
        link for link in links(ENGLISH) if link != "README.md"
    ]


def test_every_link_of_the_readmes_leads_somewhere():
    assert [link for link in (*links(CHINESE), *links(ENGLISH)) if not (ROOT / link).exists()] == []


def test_the_commands_of_the_readmes_exist():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for readme in (CHINESE, ENGLISH):
        for target in set(re.findall(r"\bmake ([a-z-]+)", readme)):
            assert re.search(f"^{target}:", makefile, re.MULTILINE), target
