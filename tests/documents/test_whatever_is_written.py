"""Names and places as people have them: markup, breaks, rare signs, great length and many of them are printed as they stand, and nothing leaves the sheet."""

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader

from chalicelib import clock
from chalicelib.documents import (
    acceptance,
    approval,
    authorisation,
    contract,
    notice,
    printing,
    procedure,
    receipt,
    refusal,
    voucher,
)
from chalicelib.documents import schedule as plan
from chalicelib.documents.letter import Letter
from chalicelib.documents.signatures import Signed, page
from chalicelib.documents.verify_page import page as verify_page
from chalicelib.domain import limits
from chalicelib.domain.loan.schedule import schedule
from chalicelib.domain.loan.servicing import on_terms
from chalicelib.records.archive import link
from tests.documents.conftest import (
    COUPLE,
    DAY,
    DECISION,
    KEYS,
    LONG,
    MARKUP,
    NAMES,
    PAYMENT,
    RULES,
    UNBROKEN,
    crowd,
    drawn,
    text_of,
)

POPPLER = shutil.which("pdftotext")
DECIDED = {**DECISION, "policy_version": RULES.version}


def papers():
    """Every kind, by its name."""
    case = crowd()
    letter = Letter(LONG, "11620000000000002J2442199806003202611230001", case, DAY)
    loan = on_terms(schedule(Decimal(600000), Decimal("2.6"), 360, "01"), date(2026, 11, 30), RULES.repayment)
    reasons = [
        {"code": "REVIEW_REFUSED", "outcome": "fail", "text": f"{MARKUP}{LONG}{UNBROKEN}", "basis": MARKUP},
        *({"code": "CREDIT_OVERDUE", "outcome": "fail", "subject": key, "text": MARKUP, "basis": LONG} for key in KEYS),
    ]
    defects = [
        {"code": "MATERIAL_MISSING", "where": "B03", "remedy": "REMEDY_UPLOAD", "values": {"name": MARKUP + UNBROKEN}}
    ]
    consent = {
        "id": "c1",
        "given_at": clock.stamp(),
        "to": LONG,
        "purpose": MARKUP,
        "scope": LONG,
        "validity": "一年",
        "version": "1",
    }
    signer = authorisation.Signer("borrower", MARKUP, "6" * 18)
    signed = [Signed(name, LONG[:12], "CONTRACT_SIGNED_BY_THEMSELVES", clock.stamp()) for name in NAMES]
    reached = dict.fromkeys(KEYS, MARKUP + LONG)
    promise = limits.Promise(dict.fromkeys(RULES.deadlines, 5) | {limits.WHOLE: 6}, False)
    return {
        "acceptance": acceptance.acceptance(letter, RULES, promise),
        "approval": approval.approval(letter, DECIDED, RULES),
        "authorisation": authorisation.authorisation(LONG, signer, consent),
        "contract": contract.contract("JK620100202611230001", case, DECIDED, RULES, "2026-11-23", reached),
        "ending": refusal.ended(letter, RULES, "REFUSED", reasons),
        "notice": notice.notice(letter, defects, datetime(2026, 12, 14, 18), RULES, limits.law(RULES)),
        "procedure": procedure.procedure(letter, RULES, "appraisal", "HELD_APPRAISAL", DAY, limits.law(RULES)),
        "receipt": receipt.receipt(letter, RULES, receipt.Received(DAY, date(2026, 12, 1), limits.law(RULES))),
        "schedule": plan.plan(letter, loan, RULES.repayment, ""),
        "signatures": {**vars_of(page(LONG, LONG, "JK1", "ab" * 32, signed)), "length": "1"},
        "voucher": voucher.voucher(letter, "JK1", 360, PAYMENT, case.home.seller),
    }


def vars_of(value):
    from chalicelib.documents.values import plain

    return plain(value)


def printed(kind):
    from chalicelib.documents import printing

    value = papers()[kind]
    return printing.printed(kind, value) if isinstance(value, dict) else drawn(value)


KINDS = sorted(
    (
        "acceptance",
        "approval",
        "authorisation",
        "contract",
        "ending",
        "notice",
        "procedure",
        "receipt",
        "schedule",
        "signatures",
        "voucher",
    )
)


@pytest.fixture(scope="module")
def made():
    return {kind: printed(kind) for kind in KINDS}


def test_every_kind_there_is_a_template_of_is_looked_at():
    from chalicelib.documents.printing import KINDS as ALL

    assert set(KINDS) == ALL


@pytest.mark.parametrize("kind", KINDS)
def test_names_and_places_with_markup_are_printed_as_they_stand(made, kind):
    text = text_of(made[kind])
    assert MARKUP.replace(" ", "") in text, kind
    assert "〓" not in text


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_bears_the_marks_of_pdf_a_and_brings_its_fonts(made, kind):
    reader = PdfReader(BytesIO(made[kind]))
    root = reader.trailer["/Root"]
    told = root["/Metadata"].get_object().get_data()
    assert re.search(rb"pdfaid:part(>|=\")2", told) and re.search(rb"pdfaid:conformance(>|=\")B", told)
    assert [one.get_object()["/S"] for one in root["/OutputIntents"]] == ["/GTS_PDFA1"]
    assert not reader.is_encrypted and "/AcroForm" not in root and "/OpenAction" not in root
    fonts = [font.get_object() for page in reader.pages for font in page["/Resources"]["/Font"].values()]
    inner = [font["/DescendantFonts"][0].get_object() for font in fonts]
    assert fonts and all({"/FontFile2", "/FontFile3"} & set(font["/FontDescriptor"]) for font in inner)
    assert all("/ToUnicode" in font for font in fonts)


@pytest.mark.parametrize("kind", ["contract", "signatures"])
def test_six_who_sign_all_stand_there(made, kind):
    text = text_of(made[kind])
    assert all(name.replace(" ", "") in text for name in NAMES)


@pytest.mark.skipif(not POPPLER, reason="poppler-utils is not installed here")
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_leaves_the_sheet(made, kind, tmp_path):
    file = tmp_path / "paper.pdf"
    file.write_bytes(made[kind])
    told = subprocess.run([POPPLER, "-bbox", str(file), "-"], capture_output=True, text=True, check=True).stdout
    words = re.findall(r'xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)"', told)
    margin = 14 * 72 / 25.4  # of the narrowest, less what punctuation hangs out
    for left, top, right, bottom in (map(float, word) for word in words):
        assert left >= margin and right <= 595.3 - margin and top >= 0 and bottom <= 841.9, (
            kind,
            left,
            top,
            right,
            bottom,
        )
    assert words
    assert kind != "schedule" or told.count("还款计划表<") == told.count("<page "), "its name stands over every page"


@pytest.mark.parametrize("kind", ["receipt", "contract", "schedule"])
def test_the_code_in_the_foot_stands_where_every_printer_prints(kind):
    square = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect width="1" height="1"/></svg>'
    value = {**vars_of(papers()[kind]), "issued": {"number": "", "code": "0000-0000", "qr": square}}
    first, *_ = printing.printed(kind, value | ({"rows": value["rows"][:45]} if kind == "schedule" else {}), "png")
    sheet = Image.open(BytesIO(first)).convert("L")
    (*_, lowest) = (
        sheet.crop((0, sheet.height // 2, sheet.width // 4, sheet.height)).point(lambda dark: dark < 128).getbbox()
    )
    from_edge = (sheet.height / 2 - lowest) * 297 / sheet.height
    assert 6.5 <= from_edge <= 8, f"{from_edge} mm"


def test_breaks_within_a_name_are_spaces_and_what_turns_the_line_round_is_shown_by_its_code(letter):
    people = (replace(COUPLE.people[0], name="李\n晓\t示\u202e梅"),)
    text = text_of(approval.approval(replace(letter, application=replace(COUPLE, people=people)), DECIDED, RULES))
    assert "李晓示〓(U+202E)梅" in text and "\u202e" not in text


def test_the_page_that_verifies_and_the_name_a_paper_is_saved_under_take_nothing_for_markup(platform):
    told = {
        "title": MARKUP,
        "issuer": "<script>x</script>",
        "number": '"><b>',
        "issued_on": "",
        "code": "1",
        "sha256": "",
        "state": "valid",
        "state_text": "<i>",
    }
    html = verify_page('"><img src=x>', told, is_code=True)
    assert "<script>x" not in html and "<b>" not in html and "<i>" not in html and "<img" not in html
    saved = link("cases/c1/d1/approval.pdf", f"{MARKUP}\r\nX: y")
    assert "%0D%0AX" not in saved.replace("%250D%250AX", "") and "filename" in saved
