"""How requests are addressed and signed, by region: moto accepts what AWS refuses, so the links themselves are looked at."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from chalicelib import aws

REGIONS = {
    "cn-north-1": "amazonaws.com.cn",
    "cn-northwest-1": "amazonaws.com.cn",
    "us-east-1": "amazonaws.com",
    "ap-southeast-1": "amazonaws.com",
    "eu-central-1": "amazonaws.com",
}


@pytest.fixture(params=REGIONS, scope="module")
def s3(request: pytest.FixtureRequest) -> Any:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("AWS_DEFAULT_REGION", request.param)
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
            environment.setenv(name, "made-up")
        aws.client.cache_clear()
        aws._session.cache_clear()
        yield aws.client("s3")
    aws.client.cache_clear()
    aws._session.cache_clear()


def links(s3: Any) -> dict[str, Callable[[], tuple[str, dict[str, str]]]]:
    """Every kind of link we give away: its address, and the fields it is signed by."""
    shown = s3.generate_presigned_url("get_object", {"Bucket": "archive", "Key": "cases/1/contract.pdf"})
    posted = s3.generate_presigned_post("archive", "cases/1/uploads/2")
    asked = {name.lower(): values[0] for name, values in parse_qs(urlsplit(shown).query).items()}
    return {"shown": (shown, asked), "posted": (posted["url"], posted["fields"])}


@pytest.mark.parametrize("kind", ["shown", "posted"])
def test_a_link_is_signed_with_sigv4_for_its_region_and_names_the_bucket_as_a_host(s3, kind):
    """SigV2 is refused on buckets under SSE-KMS, and addresses with the bucket in the path by buckets made since 2020."""
    url, signed = links(s3)[kind]
    region = s3.meta.region_name
    assert urlsplit(url).hostname == f"archive.s3.{region}.{REGIONS[region]}"
    assert signed["x-amz-algorithm"] == "AWS4-HMAC-SHA256"
    assert f"/{region}/s3/aws4_request" in signed["x-amz-credential"]
    assert "signature" not in {name.lower() for name in signed}
