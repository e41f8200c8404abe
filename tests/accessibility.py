"""What axe finds on a page: the rules on structure over the whole page, those on colours once for each look of a text.

Contrast is what takes axe most of its time, and it cannot differ between two texts of the same style in the same place
of the same kind: so one of each is looked at, and a test plants a fault to prove that no look is missed.
"""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# WCAG 2.2 AA and below, and axe's own good practice.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOUR_RULES = ["color-contrast", "link-in-text-block"]

# Marks one text of each look: the same tags and classes all the way up, the same colours, size and state.
MARK_LOOKS = """() => {
  scrollTo(0, 0);
  for (const old of document.querySelectorAll("[data-look]")) delete old.dataset.look;
  const style = (part) => {
    const { color, backgroundColor, opacity, fontSize, fontWeight } = getComputedStyle(part);
    const name = part.className.baseVal ?? part.className;
    return [part.tagName, name, color, backgroundColor, opacity, fontSize, fontWeight];
  };
  const known = new Map();
  const way = (part) => {
    if (!part) return "";
    if (!known.has(part)) known.set(part, `${way(part.parentElement)} ${style(part)}`);
    return known.get(part);
  };
  const seen = new Set();
  const hasText = (part) => part.matches("input, select, textarea, button, svg text")
    || [...part.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  for (const part of document.querySelectorAll("body *")) {
    if (!hasText(part) || !part.checkVisibility()) continue;
    const look = way(part);
    if (!seen.has(look)) part.dataset.look = "";
    seen.add(look);
  }
  return seen.size;
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
    page.evaluate(UNSTICK)
    found = _found(page, None, {"runOnly": {"type": "tag", "values": TAGS}, "rules": off}, at_least=15)
    page.evaluate(STICK_AGAIN)
    return found


def colour_violations(page: Page) -> list[str]:
    """What the rules on colours find on one text of each look."""
    assert page.evaluate(MARK_LOOKS) > 0, "the page shows no text"
    only = {"runOnly": {"type": "rule", "values": COLOUR_RULES}}
    return _found(page, {"include": [["[data-look]"]]}, only, at_least=1)


def _found(page: Page, context: dict[str, Any] | None, options: dict[str, Any], at_least: int) -> list[str]:
    found = Axe().run(page, context=context, options={**options, "resultTypes": ["violations"]}).response
    assert len(found["passes"]) + len(found["violations"]) >= at_least, "axe ran too few rules"
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found["violations"] for node in rule["nodes"]]
