import json

import app
from chalicelib import policy
from infra.deploy import permissions
from infra.deploy.package import ROOT


def test_the_committed_policies_are_the_ones_the_table_gives() -> None:
    for path, text in permissions.rendered().items():
        assert (ROOT / path).read_text() == text, f"{path}: run python -m infra.deploy.permissions"


def test_every_function_is_in_the_table_and_has_its_policy() -> None:
    functions = {"api_handler", *(function.name for function in app.app.pure_lambda_functions)}
    config = json.loads((ROOT / "functions/.chalice/config.json").read_text())["lambda_functions"]
    assert set(permissions.FUNCTIONS) == set(config) == functions
    assert {name: f"policy-{name}.json" for name in functions} == {
        name: config[name]["iam_policy_file"] for name in functions
    }


def test_every_permission_is_used_by_somebody() -> None:
    used = {word for words in permissions.FUNCTIONS.values() for word in words.split(", ")} | {"trace"}
    assert used == set(permissions.MEANING)


def test_one_function_signs_and_it_signs_with_the_keys_of_seals_alone() -> None:
    signing = {
        name: statement["Resource"]
        for name in permissions.FUNCTIONS
        for statement in permissions.policy(name)["Statement"]
        if "Action" in statement and "kms:Sign" in statement["Action"]
    }
    centres = sorted(policy.centres())
    p256, sm2 = ([{"Fn::GetAtt": [f"SealKey{kind}{centre}", "Arn"]} for centre in centres] for kind in ("", "Sm2"))
    assert signing == {"papers": [{"Fn::If": ["SealedBySm2", *pair]} for pair in zip(sm2, p256, strict=True)]}
