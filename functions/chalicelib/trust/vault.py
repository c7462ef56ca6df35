"""Sealing of personal data (字段加密): one data key per case, wrapped by KMS and bound to the case; AES-256-GCM inside.

Whoever reads the table sees ciphertext; whoever may call KMS `Decrypt` with this case's context sees this case only.
"""

import hmac
import json
import os
from base64 import b64decode, b64encode
from functools import lru_cache
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from chalicelib import aws
from chalicelib.settings import setting

_NONCE = 12


def new_key(case_id: str) -> str:
    """A fresh data key for a case, wrapped by KMS, as base64 text."""
    made = aws.client("kms").generate_data_key_without_plaintext(
        KeyId=setting("KEY_CASES"), KeySpec="AES_256", EncryptionContext={"case": case_id}
    )
    return b64encode(made["CiphertextBlob"]).decode()


def seal(case_id: str, wrapped_key: str, name: str, value: Any) -> str:
    """Encrypts a JSON value for one case under one name, as text; opening it under another case or name fails."""
    plain = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return b64encode(seal_bytes(case_id, wrapped_key, name, plain)).decode()


def unseal(case_id: str, wrapped_key: str, name: str, sealed: str) -> Any:
    """Decrypts what `seal` made. Raises `cryptography.exceptions.InvalidTag` if it was altered or moved."""
    return json.loads(unseal_bytes(case_id, wrapped_key, name, b64decode(sealed)))


def seal_bytes(case_id: str, wrapped_key: str, name: str, plain: bytes) -> bytes:
    """Encrypts bytes for one case under one name."""
    nonce = os.urandom(_NONCE)
    return nonce + _cipher(case_id, wrapped_key).encrypt(nonce, plain, f"{case_id}/{name}".encode())


def unseal_bytes(case_id: str, wrapped_key: str, name: str, sealed: bytes) -> bytes:
    """Decrypts what `seal_bytes` made. Raises `InvalidTag` like `unseal`."""
    opened = _cipher(case_id, wrapped_key).decrypt(sealed[:_NONCE], sealed[_NONCE:], f"{case_id}/{name}".encode())
    return bytes(opened)


def digest(case_id: str, wrapped_key: str, name: str, text: str) -> str:
    """HMAC-SHA256 of a text for one case under one name, in hex: to be compared within the case, and by nobody without its key."""
    own = hmac.digest(_key(case_id, wrapped_key), b"digest", "sha256")
    return hmac.digest(own, f"{case_id}/{name}/{text}".encode(), "sha256").hex()


def _cipher(case_id: str, wrapped_key: str) -> AESGCM:
    return AESGCM(_key(case_id, wrapped_key))


@lru_cache(maxsize=64)
def _key(case_id: str, wrapped_key: str) -> bytes:
    opened = aws.client("kms").decrypt(
        CiphertextBlob=b64decode(wrapped_key), KeyId=setting("KEY_CASES"), EncryptionContext={"case": case_id}
    )
    plain: bytes = opened["Plaintext"]
    return plain
