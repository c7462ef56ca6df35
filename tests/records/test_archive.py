import hashlib

from chalicelib.records import archive


def test_what_is_kept_lies_in_the_archive_under_its_case_with_the_digest_of_what_was_kept(a_case, platform):
    kept = archive.keep(a_case(), "contract.pdf", b"%PDF-1.7")
    assert kept == {
        "name": "contract.pdf", "key": "cases/case-a/contract.pdf", "sha256": hashlib.sha256(b"%PDF-1.7").hexdigest(),
    }  # fmt: skip
    stored = platform.client("s3").get_object(Bucket="anju-archive", Key=kept["key"])
    assert (stored["Body"].read(), stored["ContentType"]) == (b"%PDF-1.7", "application/pdf")
