"""Pictures of the pages for the readmes: `python -m infra.tools.pictures` stands the local stack up, walks to each page and writes docs/pictures.

It needs Chromium. Nobody edits a picture by hand: whoever changes a page that is shown runs this again.
"""

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from chalicelib.messages import text
from infra.local.partners import in_process
from infra.local.stack import Platform, stack
from infra.players.people import application_of
from infra.players.samples import Play

FOLDER = Path(__file__).parents[2] / "docs/pictures"
PHONE = {"width": 375, "height": 760}
WIDE = {"width": 1280, "height": 760}


def main() -> int:
    """Returns the exit code: 2 where there is no browser."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        print("没有 Chromium:apt-get install chromium")
        return 2
    FOLDER.mkdir(exist_ok=True)
    logs = Path(tempfile.mkdtemp())
    with stack(in_process(0, logs), logs=logs) as platform, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        _taken(browser, platform)
        browser.close()
    return 0


def _taken(browser: Browser, platform: Platform) -> None:
    couple = {"borrower": "code-tang-yining", "spouse": "code-gu-nanxing"}
    sample = application_of(couple["borrower"], marital="20", spouse=couple["spouse"])
    play = Play(sample, platform.api, platform.partners)
    borrower = play.begin()
    page = _opened(
        browser, PHONE, f"{platform.api}/?channel=wechat&code={couple['borrower']}#/case/{play.case}/loan/term"
    )
    page.get_by_role("img").wait_for()
    _keep(page, "apply-term")
    borrower.submit(play.case)
    page.goto(f"{platform.api}/#/case/{play.case}")
    page.reload()
    page.get_by_role("link", name="签署合同").wait_for(timeout=60_000)
    _keep(page, "apply-track")
    number = borrower.track(play.case)["number"]
    ops = f"{platform.api}/ops?channel=desk&code=code-ops-1&device=terminal-ops-1#/case/{number}"
    page = _opened(browser, WIDE, ops)
    page.get_by_role("heading").first.wait_for()
    _keep(page, "ops")


def _opened(browser: Browser, size: Any, url: str) -> Page:
    page = browser.new_context(viewport=size, locale="zh-CN").new_page()
    page.goto(url)
    page.get_by_role("button", name=text("PAGE_LOG_IN_GO_ON")).click()
    return page


def _keep(page: Page, name: str) -> None:
    page.wait_for_load_state("networkidle")
    page.screenshot(path=FOLDER / f"{name}.png")


if __name__ == "__main__":
    sys.exit(main())
