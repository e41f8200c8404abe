"""The pictures that are drawn from data: whole, told in words as well, and legible on a phone, a desk and paper."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup, Tag
from playwright.sync_api import Page, ViewportSize, expect

from handbook.faults import MacroError
from handbook.model.handbook import Handbook
from macros.pictures.drawing import STYLES, box, columns, width_of, wrapped
from macros.pictures.framework_line import by_distance
from macros.pictures.roads import holders
from macros.pictures.system import followed_by
from macros.pictures.years import named_of
from macros.registry import MACROS

# Each picture, and the page on which it stands.
PICTURES = {
    "areas_map": "role/responsibilities/",
    "board_map": "role/board/",
    "framework_line": "evidence/frameworks/",
    "ladder": "role/routes-and-settings/",
    "leader_and_manager": "evidence/leader-and-manager/",
    "roads": "case-studies/",
    "system_map": "prepare/system-leadership/",
    "timeline": "evidence/timeline/",
}
PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1280, "height": 900}


def soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def words_of(part: Tag) -> str:
    return " ".join(part.get_text(" ").split())


def drawings(html: str) -> list[Tag]:
    return soup(html).select("svg.drawing")


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_drawn_for_both_widths_with_title_and_description(handbook: Handbook, name: str) -> None:
    html = MACROS[name](handbook)
    found = drawings(html)
    assert [each["class"][1] for each in found] == ["drawing--wide", "drawing--narrow"]
    for each in found:
        title, desc = each.select_one("title"), each.select_one("desc")
        assert title is not None
        assert desc is not None
        assert title.text
        assert len(desc.text) > 40
        assert (each["aria-labelledby"], each["aria-describedby"]) == (title["id"], desc["id"])
        assert each["role"] == ("group" if each.select("a") else "img")
    ids = [part["id"] for part in soup(html).select(".picture[id], .picture [id]")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_has_no_style_of_its_own(handbook: Handbook, name: str) -> None:
    assert not re.search(r"<style|\sstyle=|\bfill=|\bstroke=", MACROS[name](handbook))


@pytest.mark.parametrize("name", PICTURES)
def test_both_drawings_lead_to_the_same_places(handbook: Handbook, name: str) -> None:
    wide, narrow = ([a["href"] for a in each.select("a")] for each in drawings(MACROS[name](handbook)))
    assert wide == narrow
    assert wide or name == "leader_and_manager"  # which has nowhere to lead


def test_every_area_and_duty_stands_in_the_drawing_and_on_the_page(handbook: Handbook) -> None:
    areas = handbook.catalogue.areas
    for each in drawings(MACROS["areas_map"](handbook)):
        text = words_of(each)
        assert all(area.title in text and all(duty.short in text for duty in area.duties) for area in areas)
        assert len(each.select(".node--bare")) == 36
    below = "".join(MACROS["duties"](handbook, area.id) for area in areas)
    assert len(soup(below).select("ul:not(.chips) > li")) == 36


def test_every_member_of_the_board_stands_in_the_drawing_and_in_the_table(handbook: Handbook) -> None:
    members = handbook.catalogue.board_members
    for each in drawings(MACROS["board_map"](handbook)):
        assert all(member.name in words_of(each) and member.answers_for in words_of(each) for member in members)
    table = words_of(soup(MACROS["board_table"](handbook)))
    on_it = [member for member in members if member.seat != "below the board"]
    assert len(on_it) == 6
    assert all(member.name in table and member.answers_for in table for member in on_it)


def test_every_body_of_both_years_stands_in_the_drawing_and_in_the_list(handbook: Handbook) -> None:
    bodies = handbook.catalogue.system_bodies
    html = MACROS["system_map"](handbook)
    told = soup(html).select_one("details")
    assert told
    for body in bodies:
        name = body.part or body.organisation.name
        assert all(name in words_of(each) for each in drawings(html)), name
        assert name in words_of(told)
        assert body.does in words_of(told)
    assert len(told.select("li")) == len(bodies)


def test_a_line_leads_to_the_body_that_followed_in_the_same_tier(handbook: Handbook) -> None:
    then, now = ([body for body in handbook.catalogue.system_bodies if body.year == year] for year in ("2017", "2026"))
    heirs = {body.id: heir.id for body in then if (heir := followed_by(body, now))}
    assert heirs["ccg-2017"] == "icb-2026"
    assert heirs["cqc-2017"] == "cqc-2026"
    assert heirs["hee-2017"] == "nhs-england-2026"
    assert heirs["letb-2017"] == "nhs-england-regions-2026"
    assert len(heirs) == len(then)
    assert len(soup(MACROS["system_map"](handbook)).select(".drawing--wide .line--strong")) == len(then)


def test_every_step_of_every_story_stands_in_the_drawing_and_in_the_list(handbook: Handbook) -> None:
    html = MACROS["roads"](handbook)
    told = soup(html).select_one("details")
    assert told
    steps = [step for story in handbook.catalogue.case_studies for step in story.route]
    assert len(told.select("li")) == len(steps)
    for each in drawings(html):
        assert len(each.select(".mark")) == len(steps)
        assert all(step.title in words_of(each) and step.title in words_of(told) for step in steps)
        assert all(story.name in words_of(each) for story in handbook.catalogue.case_studies)
    assert words_of(told).count("(turning point)") == sum(step.kind == "turning-point" for step in steps)


def test_the_ladder_rises_from_the_registrar_by_six_posts_with_who_held_them(handbook: Handbook) -> None:
    rungs = [rung for rung in handbook.catalogue.rungs if not rung.beside]
    assert len(rungs) == 7
    assert rungs[0].title.startswith("Registrar")
    for each in drawings(MACROS["ladder"](handbook)):
        assert all(rung.title in words_of(each) and rung.leads in words_of(each) for rung in rungs)
        ys = [float(str(part["y"])) for part in each.select(".node > rect")]
        assert ys == sorted(ys)
    names = {rung.id: holders(rung, handbook.catalogue.case_studies) for rung in rungs}
    assert names["deputy-medical-director"] == ["Dr Vincent Kirchner"]
    assert names["clinical-director"] == []
    assert len(names["medical-director"]) == 3
    table = words_of(soup(MACROS["posts_on_the_way"](handbook)))
    assert all(rung.title in table and rung.leads[1:] in table for rung in handbook.catalogue.rungs)


def test_a_framework_stands_before_what_followed_it(handbook: Handbook) -> None:
    found = handbook.catalogue.frameworks
    order = [[each.id for each in group] for group in by_distance(found, {each.id: each for each in found})]
    assert [len(group) for group in order] == [1, 3, 2, 1]
    place = {id_: index for index, group in enumerate(order) for id_ in group}
    heirs = [(each.id, id_) for each in found for id_ in (*each.successors, *each.expected)]
    assert all(place[before] < place[after] for before, after in heirs)
    html = MACROS["framework_line"](handbook)
    told = soup(html).select_one("details")
    assert told
    assert all(each.title in words_of(told) for each in found)
    for each in drawings(html):
        assert len(each.select(".line")) == len(heirs)
        assert len(each.select("a")) == len(found)


def test_both_fields_and_what_they_share_stand_in_the_drawing(handbook: Handbook) -> None:
    html = MACROS["leader_and_manager"](handbook)
    told = words_of(soup(html).select("details")[0])
    table = words_of(soup(MACROS["leader_and_manager_table"](handbook)))
    for contrast in handbook.catalogue.contrasts:
        for said in (contrast.who, contrast.leadership, contrast.management):
            assert all(said in words_of(each) for each in drawings(html))
            assert said in told
            assert said in table


def test_every_event_has_a_mark_and_every_year_a_name_that_fits(handbook: Handbook) -> None:
    events = handbook.catalogue.events
    for each in drawings(MACROS["timeline"](handbook)):
        assert Counter(str(mark["data-kind"]) for mark in each.select(".mark")) == Counter(e.kind for e in events)
        rows = [[words_of(text) for text in row.select("text")] for row in each.select(".node")]
        assert [row[0] for row in rows] == sorted({event.date[:4] for event in events})
        assert all(row[1] for row in rows), rows


def test_a_long_name_of_an_event_gives_way_to_its_short_one(handbook: Handbook) -> None:
    griffiths, bristol = (handbook.catalogue.entries["event"][id_] for id_ in ("griffiths-report", "bristol-scandal"))
    assert named_of([griffiths, bristol], 1000) == f"{griffiths.title}; {bristol.title}"
    assert named_of([bristol], 180) == bristol.short
    assert named_of([bristol], 20) == ""


@pytest.mark.parametrize("style", STYLES)
def test_text_is_broken_before_it_is_too_wide_and_loses_no_word(style: str) -> None:
    text = "Representing the organisation on clinical matters to the Care Quality Commission"
    lines = wrapped(text, 170, style)
    assert " ".join(lines) == text
    assert len(lines) > 1
    assert all(width_of(line, style) <= 170 for line in lines)


def test_a_word_that_is_wider_than_its_box_is_refused_in_words() -> None:
    with pytest.raises(MacroError, match=r"^'otorhinolaryngology' is too wide for its box in a drawing\. Write"):
        box(0, 0, 100, [("name", "An otorhinolaryngology")])


def test_columns_fill_the_width() -> None:
    assert columns(3, 320, 10) == [(0, 100), (110, 100), (220, 100)]


def test_a_board_without_a_chair_is_told(handbook: Handbook) -> None:
    members = tuple(each for each in handbook.catalogue.board_members if each.seat != "chair")

    class Without:
        board_members = members

    class Given:
        catalogue = Without

    macro: Callable[..., str] = MACROS["board_map"]
    with pytest.raises(MacroError, match="nobody has the seat 'chair'"):
        macro(Given)


# What stands out of its box, overlaps another text, or stands out of the drawing, as the browser sets it.
OUT_OF_PLACE = """() => {
  const found = [];
  const shown = [...document.querySelectorAll("svg.drawing")].filter((svg) => svg.checkVisibility());
  if (!shown.length) found.push("no drawing is shown");
  const inside = (a, b) => a.x >= b.x - 1 && a.y >= b.y - 1 && a.x + a.width <= b.x + b.width + 1
    && a.y + a.height <= b.y + b.height + 1;
  const apart = (a, b) => a.x + a.width <= b.x + 1 || b.x + b.width <= a.x + 1 || a.y + a.height <= b.y + 1
    || b.y + b.height <= a.y + 1;
  for (const svg of shown) {
    const all = [...svg.querySelectorAll("text")];
    for (const text of all) {
      if (!inside(text.getBBox(), text.parentNode.querySelector("rect").getBBox())) found.push(text.textContent);
      if (!inside(text.getBBox(), svg.viewBox.baseVal)) found.push(`outside: ${text.textContent}`);
    }
    all.forEach((one, index) => all.slice(index + 1).forEach((two) => {
      if (!apart(one.getBBox(), two.getBBox())) found.push(`${one.textContent} over ${two.textContent}`);
    }));
  }
  return found;
}"""


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("name", PICTURES)
def test_all_text_stands_in_its_box(page: Page, address: str, name: str, size: ViewportSize) -> None:
    page.set_viewport_size(size)
    page.goto(address + PICTURES[name])
    assert page.evaluate(OUT_OF_PLACE) == []


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_a_text_that_stands_out_of_its_box_is_found(page: Page, address: str, size: ViewportSize) -> None:
    page.set_viewport_size(size)
    page.goto(address + PICTURES["board_map"])
    page.evaluate(
        """() => {
          const shown = [...document.querySelectorAll("svg.drawing")].find((svg) => svg.checkVisibility());
          const line = shown.querySelector("a .words tspan");
          line.textContent += " and a good deal more than the box has room for, planted here";
        }"""
    )
    assert any("planted here" in each for each in page.evaluate(OUT_OF_PLACE))


@pytest.mark.parametrize("name", PICTURES)
def test_text_can_be_read_on_a_phone_and_fits_a_sheet_of_paper(page: Page, address: str, name: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(address + PICTURES[name])
    least = page.evaluate(
        """() => Math.min(...[...document.querySelectorAll("svg.drawing text")].filter((text) => text.checkVisibility())
          .map((text) => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a))"""
    )
    assert least >= 12
    page.set_viewport_size({"width": 658, "height": 979})  # A4 within the margins of print.css
    page.emulate_media(media="print")
    assert page.locator("figure.picture").first.evaluate("part => part.getBoundingClientRect().height") <= 979


def test_a_choice_of_kind_thins_out_the_drawing_too(page: Page, address: str) -> None:
    page.goto(address + PICTURES["timeline"])
    marks = page.locator(".drawing--wide .mark:visible")
    whole = marks.count()
    page.get_by_role("radio", name="Scandals").check()
    assert 0 < marks.count() < whole
    assert page.locator(".drawing--wide .mark:not(.mark--scandal):visible").count() == 0
    page.get_by_role("radio", name="All kinds").check()
    assert marks.count() == whole
    page.evaluate("location.hash = 'griffiths-report'")
    expect(page.locator("#griffiths-report .event__what")).to_be_visible()


@pytest.mark.parametrize("name", [each for each in PICTURES if each != "leader_and_manager"])
def test_a_drawing_is_walked_by_keyboard_and_shows_where_one_is(page: Page, address: str, name: str) -> None:
    page.set_viewport_size(DESK)
    page.goto(address + PICTURES[name])
    link = page.locator(".drawing--wide a").first
    before = link.locator("rect").evaluate("part => getComputedStyle(part).strokeWidth")
    link.evaluate("part => part.focus({ focusVisible: true })")
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    assert link.evaluate("part => part === document.activeElement")
    assert link.locator("rect").evaluate("part => getComputedStyle(part).strokeWidth") != before
