"""An issue form becomes a checked entry, or an answer in plain words; nothing else is written, run or shown."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from scripts.check import check
from scripts.from_form.__main__ import main
from tests.conftest import ROOT

GOOD = (ROOT / "tests" / "fixtures" / "issues" / "course.md").read_text(encoding="utf-8")
TODAY = "2026-12-01"
PATH = "data/courses/a-day-on-boards.yml"


def answer(body: str, label: str, text: str) -> str:
    """The body with another answer to one question."""
    changed, count = re.subn(
        rf"(### {re.escape(label)}\n\n).*?(?=\n\n### |\Z)", lambda found: found[1] + text, body, flags=re.DOTALL
    )
    assert count == 1
    return changed


class Form:
    """The small handbook, and what came of a form that was sent to it."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.root, self.out, self.event = root, folder / "out", folder / "event.json"
        self.before = self.state()

    def state(self) -> dict[str, bytes]:
        return {str(path): path.read_bytes() for path in self.root.rglob("*") if path.is_file()}

    def send(self, body: str | None, *labels: str) -> int:
        issue = {"number": 7, "body": body, "labels": [{"name": each} for each in labels or ("content", "course")]}
        self.event.write_text(json.dumps({"issue": issue}), encoding="utf-8")
        return main([str(self.event), str(self.out), "--root", str(self.root), "--today", TODAY])

    def answer(self) -> str:
        return (self.out / "answer.md").read_text(encoding="utf-8")

    def written(self) -> set[str]:
        return {path.relative_to(self.out).as_posix() for path in self.out.rglob("*") if path.is_file()}


@pytest.fixture
def form(small: Path, tmp_path: Path) -> Form:
    return Form(small, tmp_path)


def test_a_good_form_becomes_an_entry_and_a_link_that_pass_every_check(form: Form) -> None:
    assert form.send(GOOD) == 0
    assert form.written() == {PATH, "data/links.yml", "title.txt", "answer.md"}
    entry = yaml.safe_load((form.out / PATH).read_text(encoding="utf-8"))
    assert entry == {
        "id": "a-day-on-boards",
        "title": "A day on boards",
        "kind": "workshop",
        "provider": "north-trust",
        "link": "a-day-on-boards-page",
        "summary": 'How a board decides: papers, votes & "any other business". You sit beside a director for a day.',
        "develops": ["trust-values"],
        "needs": ["resilience"],
        "levels": ["consultant", "deputy"],
        "nations": ["England", "Wales"],
        "audience": "Consultants",
        "format": "In person",
        "duration": "One day",
        "cost": "Free",
        "currency": {
            "status": "active",
            "note": "Seen on its page.",
            "confidence": "likely, from an old or indirect page",
        },
        "as_of": "2026-11-20",
        "editorial": True,
    }
    link = yaml.safe_load((form.out / "data/links.yml").read_text(encoding="utf-8"))[-1]
    assert (link["url"], link["owner"]) == ("https://north.example/board-day", "north-trust")
    assert (form.out / "title.txt").read_text() == "Add the course a-day-on-boards\n"
    assert f"This became the file `{PATH}`" in form.answer()
    assert form.state() == form.before  # the handbook itself is as it was
    for name in (PATH, "data/links.yml"):
        (form.root / name).write_bytes((form.out / name).read_bytes())
    assert check(form.root, date.fromisoformat(TODAY)) == []


def test_a_known_address_is_used_and_an_id_that_was_asked_for_is_taken(form: Form) -> None:
    known = yaml.safe_load((form.root / "data/links.yml").read_text(encoding="utf-8"))[0]
    body = answer(GOOD, "Its address", known["url"])
    assert form.send(answer(body, "Its short name in addresses", "board-day")) == 0
    assert form.written() == {"data/courses/board-day.yml", "title.txt", "answer.md"}
    assert yaml.safe_load((form.out / "data/courses/board-day.yml").read_text())["link"] == known["id"]


def test_what_nobody_knows_is_left_away_or_unknown(form: Form) -> None:
    body = answer(answer(GOOD, "Its address", "_No response_"), "What does it cost?", "_No response_")
    assert form.send(body.replace("\n", "\r\n")) == 0
    entry = yaml.safe_load((form.out / PATH).read_text())
    assert "cost" not in entry
    assert entry["link"] == "unknown"


@pytest.mark.parametrize("written", ["28 November 2026", "28 Nov 2026", "28/11/2026", "2026-11-28"])
def test_a_day_is_taken_as_people_write_it(form: Form, written: str) -> None:
    assert form.send(answer(GOOD, "On which day did you look?", written)) == 0
    assert yaml.safe_load((form.out / PATH).read_text())["as_of"] == "2026-11-28"


def test_a_correction_waits_in_a_file_named_after_its_issue(form: Form) -> None:
    body = (
        "### Which page?\n\ndirectory/courses.md\n\n### What is wrong?\n\nThe price: 10 pounds.\n\n"
        "### On which day did you see it?\n\n2026-11-28\n"
    )
    page = next(path.relative_to(form.root / "docs").as_posix() for path in (form.root / "docs").rglob("*.md"))
    assert form.send(body.replace("directory/courses.md", page), "content", "correction") == 0
    assert "data/corrections/correction-7.yml" in form.written()


@pytest.mark.parametrize(
    ("label", "text", "told"),
    [
        ("Its name", "_No response_", "**Its name** \n\n      this field is missing"),
        ("On which day did you look?", "yesterday", "**On which day did you look?**"),
        ("Who offers it?", "Nort Trust", "there is no organisation 'Nort Trust'. Did you mean 'North Trust'?"),
        ("Who offers it?", "Qqq", "no organisation 'Qqq'. If the handbook has no such entry yet, send the form"),
        ("Its address", "north.example/day", "**Its address** \n\n      'north.example/day' is not a web address"),
        ("Which needs does it answer?", "resilence", "'resilence' is not offered. Did you mean 'resilience'?"),
        ("What sort is it?", "seminar", "'seminar' is not allowed"),
        ("Its short name in addresses", "one-course", "'one-course' is there already"),
        ("Does it run today?", "closed", "closed, yet nothing"),
    ],
)
def test_what_is_incomplete_or_unknown_is_named_under_its_question(
    form: Form, label: str, text: str, told: str
) -> None:
    assert form.send(answer(GOOD, label, text)) == 1
    assert told in form.answer()
    assert "Edit the text of this issue" in form.answer()
    assert form.written() == {"answer.md"}
    assert form.state() == form.before


SUMMARY = "What is it, and what is it good for?"
HOSTILE = {
    "HTML": (SUMMARY, "Good <script>alert(1)</script>", "'<s' is not plain text"),
    "an image": (SUMMARY, "Good <img src=x onerror=alert(1)>", "'<i' is not plain text"),
    "a closing tag": (SUMMARY, "</textarea>", "'</' is not plain text"),
    "a comment": (SUMMARY, "<!-- hidden -->", "'<!' is not plain text"),
    "a link in Markdown": (SUMMARY, "[See](https://evil.example)", "'](' is not plain text"),
    "a picture in Markdown": (SUMMARY, "![](https://evil.example/x.png)", "is not plain text"),
    "a heading": (SUMMARY, "Good\n# Bad", "'#' is not plain text"),
    "code": (SUMMARY, "```\nrm -rf /\n```", "is not plain text"),
    "a macro": (SUMMARY, "{{ config }}", "'{{' is not plain text"),
    "a template": (SUMMARY, "{% include '/etc/passwd' %}", "'{%' is not plain text"),
    "a script address": ("Its address", "javascript:alert(1)", "is not plain text"),
    "another scheme": ("Its address", "file:///etc/passwd", "is not a web address"),
    "a name before the host": ("Its address", "https://nhs.uk@evil.example/", "a name stands before the host"),
    "an address that tracks": ("Its address", "https://a.example/?utm_source=x", "Write https://a.example/"),
    "a path": ("Its short name in addresses", "../../.github/workflows/x", "this cannot be a short name"),
    "a path from the root": ("Its short name in addresses", "/etc/passwd", "this cannot be a short name"),
    "a path in Windows": ("Its short name in addresses", "..\\x", "this cannot be a short name"),
    "a long id": ("Its short name in addresses", "a" * 300, "this cannot be a short name"),
    "a line after the id": ("Its short name in addresses", "good\u2028bad", "this cannot be a short name"),
    "right to left": ("Its name", "A day \u202esdraob no", "U+202E"),
    "look-alike letters": ("Its name", "A d\u0430y on boards", "look"),
    "nothing seen": ("Its name", "A day\u200b on boards", "U+200B"),
    "a title without end": ("Its name", "A day " * 100, "Shorten it"),
    "another question": (SUMMARY, "Good\n\n### Who offers it?\n\nold-agency", "this question stands twice"),
    "a mention": ("Who offers it?", "@everyone", "there is no organisation '@everyone'"),
}


@pytest.mark.parametrize(("label", "text", "told"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_refused_and_nothing_of_it_is_kept(form: Form, label: str, text: str, told: str) -> None:
    assert form.send(answer(GOOD, label, text)) == 1
    assert told in form.answer()
    assert form.written() == {"answer.md"}
    assert form.state() == form.before
    # What is quoted stands in a block of code, on one line: it mentions nobody, links nowhere, and hides nothing.
    for line in form.answer().splitlines():
        if any(sign in line for sign in ("<", "](", "@", "{{", "://")):
            assert line.startswith("      ")
    assert not re.search("[\u200b-\u200f\u2028-\u202e\ufeff]", form.answer())


@pytest.mark.parametrize(
    "text",
    [
        "Good\nid: other\neditorial: false",
        "'\nprovider: old-agency #",
        "&a [*a, *a]",
        "!!python/object/apply:os.system [touch hacked]",
        '"}, {"id": "x',
        "on: yes, null, ~, 0x1f, 1e3",
        "- - - x",
        "| > % @",
        "$(touch hacked) ; touch hacked && echo $HOME",
    ],
)
def test_yaml_and_commands_in_a_text_stay_text(form: Form, text: str) -> None:
    assert form.send(answer(GOOD, SUMMARY, text)) == 0
    entry = yaml.safe_load((form.out / PATH).read_text(encoding="utf-8"))
    assert entry["summary"] == " ".join(text.split())
    assert (entry["id"], entry["provider"], entry["editorial"]) == ("a-day-on-boards", "north-trust", True)
    assert not list(Path.cwd().glob("hacked"))


@pytest.mark.parametrize("size", [65_537, 1_000_000])
def test_a_text_that_no_issue_can_hold_is_refused_before_it_is_read(form: Form, size: int) -> None:
    assert form.send(GOOD + "x" * size) == 1
    assert "Write at most 65536" in form.answer()
    assert form.written() == {"answer.md"}


def test_an_issue_without_the_questions_is_told_so_and_one_of_no_form_is_left_alone(form: Form) -> None:
    for body in ("Please add a course.", "", None):
        assert form.send(body) == 1
        assert "the questions of the form are not here" in form.answer()
    (form.out / "answer.md").unlink()
    assert form.send(GOOD, "bug") == 3
    assert form.written() == set()


@pytest.mark.parametrize("event", ["", "[]", '{"issue": {}}', '{"issue": {"labels": 1, "number": "x"}}'])
def test_what_is_no_event_is_wrong_usage(form: Form, event: str, capsys: pytest.CaptureFixture[str]) -> None:
    form.event.write_text(event, encoding="utf-8")
    with pytest.raises(SystemExit) as end:
        main([str(form.event), str(form.out), "--root", str(form.root)])
    assert end.value.code == 2
    assert "is not the event of an issue" in capsys.readouterr().err
