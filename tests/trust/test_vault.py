"""What is sealed opens for its own case, under its own name, with its own key."""

from base64 import b64decode, b64encode

import pytest
from botocore.exceptions import ClientError
from cryptography.exceptions import InvalidTag

from chalicelib.trust import vault


@pytest.fixture
def key(platform) -> str:
    return vault.new_key("case-a")


def test_what_is_sealed_opens_again_and_never_looks_the_same_twice(key):
    value = {"name": "合成人甲", "amount": "1.00"}
    one, other = (vault.seal("case-a", key, "form", value) for _ in range(2))
    assert one != other
    assert vault.unseal("case-a", key, "form", one) == vault.unseal("case-a", key, "form", other) == value


def test_under_another_name_or_altered_it_does_not_open(key):
    sealed = vault.seal("case-a", key, "form", "x")
    blob = bytearray(b64decode(sealed))
    blob[-1] ^= 1
    for name, found in (("application", sealed), ("form", b64encode(blob).decode())):
        with pytest.raises(InvalidTag):
            vault.unseal("case-a", key, name, found)


def test_the_key_of_a_case_opens_for_that_case_alone(key):
    sealed = vault.seal("case-a", key, "form", "x")
    with pytest.raises(ClientError):
        vault.unseal("case-b", key, "form", sealed)
    with pytest.raises(InvalidTag):
        vault.unseal("case-b", vault.new_key("case-b"), "form", sealed)


def test_two_cases_never_share_a_key(key):
    assert key != vault.new_key("case-a") != vault.new_key("case-b")


def test_a_digest_tells_of_one_name_in_one_case_alone_whether_a_text_is_the_same(key):
    same = vault.digest("case-a", key, "signer", "合成人甲")
    assert same == vault.digest("case-a", key, "signer", "合成人甲")
    others = [("case-a", key, "payee", "合成人甲"), ("case-a", key, "signer", "合成人乙")]
    others.append(("case-a", vault.new_key("case-a"), "signer", "合成人甲"))  # by trying nobody finds it
    assert same not in [vault.digest(*other) for other in others]
