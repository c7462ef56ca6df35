"""What is read of a certificate without the library that makes them."""

from datetime import UTC, datetime

import pytest
from cryptography import x509

from chalicelib.trust.certificates import der, validity
from tests.given.certificates import one_ending


@pytest.mark.parametrize("ends", ["2027-01-01", "2049-12-31", "2050-01-01", "2099-06-30"])
def test_until_when_a_certificate_is_good_is_read_as_the_library_reads_it(monkeypatch, ends):
    pem = one_ending(monkeypatch, datetime.fromisoformat(ends).replace(tzinfo=UTC))
    read = x509.load_pem_x509_certificate(pem.encode())
    assert validity(der(pem)) == (read.not_valid_before_utc, read.not_valid_after_utc)


def test_what_is_no_certificate_has_no_validity():
    with pytest.raises(ValueError, match="no validity"):
        validity(b"0\x03abc")
