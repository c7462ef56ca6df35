"""The keys of the centres' seals: one in KMS for each centre there is a policy of. Its certificate is configuration (`SealsSecret`)."""

from typing import Any

from chalicelib import policy

CENTRES = tuple(sorted(policy.centres()))


def logical(centre: str) -> str:
    """What the key of a centre's seal is called in the template."""
    return f"SealKey{centre}"


def keys(key_policy: dict[str, Any]) -> dict[str, Any]:
    """The resources, by logical name. A key outlives the stack: what was sealed with it is verified by its certificate."""
    return {
        logical(centre): {
            "Type": "AWS::KMS::Key",
            "DeletionPolicy": "Retain",
            "UpdateReplacePolicy": "Retain",
            "Properties": {
                "Description": f"Seals the papers of centre {centre}",
                "KeySpec": "ECC_NIST_P256",
                "KeyUsage": "SIGN_VERIFY",
                "KeyPolicy": key_policy,
            },
        }
        for centre in CENTRES
    }
