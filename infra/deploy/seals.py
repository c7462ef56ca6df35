"""The keys of the centres' seals: one in KMS for each centre there is a policy of, and one of SM2 beside it where there can be. Their certificates are configuration
(`SealsSecret`)."""

from typing import Any

from chalicelib import policy

CENTRES = tuple(sorted(policy.centres()))
# Conditions of infra/deploy/template.yaml.
_WITH_SM2, _BY_SM2 = "KeysOfSm2", "SealedBySm2"


def logical(centre: str, sm2: bool = False) -> str:
    """What the key of a centre's seal is called in the template."""
    return f"SealKey{'Sm2' if sm2 else ''}{centre}"


def used(centre: str) -> dict[str, Any]:
    """The ARN of the key a centre's papers are sealed with, by the stack's profile."""
    p256, sm2 = ({"Fn::GetAtt": [logical(centre, which), "Arn"]} for which in (False, True))
    return {"Fn::If": [_BY_SM2, sm2, p256]}


def keys(key_policy: dict[str, Any]) -> dict[str, Any]:
    """The resources, by logical name. A key outlives the stack: what was sealed with it is verified by its certificate.

    In China both are there whatever the profile, so that a stack that changes it has had its certificates issued before.
    """
    return {
        logical(centre, sm2): {
            "Type": "AWS::KMS::Key",
            **({"Condition": _WITH_SM2} if sm2 else {}),
            "DeletionPolicy": "Retain",
            "UpdateReplacePolicy": "Retain",
            "Properties": {
                "Description": f"Seals the papers of centre {centre}",
                "KeySpec": "SM2" if sm2 else "ECC_NIST_P256",
                "KeyUsage": "SIGN_VERIFY",
                "KeyPolicy": key_policy,
            },
        }
        for centre in CENTRES
        for sm2 in (False, True)
    }
