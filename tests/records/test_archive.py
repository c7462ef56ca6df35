import hashlib

from chalicelib.records import archive
from chalicelib.records.contents import Paper


def test_what_is_kept_lies_in_the_archive_under_its_case_with_the_digest_of_what_was_kept(a_case, platform):
    kept = archive.keep(a_case().id, "contract.pdf", b"%PDF-1.7")
    assert kept == Paper("contract.pdf", "cases/case-a/contract.pdf", hashlib.sha256(b"%PDF-1.7").hexdigest())
    stored = platform.client("s3").get_object(Bucket="anju-archive", Key=kept.key)
    assert (stored["Body"].read(), stored["ContentType"]) == (b"%PDF-1.7", "application/pdf")


def test_the_first_file_that_says_the_same_stays_and_whoever_comes_later_is_given_that_one(platform):
    first = archive.keep_once("case-a", "contract.pdf", "d1", b"%PDF sealed at nine")
    assert archive.keep_once("case-a", "contract.pdf", "d1", b"%PDF sealed at ten") == first
    assert platform.client("s3").get_object(Bucket="anju-archive", Key=first.key)["Body"].read().endswith(b"nine")


def test_a_paper_that_says_something_else_is_another_file_beside_it(platform):
    kept = {archive.keep_once("case-a", "contract.pdf", digest, b"%PDF").key for digest in ("d1", "d2")}
    assert kept == {"cases/case-a/d1/contract.pdf", "cases/case-a/d2/contract.pdf"}
