"""A browser on the running local stack. Without Chromium what needs it is skipped, and says so."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from chalicelib.records import ledger
from infra import simulators
from infra.local.roles import apart
from infra.local.stack import Platform, stack
from tests.given.straight import straight
from tests.web.looking import faults

CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), ""
)
Phone = Callable[..., Any]
Seat = Callable[..., Any]
Look = Callable[[Any, str], None]


@pytest.fixture(scope="package")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    @contextmanager
    def partners(api: str, secrets: dict[str, Any]) -> Iterator[str]:
        started = simulators.start(api_url=api, secrets=secrets, delay=0.02)
        try:
            yield started.url
        finally:
            started.stop()

    with stack(partners, logs=tmp_path_factory.mktemp("logs")) as running, apart([ledger]), straight():
        yield running


@pytest.fixture(scope="package")
def browser() -> Iterator[Any]:
    if not CHROMIUM:
        pytest.skip("there is no Chromium here: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def phone(browser: Any, platform: Platform) -> Iterator[Phone]:
    """A phone of somebody's own, 375 px wide; nothing on it may go wrong unseen, nor ask anybody but the API and the store."""
    wrong: list[str] = []
    opened: list[Any] = []

    def one(**how: Any) -> Any:
        context = browser.new_context(**{"viewport": {"width": 375, "height": 812}, "locale": "zh-CN", **how})
        page = context.new_page()
        page.set_default_timeout(60_000)  # a busy machine
        page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
        page.on("console", lambda said: wrong.append(said.text) if "Content Security Policy" in said.text else None)
        page.on("request", lambda asked: wrong.append(asked.url) if not _known(asked.url, platform) else None)
        opened.append(context)
        return page

    yield one
    for context in opened:
        context.close()
    assert wrong == []


def _known(url: str, platform: Platform) -> bool:
    store = platform.env["ANJU_UPLOAD_ORIGIN"]
    is_asked_of_somebody = url.startswith(("http", "ws"))  # the browser's own reader of PDFs asks the browser
    return not is_asked_of_somebody or url.startswith((f"{platform.api}/", f"{store}/"))


@pytest.fixture
def seat(phone: Phone, platform: Platform) -> Seat:
    """A place of work: somebody of staff, logged in on a device of theirs, at a page."""

    def one(login: str, at: str, place: str = "desk") -> Any:
        page = phone(viewport={"width": 1280, "height": 900})
        device = f"{'terminal' if place == 'desk' else 'window'}-{login}"
        path, _, rest = at.partition("#")
        page.goto(f"{platform.api}/{path}?channel={place}&code=code-{login}&device={device}#{rest}")
        page.get_by_role("button", name="是我自己打开的").click()
        return page

    return one


@pytest.fixture
def look() -> Iterator[Look]:
    """What axe finds, targets and narrow screens, in every mode; told together at the end."""
    found: list[str] = []

    def one(page: Any, at: str) -> None:
        found.extend(f"{at}: {fault}" for fault in faults(page))
        page.set_viewport_size({"width": 1280, "height": 900})

    yield one
    assert found == [], "\n".join(found)
