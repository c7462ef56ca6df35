"""What only a local stack has: who can log in as whom, and the simulated providers' login page."""

from urllib.parse import parse_qs, urlsplit

import pytest

from chalicelib.domain import channels
from infra.deploy import bundle
from infra.local import picker
from infra.local.serve import OF_PAGES
from infra.simulators import identity
from infra.simulators.province import Province

API = "http://127.0.0.1:9"
SERVED = picker.served(API, "http://127.0.0.1:8")
SOMEBODY = "code-tang-yining"


def asked(path: str, query: str = "", cookie: str = "") -> dict:
    return SERVED[path]({"path": path, "query": query, "headers": {"cookie": cookie}, "body": ""}, None)


def test_the_first_page_names_everybody_who_can_log_in_and_has_nothing_inline() -> None:
    page = asked(picker.START)
    assert all(one["name"] in page["body"] for one in picker.PEOPLE.values())
    assert "审核员 R001" in page["body"] and "<script" not in page["body"] and "style=" not in page["body"]
    assert "default-src 'none'" in page["headers"]["Content-Security-Policy"]
    own, *others = picker._couples().values()
    told = (own["home"]["contract_number"], own["home"]["down_payment"], own["wish"]["repayment_account"])
    assert all(f">{one}</b>" in page["body"] for one in told), "all that has to be typed to be decided at once"
    assert page["body"].count("填好并打开") == len(others), (
        "of one contract one application goes on: no button for theirs"
    )


@pytest.mark.parametrize("channel", channels.of("depositor"))
def test_who_is_chosen_comes_back_to_where_they_were_with_a_code_the_channel_knows(channel: str) -> None:
    answer = asked(picker.AS, f"channel={channel}&purpose=login&login={SOMEBODY}&back={API}/%23/join/ABCD")
    there = urlsplit(answer["headers"]["Location"])
    given = {name: values[0] for name, values in parse_qs(there.query).items()}
    assert (there.netloc, there.path, there.fragment) == ("127.0.0.1:9", "/", "/join/ABCD")
    assert identity.who(Province(), {**given, "device": ""})["level"] == "REAL_NAME"


def test_whoever_logged_in_last_shows_their_face() -> None:
    answer = asked(picker.AS, f"channel=wechat&purpose=face&login={SOMEBODY}&back={API}/")
    assert answer["headers"]["Location"].endswith("?proof=live-tang-yining")
    first = asked(picker.LOGIN, f"channel=wechat&purpose=face&back={API}/", f"simulated={SOMEBODY}")["body"]
    assert first.index("唐以宁") < first.index("周子安")


def test_staff_come_back_with_the_secret_of_the_device_of_where_they_work() -> None:
    answer = asked(picker.AS, f"channel=window&purpose=login&login=code-clerk-1&back={API}/desk?at=window")
    given = {name: values[0] for name, values in parse_qs(urlsplit(answer["headers"]["Location"]).query).items()}
    assert given == {"at": "window", "channel": "window", "code": "code-clerk-1", "device": "window-clerk-1"}
    assert "窗口人员 C001" in asked(picker.LOGIN, f"channel=window&purpose=login&back={API}/desk")["body"]


@pytest.mark.parametrize(
    ("channel", "back"),
    [("wechat", "https://elsewhere.example/"), ("wechat", "//elsewhere.example/"), ("pigeon", "/"), ("", "/")],
)
def test_nobody_is_sent_elsewhere_with_a_code_or_gets_one_of_a_channel_there_is_not(channel: str, back: str) -> None:
    assert asked(picker.AS, f"channel={channel}&login={SOMEBODY}&back={back}")["statusCode"] == 400


def test_none_of_it_is_deployed() -> None:
    assert not any(OF_PAGES.fullmatch(path) for path in SERVED)
    assert "infra" not in {path.name for path in (bundle.FUNCTIONS).iterdir()}
