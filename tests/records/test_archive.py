import hashlib

from chalicelib.records import archive
from chalicelib.records.contents import Paper


def test_what_is_kept_lies_in_the_archive_under_its_case_with_the_digest_of_what_was_kept(a_case, platform):
    kept = archive.keep(a_case(), "contract.pdf", b"%PDF-1.7")
    assert kept == Paper("contract.pdf", "cases/case-a/contract.pdf", hashlib.sha256(b"%PDF-1.7").hexdigest())
    stored = platform.client("s3").get_object(Bucket="anju-archive", Key=kept.key)
    assert (stored["Body"].read(), stored["ContentType"]) == (b"%PDF-1.7", "application/pdf")
