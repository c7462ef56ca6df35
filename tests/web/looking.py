"""Looking at a page as it stands: what axe finds, targets that are too small, and what runs out of a narrow screen.

What axe looks at beside contrast is the same document in every mode, and large type has the contrast of normal type: `ANJU_AXE=whole` has it look
at all of it in each.
"""

import os
from functools import lru_cache
from pathlib import Path
from typing import Any

_WHOLE = os.environ.get("ANJU_AXE") == "whole"
_FAULTS = """async ({least, axed, whole}) => {
  const faults = [];
  const only = whole ? {} : {runOnly: {type: 'rule', values: ['color-contrast']}};
  const found = axed ? (await axe.run(document, {rules: {'target-size': {enabled: true}}, ...only})).violations : [];
  for (const one of found) faults.push(`${one.id}: ${one.nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`);
  for (const one of document.querySelectorAll('a, button, select, textarea, summary, input')) {
    const whole = one.matches('[type=radio], [type=checkbox]') ? one.closest('label') : one;
    const {width, height} = whole.getBoundingClientRect();
    const seen = one.checkVisibility() && !one.matches('.skip') && width > 0;
    if (seen && Math.min(width, height) < least - 0.5) faults.push(`${Math.round(width)}×${Math.round(height)}: ${whole.outerHTML.slice(0, 90)}`);
  }
  const wide = document.documentElement.scrollWidth;
  if (wide > innerWidth) faults.push(`${wide} px on a screen of ${innerWidth}`);
  return faults;
}"""
LIGHT, DARK = "light", "dark"


def faults(page: Any) -> list[str]:
    """Everything wrong with a page as it is now, in normal, large and dark mode, on 375 and on 320 px, with its text at 200 %."""
    found = _in(page, "normal", 44)
    page.emulate_media(color_scheme=DARK)
    found += _in(page, "dark", 44)
    page.emulate_media(color_scheme=LIGHT)
    page.set_viewport_size({"width": 320, "height": 812})
    found += _in(page, "narrow", 44, axed=False)
    page.evaluate("document.documentElement.dataset.type = 'large'")
    found += _in(page, "large", 60, axed=_WHOLE)
    page.evaluate("document.documentElement.dataset.type = ''")
    page.set_viewport_size({"width": 640, "height": 812})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    found += _in(page, "text at 200 %", 44, axed=False)
    page.evaluate("document.documentElement.style.fontSize = ''")
    page.set_viewport_size({"width": 375, "height": 812})
    return found


@lru_cache(maxsize=1)
def _axe() -> str:
    import axe_playwright_python

    return Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")


def _in(page: Any, mode: str, least: int, *, axed: bool = True) -> list[str]:
    if axed and not page.evaluate("'axe' in window"):
        page.evaluate(_axe())
    return [
        f"{mode}: {one}"
        for one in page.evaluate(_FAULTS, {"least": least, "axed": axed, "whole": _WHOLE or mode == "normal"})
    ]
