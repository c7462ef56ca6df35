"""Whoever is sent data of people is named in the words they agree to, with what is asked (告知接收方和种类, 个人信息保护法 14、17、23、29)."""

import ast
import re
from datetime import date
from pathlib import Path

import pytest

from chalicelib import banks, policy
from chalicelib.domain.checks.declared import CHECKS
from chalicelib.domain.form.people import IDENTITY
from chalicelib.domain.form.prefill import SOURCES
from tests.agencies.conftest import HOUSE, trees

LATEST = date(2099, 12, 31)  # whatever is in force from some day on
# Who answers where no check names the module that asks on a consent, as the words of its use call them.
AGENCIES = {
    "credit_bureau": (
        "credit",
        "受理中心",
    ),  # whom it names is who may ask; of whom, its paper says (CREDIT_AUTHORISED)
    "fund_core": ("data", "受理中心", "缴存地住房公积金管理中心"),
    "housing": ("data", "住房城乡建设部门"),
    "identity_platform": ("data", "统一身份认证平台"),
    "registry": ("data", "自然资源部门"),
}
BANKS = dict.fromkeys(("bank_parts", "payments", "seals", "webhooks"), "受托银行") | {"old_loans": "原贷款银行"}
TOLD = {
    "login": "手机号码",
    "marriage": "婚姻",
    "account": "缴存",
    "filing": "房屋交易",
    "children": "未成年子女",
    "title": "权属",
}


@pytest.fixture(params=["620000", "620100"])
def latest(request):
    return policy.in_force(request.param, LATEST)


def on_consent():
    """Each module of an agency with the calls it makes on a consent."""
    for path, tree in trees():
        calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute))
        if any(one.func.attr == "about" and "basis" not in {of.arg for of in one.keywords} for one in calls):
            yield path.relative_to(HOUSE).parts[0].removesuffix(".py")


def test_every_agency_that_is_asked_on_a_consent_is_named_in_its_words(latest):
    by_check = {check.agency for check in CHECKS.values() if check.named}  # their matters' departments, by the compiler
    assert {*on_consent()} - by_check == AGENCIES.keys()
    for use, *names in AGENCIES.values():
        assert all(name in latest.authorisations[use].to for name in names)


def test_every_department_is_one_recipient_by_one_name(latest):
    called = {(one.department, one.owner) for one in latest.matters if one.department}
    assert len({department for department, _ in called}) == len(called)


def test_every_bank_that_is_sent_anything_is_named(latest):
    sent = {
        path.stem
        for path in Path(banks.__file__).parent.glob("*.py")
        if re.search(r"partners\.post\(", path.read_text(encoding="utf-8"))
    }
    assert sent == BANKS.keys() and all(name in latest.authorisations["data"].to for name in BANKS.values())


def test_of_every_check_the_words_say_what_is_asked_and_somebody_else_than_the_centre_is_agreed_to_by_name(latest):
    for check in CHECKS.values():
        words = latest.authorisations["credit" if check.code == "credit" else "data"]
        assert check.scope and all(one in words.scope for one in check.scope) and words.purpose
    whose = {check: matter for matter in latest.matters for check in matter.checks}
    unlisted = {check for check in CHECKS if not whose[check].department}
    assert unlisted == {"fund_account", "credit"}, "the centre's own core; the bureau, on a paper of its own"


def test_what_is_told_before_anything_is_typed_is_in_the_words_too(latest):
    words = latest.authorisations["data"]
    assert (
        TOLD.keys() == SOURCES.keys() and all(one in words.scope for one in TOLD.values()) and "预填" in words.purpose
    )


def test_who_does_not_borrow_is_asked_of_nobody_their_words_do_not_name(latest):
    words = latest.authorisations[IDENTITY]
    assert all(name in words.to for name in ("公安", "自然资源", "受托银行")) and "身份" in words.purpose
