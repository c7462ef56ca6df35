"""The seals of papers that leave a centre, judged by others."""

import re
from io import BytesIO
from unittest.mock import patch

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from chalicelib import aws
from chalicelib.casework import papers
from chalicelib.errors import Unexpected
from chalicelib.papers import sealing, signers
from chalicelib.papers.revision import Revision
from chalicelib.trust import secrets
from tests.documents.conftest import text_of
from tests.papers.conftest import NOTICE, stored
from tests.papers.judging import POPPLER, by_poppler, is_good, judged


@pytest.fixture
def case(submitted):
    return submitted()


@pytest.fixture
def sealed(platform, case):
    return stored(platform, papers.made(case, "acceptance.pdf", NOTICE).key)


def test_a_paper_bears_the_seal_of_its_centre_which_says_that_it_is_simulated(sealed):
    (seal,) = judged(sealed)
    assert is_good(seal) and seal.coverage.name == "ENTIRE_FILE"
    assert seal.signing_cert.subject.native["common_name"] == "模拟兰州住房公积金管理中心电子印章"
    assert text_of(sealed).count("模拟兰州") == 0  # it is seen, and no part of the text
    (field,) = PdfFileReader(BytesIO(sealed)).embedded_signatures
    assert field.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"


@pytest.mark.skipif(not POPPLER, reason="poppler-utils is not installed here: pyHanko alone judges")
def test_poppler_finds_the_seal_valid(sealed, tmp_path):
    assert by_poppler(sealed, tmp_path) == ["Signature is Valid."]


def test_a_changed_byte_is_found_wherever_it_is(sealed):
    for at in (100, sealed.index(b"/MediaBox") + 12, sealed.rindex(b"/Rect[") + 8):
        other = bytes([sealed[at] ^ 1])
        changed = sealed[:at] + other + sealed[at + 1 :]
        try:
            assert not any(is_good(seal) for seal in judged(changed)), at
        except Exception as unreadable:  # a file nobody can read is found too
            assert type(unreadable).__module__.startswith("pyhanko"), at


def test_what_was_added_behind_a_seal_is_no_part_of_what_was_sealed(sealed):
    for added in (b"\n", b"1 0 obj<</Type/Page>>endobj"):
        with pytest.raises(ValueError, match="something was added"):
            sealing.covered(sealed + added)


def test_a_sealed_paper_says_of_itself_what_it_said_before(sealed):
    metadata = PdfFileReader(BytesIO(sealed)).root["/Metadata"].data
    assert re.search(rb"pdfaid:part(>|=\")2", metadata) and re.search(rb"pdfaid:conformance(>|=\")B", metadata)


def test_every_font_of_a_seal_is_in_the_file_and_no_viewer_is_asked_to_draw(sealed):
    reader = PdfFileReader(BytesIO(sealed))
    field = reader.root["/AcroForm"]["/Fields"][0].get_object()
    fonts = field["/AP"]["/N"]["/Resources"]["/Font"]
    assert fonts and "/NeedAppearances" not in reader.root["/AcroForm"]
    for font in map(fonts.raw_get, fonts):
        descendant = font.get_object()["/DescendantFonts"][0].get_object()
        descriptor = descendant["/FontDescriptor"]
        assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
    assert field["/F"] == 132  # printed, and not to be moved


def test_whoever_asks_again_is_given_the_file_that_was_sealed_first(platform, case):
    first, again = (papers.made(case, "acceptance.pdf", NOTICE) for _ in range(2))
    assert first == again and is_good(judged(stored(platform, again.key))[0])


def test_a_centre_without_a_seal_or_with_one_that_is_not_good_any_more_issues_nothing(platform, case, monkeypatch):
    monkeypatch.setattr(secrets, "seals", dict)
    with pytest.raises(Unexpected):
        papers.made(case, "acceptance.pdf", NOTICE)
    assert not platform.client("s3").list_objects_v2(Bucket="anju-archive").get("Contents")


def test_the_certificate_is_looked_at_on_the_day(case, travel_to_2050):
    with pytest.raises(Unexpected):
        papers.made(case, "acceptance.pdf", NOTICE)


def test_so_is_what_it_rests_on(monkeypatch):
    own, root = signers.of("620100").certificates
    monkeypatch.setattr(signers, "is_good", lambda one: one != root)
    with pytest.raises(LookupError):
        signers.of("620100")


@pytest.fixture
def travel_to_2050(case):
    import time_machine

    with time_machine.travel("2050-01-01", tick=False):
        yield


def test_only_a_hash_goes_to_the_key(case):
    asked, kms = [], aws.client("kms")

    def sign(**how):
        asked.append(how)
        return signing(**how)

    signing = kms.sign
    with patch.object(kms, "sign", sign):
        papers.made(case, "acceptance.pdf", NOTICE)
    (one,) = asked
    assert len(one["Message"]) < 300 and one["MessageType"] == "RAW" and one["SigningAlgorithm"] == "ECDSA_SHA_256"


def with_place(room, before=b"%PDF ", after=b" %%EOF"):
    """A file with the empty or filled place of one signature, as `prepared` leaves it."""
    told = b"/ByteRange[0 %010d %010d %010d]/Contents"
    first = len(before + told % (0, 0, 0))
    begin = first + len(room) + 2
    return before + told % (first, begin, len(after)) + b"<" + room + b">" + after


@pytest.mark.parametrize(
    ("room", "signature", "then"),
    [
        (b"0" * 8, b"\xab\xcd", b"abcd0000"),
        (b"0" * 8, b"\xab" * 4, b"ab" * 4),
        (b"0" * 8, b"\xab" * 5, None),
        (b"abcd0000", b"\xab\xcd", None),
        (b"0000000f", b"\xab\xcd", None),
    ],
)
def test_a_place_takes_one_seal_that_fits_and_no_second(room, signature, then):
    if then is None:
        with pytest.raises(ValueError):
            sealing.filled(with_place(room), signature)
    else:
        assert sealing.filled(with_place(room), signature) == with_place(then)


@pytest.mark.parametrize("changed", [lambda file: file + b"\n", lambda file: file[:-1]])
def test_a_file_that_has_become_longer_or_shorter_is_not_what_its_last_seal_is_over(changed):
    file = with_place(b"0" * 8)
    assert sealing.covered(file) == file.replace(b"<00000000>", b"")
    for read in (sealing.covered, sealing.digest, lambda file: sealing.filled(file, b"x")):
        with pytest.raises(ValueError, match="something was added"):
            read(changed(file))


def test_an_object_stands_as_its_last_revision_has_it_and_the_others_as_they_were():
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Type/Page>>"]
    file, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(file))
        file += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    lines = b"".join(b"%010d 00000 n \n" % place for place in places)
    told = b"xref\n0 4\n0000000000 65535 f \n%btrailer\n<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    file += told % (lines, len(file))
    for word in (b"<</Type/Page/Second 1>>", b"<</Type/Page/Third 1>>"):
        revision = Revision(file)
        revision.put(word, 3)
        file = revision.written()
        assert Revision(file).object(3) == word and Revision(file).pages() == [3]
    assert [Revision(file).object(number) for number in (1, 2)] == objects[:2]
