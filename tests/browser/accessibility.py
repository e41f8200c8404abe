"""What axe finds on a page: the rules on structure over the whole page, those on colours once for each look of a text.

Contrast is what takes axe most of its time, and it cannot differ between two texts of the same tags, classes, colours
and sizes all the way up: so one of each is looked at in a run, on whichever page, in whichever width and scheme it is
met first, and tests plant a fault in each to prove that no look is missed. What the width decides is asked by fewer
rules than what the words and tags decide.
"""

from __future__ import annotations

from typing import Any, Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

# WCAG 2.2 AA and below, and axe's own good practice.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
# The rules on structure whose answer depends on where things lie, not only on what they are.
LAYOUT_RULES = ["target-size", "scrollable-region-focusable"]

_IN_ORDER: set[str] = set()  # the looks that this process has seen and found in order

# Marks one text of each look that is not known: the same tags and classes all the way up, the same colours, size and
# state. Gives the looks of the page, each as a number.
MARK_LOOKS = """(known) => {
  scrollTo(0, 0);
  for (const old of document.querySelectorAll("[data-look]")) delete old.dataset.look;
  const style = (part) => {
    const { color, backgroundColor, opacity, fontSize, fontWeight } = getComputedStyle(part);
    const name = part.className.baseVal ?? part.className;
    return [part.tagName, name, color, backgroundColor, opacity, fontSize, fontWeight];
  };
  const number = (text) => {
    let [a, b] = [0xdeadbeef, 0x41c6ce57];
    for (let place = 0; place < text.length; place += 1) {
      a = Math.imul(a ^ text.charCodeAt(place), 2654435761);
      b = Math.imul(b ^ text.charCodeAt(place), 1597334677);
    }
    return `${a >>> 0}-${b >>> 0}`;
  };
  const ways = new Map();
  const way = (part) => {
    if (!part) return "";
    if (!ways.has(part)) ways.set(part, number(`${way(part.parentElement)} ${style(part)}`));
    return ways.get(part);
  };
  const old = new Set(known);
  const seen = new Set();
  const hasText = (part) => part.matches("input, select, textarea, button, svg text")
    || [...part.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  for (const part of document.querySelectorAll("body *")) {
    if (!hasText(part) || !part.checkVisibility()) continue;
    const look = way(part);
    if (!seen.has(look) && !old.has(look)) part.dataset.look = "";
    seen.add(look);
  }
  return [...seen];
}"""

# What sticks to an edge of the window lies over the text, and where depends on how far the page has scrolled.
UNSTICK = """() => {
  scrollTo(0, 0);
  for (const part of document.querySelectorAll("body *")) {
    if (getComputedStyle(part).position === "sticky") part.style.position = "relative";
  }
}"""
STICK_AGAIN = """() => {
  for (const part of document.querySelectorAll("[style*='position: relative']")) part.style.position = "";
}"""


def violations(page: Page) -> list[str]:
    """What axe finds on the page as it stands; fails where axe ran no rule."""
    return [*structure_violations(page), *colour_violations(page)]


def structure_violations(page: Page) -> list[str]:
    """What the rules find that do not ask for colours; they are the same in light and dark."""
    off = {rule: {"enabled": False} for rule in COLOUR_RULES}
    return _unstuck(page, {"runOnly": {"type": "tag", "values": TAGS}, "rules": off}, at_least=15)


def layout_violations(page: Page) -> list[str]:
    """What those rules on structure find whose answer changes with the width of the window."""
    return _unstuck(page, {"runOnly": {"type": "rule", "values": LAYOUT_RULES}}, at_least=1)


def colour_violations(page: Page) -> list[str]:
    """What the rules on colours find on one text of each look that this run has not yet found in order."""
    looks = page.evaluate(MARK_LOOKS, list(_IN_ORDER))
    assert looks, "the page shows no text"
    if _IN_ORDER.issuperset(looks):
        return []
    only = {"runOnly": {"type": "rule", "values": COLOUR_RULES}}
    # The few looks that are new on a page may be such as neither rule applies to.
    found = _found(page, {"include": [["[data-look]"]]}, only, at_least=0 if _IN_ORDER else 1)
    if not found:
        _IN_ORDER.update(looks)
    return found


def violations_in_each_scheme(page: Page) -> list[str]:
    """What axe finds on the page as it stands, its colours in light and in dark; leaves it in light."""
    found = structure_violations(page)
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        found += [f"{scheme}: {fault}" for fault in colour_violations(page)]
    page.emulate_media(color_scheme="light")
    return found


def _unstuck(page: Page, options: dict[str, Any], at_least: int) -> list[str]:
    page.evaluate(UNSTICK)
    found = _found(page, None, options, at_least)
    page.evaluate(STICK_AGAIN)
    return found


def _found(page: Page, context: dict[str, Any] | None, options: dict[str, Any], at_least: int) -> list[str]:
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE_SCRIPT)
    asked = {"context": context, "options": {**options, "resultTypes": ["violations"]}}
    found = page.evaluate("({ context, options }) => axe.run(context ?? document, options)", asked)
    assert len(found["passes"]) + len(found["violations"]) >= at_least, "axe ran too few rules"
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found["violations"] for node in rule["nodes"]]
