"""Everybody in the synthetic province applies truthfully; each meets what the rules and agencies have for them."""

import pytest

from chalicelib.domain.status import ENDED
from chalicelib.records import tasks
from infra.players.people import application_of
from tests.workflow.acts import begin, until

SINGLE = {"commitments": ("SINGLE_STATUS",)}
DIVORCED = {"marital": "40"}
RESTS = {*ENDED, "CORRECTION", "ATTENDING", "REVIEWING"}


def meets(world, login: str, truth: dict) -> tuple[str, set[str]]:
    """Where an application comes to rest, and the codes of why."""
    play, borrower = begin(world, application_of(login, **truth))

    def rested(track):
        play._sign(track) if track["status"] == "SIGNING" else None
        return track["status"] in RESTS

    until(borrower, play.case, rested)
    until(
        borrower,
        play.case,
        lambda track: track["status"] in ENDED or any(task.is_open for task in tasks.of_case(play.case)),
    )
    track = borrower.track(play.case)  # what is asked is shown once the wait for it is open
    open_tasks = [task for task in tasks.of_case(play.case) if task.state == "open"]
    looks = {look["code"] for task in open_tasks for look in task.details.get("looks", ())}
    defects = {defect["code"] for defect in (track["notice"] or {}).get("defects", ())}
    reasons = {reason["code"] for reason in (track["decision"] or {}).get("reasons", ()) if reason["outcome"] == "fail"}
    if track["status"] not in ENDED:
        borrower.withdraw(play.case)
        until(borrower, play.case, lambda track: track["status"] in ENDED)
    world.come_to_rest()
    return track["status"], looks or defects or reasons


@pytest.mark.parametrize(
    ("login", "truth", "status", "why"),
    [
        ("code-tang-yining", {"marital": "20", "spouse": "code-gu-nanxing"}, "DISBURSED", set()),
        ("code-cao-jingxing", DIVORCED, "DISBURSED", set()),
        ("code-shen-muzhi", {}, "CORRECTION", {"MARRIAGE_NO_RECORD"}),
        ("code-shen-muzhi", SINGLE, "REVIEWING", set()),
        ("code-feng-shiyu", DIVORCED, "CORRECTION", {"MARRIAGE_PAPERS_MISSING"}),
        ("code-ayinuer", SINGLE, "ATTENDING", {"IDENTITY_SIMILAR"}),
        ("code-xiao-ranting", SINGLE, "REVIEWING", set()),
        ("code-cheng-jianwei", SINGLE, "REVIEWING", set()),
        ("code-ji-jiangnan", SINGLE, "ATTENDING", {"FUND_ACCOUNT_NOT_FOUND"}),
        ("code-yu-mubai", SINGLE, "REVIEWING", set()),
        ("code-ji-wangbei", SINGLE, "REVIEWING", set()),
        ("code-lv-zhiyao", SINGLE, "ATTENDING", {"CREDIT_OBJECTION_OPEN"}),
        ("code-bai-shouyi", SINGLE, "REVIEWING", set()),
        ("code-liang-suian", SINGLE, "REVIEWING", set()),  # 可提可贷: a withdrawal under way is looked at
        ("code-lu-jianchuan", SINGLE, "CORRECTION", {"FILING_CANCELLED"}),
        (
            "code-wei-yunshen",
            SINGLE,
            "ATTENDING",
            {"PAPER_TO_READ"},
        ),  # an existing home: nothing but a paper tells of the down payment
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_an_application_meets(world, login, truth, status, why):
    assert meets(world, login, truth) == (status, why)


@pytest.mark.parametrize(
    ("login", "why"),
    [
        pytest.param("code-zheng-songnian", "ALIVE", marks=pytest.mark.walks("Collated-otherwise")),
        ("code-deng-yunfan", "ACCOUNT_NORMAL"),
        ("code-cheng-jianwei", "DEPOSIT_MONTHS"),
        pytest.param("code-yu-mubai", "CREDIT_OVERDUE", marks=pytest.mark.walks("Route-otherwise")),
        ("code-yin-zhiqiu", "NOT_SEIZED"),
    ],
)
def test_where_the_rules_texts_were_read_nobody_has_to_refuse(world, verified, login, why):
    assert meets(world, login, SINGLE) == ("REFUSED", {why})
