"""The lines of a trust's specification: none lost or joined, their importance read, and each on the right target."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from handbook.model.handbook import Handbook
from macros.application_pack import synonym_data
from tests.conftest import ROOT

SCRIPTS = ROOT / "docs" / "assets" / "js"
SPECIFICATIONS = ROOT / "tests" / "fixtures" / "specifications"
FIRST = sorted(path.stem for path in SPECIFICATIONS.glob("*.txt"))
HELD_OUT = sorted(f"held-out/{path.stem}" for path in SPECIFICATIONS.glob("held-out/*.txt"))
NAMES = FIRST + HELD_OUT
# Shares of all lines of all specifications (issue 11.4).
IMPORTANCE_RIGHT = 0.98
SURE_RIGHT = 0.9
SHARE_SURE = 0.4
LOADER = """<p>x</p><script type="module">
import { readPaste } from "/assets/js/pack/lines.js";
import { prepare, rank } from "/assets/js/pack/match.js";
Object.assign(window, { prepare, rank, readPaste });
</script>"""


@pytest.fixture(scope="module")
def reader(browser: Browser, handbook: Handbook) -> Iterator[Page]:
    """A page that holds the modules and their data, without anything else."""
    page = browser.new_page()

    def answer(route: Route) -> None:
        name = route.request.url.partition("/assets/js/")[2]
        body = (SCRIPTS / name).read_text(encoding="utf-8") if name else LOADER
        route.fulfill(body=body, content_type="text/javascript" if name else "text/html")

    page.route("http://127.0.0.1:9/**", answer)
    page.goto("http://127.0.0.1:9/")
    catalogue = handbook.catalogue
    criteria = [
        {"id": c.id, "group": c.group, "title": c.title, "text": " ".join((c.text, *c.prompts))}
        for c in catalogue.criteria
    ]
    further = [{"id": each.id, "title": each.further} for each in catalogue.synonyms if each.further]
    data = {"criteria": criteria, "further": further, "synonyms": synonym_data(handbook)}
    page.wait_for_function("Boolean(window.prepare)")
    page.evaluate("data => { window.model = prepare(data); }", data)
    yield page
    page.close()


def read(reader: Page, paste: str) -> list[dict[str, Any]]:
    """Every item of a paste, with its matches."""
    found: list[dict[str, Any]] = reader.evaluate(
        "paste => readPaste(paste, model).map(item => ({ ...item, matches: rank(item.text, model, item.group) }))",
        paste,
    )
    return found


def lines(reader: Page, paste: str) -> list[dict[str, Any]]:
    return [item for item in read(reader, paste) if item["is"] == "line"]


def short(reader: Page, paste: str) -> list[tuple[str, str]]:
    return [(line["text"], line["importance"]) for line in lines(reader, paste)]


def best(line: dict[str, Any]) -> tuple[str, str]:
    """The first match and how sure it is."""
    return (line["matches"][0]["id"], line["matches"][0]["sureness"]) if line["matches"] else ("none", "unsure")


def expected(name: str) -> list[list[str]]:
    """The lines that a careful reader sees: importance, target (or targets, with `|`), text."""
    text = (SPECIFICATIONS / f"{name}.expected.tsv").read_text(encoding="utf-8")
    return [row.split("\t") for row in text.splitlines()]


def paste_of(name: str) -> str:
    return (SPECIFICATIONS / f"{name}.txt").read_text(encoding="utf-8")


def figures(reader: Page, name: str) -> tuple[Counter[str], list[tuple[str, ...]]]:
    """What came out right in one specification, and what did not."""
    found = {line["text"]: line for line in lines(reader, paste_of(name))}
    wanted = expected(name)
    count: Counter[str] = Counter(lines=len(wanted), extra=len(found.keys() - {text for *_, text in wanted}))
    wrong: list[tuple[str, ...]] = []
    for importance, targets, text in wanted:
        if text not in found:
            count["lost"] += 1
            wrong.append((name, "lost", text))
            continue
        line = found[text]
        target, sureness = best(line)
        right = target in targets.split("|")
        count.update({"read": 1, sureness: 1, f"{sureness} right": right, "first right": right})
        count["importance right"] += line["importance"] == importance
        if not right or line["importance"] != importance:
            wrong.append((name, sureness, line["importance"], target, targets, text))
    return count, wrong


def told(name: str, count: Counter[str]) -> str:
    """One row of figures, as the note and the README of the fixtures give them."""
    keys = ("lost", "extra", "importance right", "first right")
    sureness = (f"{key} {count[f'{key} right']}/{count[key]}" for key in ("sure", "likely", "unsure"))
    return f"{name}: {count['lines']} lines, " + ", ".join([*(f"{key} {count[key]}" for key in keys), *sureness])


@pytest.mark.parametrize("name", NAMES)
def test_no_line_is_lost_or_joined(reader: Page, name: str) -> None:
    assert [line["text"] for line in lines(reader, paste_of(name))] == [text for _, _, text in expected(name)]


@pytest.mark.parametrize("names", [FIRST, HELD_OUT], ids=["first", "held-out"])
def test_importance_and_matches_are_right_as_often_as_they_claim(
    reader: Page, handbook: Handbook, names: list[str]
) -> None:
    assert len(names) >= 10
    targets = {f"criterion:{c.id}" for c in handbook.catalogue.criteria} | {"none"}
    targets |= {f"further:{each.id}" for each in handbook.catalogue.synonyms if each.further}
    total: Counter[str] = Counter()
    wrong = []
    for name in names:
        assert {each for _, target, _ in expected(name) for each in target.split("|")} <= targets
        count, failed = figures(reader, name)
        print(told(name, count))
        total.update(count)
        wrong += failed
    print(told("all", total))
    print(*wrong, sep="\n")
    assert total["importance right"] >= IMPORTANCE_RIGHT * total["lines"]
    assert total["sure right"] >= SURE_RIGHT * total["sure"]
    assert total["sure right"] / total["sure"] > total["unsure right"] / total["unsure"]
    assert total["sure"] > SHARE_SURE * total["lines"], "little is sure"


@pytest.mark.parametrize("name", NAMES)
def test_every_word_of_a_paste_stands_somewhere(reader: Page, name: str) -> None:
    plain = reader.evaluate(
        "async text => (await import('/assets/js/pack/normalise.js')).normalise(text)", paste_of(name)
    )
    marks = {"e", "d", "a", "i", "t", "essential", "desirable", "x"}

    def words(text: str) -> Counter[str]:
        return Counter(word for word in re.findall(r"[a-z]{2,}", text.lower()) if word not in marks)

    items = read(reader, paste_of(name))
    kept = words(" ".join(f"{item['text']} {item['method']}" for item in items))
    lost = words(plain) - kept
    assert set(lost) <= {"ii", "iii", "iv", "vi", "ex"}, lost  # numbers of lines


ESSENTIAL = "essential"
CASES = {
    "a cell of two paragraphs": (
        "Factors\tEssential\tDesirable\tMeans of Assessment\nExperience\tClinical director for three years\n"
        "Led a merger of two services\tTaught on a leadership course\tInterview",
        [
            ("Clinical director for three years", ESSENTIAL),
            ("Led a merger of two services", ESSENTIAL),
            ("Taught on a leadership course", "desirable"),
        ],
    ),
    "a first line with a title in it": (
        "Clinical director for three years\nRevalidation",
        [("Clinical director for three years", ESSENTIAL), ("Revalidation", ESSENTIAL)],
    ),
    "importance before a line": (
        "Essential: knows clinical governance\nDesirable: has an MBA\nRevalidation",
        [("knows clinical governance", ESSENTIAL), ("has an MBA", "desirable"), ("Revalidation", ESSENTIAL)],
    ),
    "roman numbers": (
        "(i) Clinical governance\n(ii) Revalidation\n(iii) Appraisal\n(iv) Job planning",
        [(text, ESSENTIAL) for text in ("Clinical governance", "Revalidation", "Appraisal", "Job planning")],
    ),
    "lower case without bullets": (
        "clinical governance\nrevalidation\njob planning",
        [("clinical governance", ESSENTIAL), ("revalidation", ESSENTIAL), ("job planning", ESSENTIAL)],
    ),
    "bullets within one line": (
        "• Clinical governance • Revalidation • Job planning",
        [("Clinical governance", ESSENTIAL), ("Revalidation", ESSENTIAL), ("Job planning", ESSENTIAL)],
    ),
    "ligatures, soft hyphens, zero width, a broken word": (
        "- A quali\ufb01cation in leader\u00adship\n- Revali\u200bdation of doctors\n- Manages perfor-\n  mance",
        [
            ("A qualification in leadership", ESSENTIAL),
            ("Revalidation of doctors", ESSENTIAL),
            ("Manages performance", ESSENTIAL),
        ],
    ),
    "importance at the end": (
        "Has led a merger D A/I\nKnows the trust E I\nHas an MBA (desirable)",
        [("Has led a merger", "desirable"), ("Knows the trust", ESSENTIAL), ("Has an MBA", "desirable")],
    ),
    "importance on a line of its own": (
        "Has led a merger\nDesirable\nKnows the trust\nEssential\nHas an MBA\nDesirable",
        [("Has led a merger", "desirable"), ("Knows the trust", ESSENTIAL), ("Has an MBA", "desirable")],
    ),
    "importance in the first column": (
        "E\tHas led job planning\tA/I\nD\tHas an MBA\tA",
        [("Has led job planning", ESSENTIAL), ("Has an MBA", "desirable")],
    ),
    "importance in a cell": (
        "Has led job planning\tEssential\nHas an MBA\tDesirable",
        [("Has led job planning", ESSENTIAL), ("Has an MBA", "desirable")],
    ),
    "headings, columns, numbers and wrapped lines": (
        "PERSON SPECIFICATION\n\nKnowledge\nEssential\n1. Knowledge of clinical\n   governance frameworks\n"
        "- Understands national policy\tE\tA/I\nDesirable\n• An MBA\tD\tA\n\nSkills:\n(a) Resilience",
        [
            ("Knowledge of clinical governance frameworks", ESSENTIAL),
            ("Understands national policy", ESSENTIAL),
            ("An MBA", "desirable"),
            ("Resilience", ESSENTIAL),
        ],
    ),
    "a short line without a bullet": (
        "Skills\nExperience of leading change\nAbility to travel",
        [("Experience of leading change", ESSENTIAL), ("Ability to travel", ESSENTIAL)],
    ),
    "a table of group, essential and desirable": (
        "Attributes\tEssential\tDesirable\tHow assessed\n"
        "Experience\tDivisional director or above\tExperience at board level\tApplication form and interview\n"
        "\t•\tHas led job planning\t\tInterview\n\t\tHas led a merger of services\tCV\n"
        "Skills and abilities\tResilience under pressure\t\tInterview\n",
        [
            ("Divisional director or above", ESSENTIAL),
            ("Experience at board level", "desirable"),
            ("Has led job planning", ESSENTIAL),
            ("Has led a merger of services", "desirable"),
            ("Resilience under pressure", ESSENTIAL),
        ],
    ),
    "two columns": (
        "Essential\tDesirable\nKnowledge of policy\tAn MBA\nLeads teams of doctors\tHas worked abroad",
        [
            ("Knowledge of policy", ESSENTIAL),
            ("An MBA", "desirable"),
            ("Leads teams of doctors", ESSENTIAL),
            ("Has worked abroad", "desirable"),
        ],
    ),
    "ticks": (
        "Criteria\tEssential\tDesirable\nHas led job planning\t✓\t\nAn MBA\t\tx",
        [("Has led job planning", ESSENTIAL), ("An MBA", "desirable")],
    ),
    "a column of numbers": (
        "No.\tEssential\tDesirable\n1\tHas led job planning\tAn MBA\n2\t\tHas worked abroad",
        [("Has led job planning", ESSENTIAL), ("An MBA", "desirable"), ("Has worked abroad", "desirable")],
    ),
    "marks at the end of the last piece": (
        "Criteria Essential Desirable Assessed by\nExperience\n"
        "• Senior medical leadership, for example as clinical lead in an acute\nsetting  E  A/I\n"
        "• Sound understanding of revalidation and of the role of the\nResponsible Officer  E  I\n"
        "• A degree in leadership or in management\n(for example an MBA)  D  A\n• Demonstrates our values  E  I\n"
        "Page 1 of 2",
        [
            ("Senior medical leadership, for example as clinical lead in an acute setting", ESSENTIAL),
            ("Sound understanding of revalidation and of the role of the Responsible Officer", ESSENTIAL),
            ("A degree in leadership or in management (for example an MBA)", "desirable"),
            ("Demonstrates our values", ESSENTIAL),
        ],
    ),
    "the same without bullets": (
        "Experience\nSenior medical leadership, for example as clinical lead in an acute\nTrust setting E A/I\n"
        "Leads appraisal E A/I/R\nPresenting papers to the board or to one of its own sub-\ncommittees D A/I\n3\n",
        [
            ("Senior medical leadership, for example as clinical lead in an acute Trust setting", ESSENTIAL),
            ("Leads appraisal", ESSENTIAL),
            ("Presenting papers to the board or to one of its own subcommittees", "desirable"),
        ],
    ),
    "a line that goes on after a page's end": (
        "• Has led job planning for the whole of a large clinical division and\nAnytown Hospitals NHS Trust\n"
        "Page 3 of 4\nfor its senior doctors  E  I\n• Leads appraisal  E  I\n• Has an MBA  D  A",
        [
            ("Has led job planning for the whole of a large clinical division and for its senior doctors", ESSENTIAL),
            ("Leads appraisal", ESSENTIAL),
            ("Has an MBA", "desirable"),
        ],
    ),
    "a bullet on a row of its own": (
        "•\nHas led job planning\n•\nHas an MBA (desirable)",
        [("Has led job planning", ESSENTIAL), ("Has an MBA", "desirable")],
    ),
    "importance beside the name of a group": (
        "Experience (Essential)\n- Has led job planning\nExperience (Desirable)\n- Has worked abroad\n"
        "Knowledge – Essential\n- Knows the NHS\nKnowledge: Desirable\n- Knows the law\n"
        "Criteria: Essential\n- Knows policy",
        [
            ("Has led job planning", ESSENTIAL),
            ("Has worked abroad", "desirable"),
            ("Knows the NHS", ESSENTIAL),
            ("Knows the law", "desirable"),
            ("Knows policy", ESSENTIAL),
        ],
    ),
    "a full stop ends each line": (
        "Experience of leading a large clinical division in an acute trust.\nA higher degree in management.\n"
        "Knowledge of the law on employment as it bears on doctors and\ndentists.",
        [
            ("Experience of leading a large clinical division in an acute trust.", ESSENTIAL),
            ("A higher degree in management.", ESSENTIAL),
            ("Knowledge of the law on employment as it bears on doctors and dentists.", ESSENTIAL),
        ],
    ),
    "letters in one column and ways of assessment in the next, with one blank": (
        "E Has led job planning in a large A/I\nclinical division\nE Knows the NHS I\nD Has an MBA A\n",
        [
            ("Has led job planning in a large clinical division", ESSENTIAL),
            ("Knows the NHS", ESSENTIAL),
            ("Has an MBA", "desirable"),
        ],
    ),
    "an abbreviation is no way of assessment": (
        "- Knows information technology (IT)\n- Knows the NHS 10 Year Health Plan",
        [("Knows information technology (IT)", ESSENTIAL), ("Knows the NHS 10 Year Health Plan", ESSENTIAL)],
    ),
    "groups within importance": (
        "Essential criteria\nExperience\n- Has led job planning\n"
        "Desirable criteria:\nKnowledge\n- An MBA\n- Has worked abroad",
        [("Has led job planning", ESSENTIAL), ("An MBA", "desirable"), ("Has worked abroad", "desirable")],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_each_form_of_a_paste_is_read(reader: Page, case: str) -> None:
    paste, wanted = CASES[case]
    assert short(reader, paste) == wanted


@pytest.mark.parametrize("mark", ["•", "o", "1.", "12", "-", "(a)", "\uf0b7", "·"])
def test_a_bullet_in_a_cell_of_its_own_hides_no_text(reader: Page, mark: str) -> None:
    paste = f"Experience\n{mark}\tExperience of leading change\n{mark}\tExperience of job planning\tE\tA/I"
    assert [text for text, _ in short(reader, paste)] == ["Experience of leading change", "Experience of job planning"]


def test_what_is_no_line_is_kept_and_named(reader: Page) -> None:
    items = read(reader, "Person specification\nKey: A = application\nExperience\nHas led job planning")
    assert [(item["is"], item["text"]) for item in items] == [
        ("aside", "Person specification"),
        ("aside", "Key: A = application"),
        ("heading", "Experience"),
        ("line", "Has led job planning"),
    ]


@pytest.mark.parametrize(
    ("line", "target", "sureness"),
    [
        ("Is a fit and proper person, of good personal character", "further:fit-and-proper", "sure"),
        ("Travels between sites and is on call for the executive", "further:travel-and-on-call", "sure"),
        ("Shows commitment to inclusion", "further:inclusion", "unsure"),
        ("Experience of job planning for consultants", "criterion:job-planning-and-governance", "sure"),
        ("Bakes bread on Sundays", "none", "unsure"),
    ],
)
def test_a_match_says_how_sure_it_is(reader: Page, line: str, target: str, sureness: str) -> None:
    (found,) = lines(reader, f"- {line}")
    assert best(found) == (target, sureness)


def test_one_generic_word_is_never_more_than_unsure(reader: Page, handbook: Handbook) -> None:
    weights: dict[str, int] = {}
    for entry in handbook.catalogue.synonyms:
        for phrases in entry.phrases:
            weights.update({word: max(phrases.weight, weights.get(word, 0)) for word in phrases.words})
    words = {word for word, weight in weights.items() if weight < 9 and re.fullmatch(r"[a-z]+", word)}
    assert {"executive", "personal", "budget"} <= words
    for word in sorted(words):
        (found,) = lines(reader, f"- The post has to do with {word} at its best")
        if found["matches"] and len(found["matches"][0]["words"]) < 2:
            assert best(found)[1] == "unsure", word


def test_a_match_names_the_words_that_led_to_it(reader: Page) -> None:
    (line,) = lines(reader, "- Experience of job planning for consultants")
    assert "job planning" in line["matches"][0]["words"]


@pytest.mark.parametrize("paste", ["", "\n\n \t\n", "Essential\n\nDesirable\n"])
def test_nothing_to_match_gives_no_line(reader: Page, paste: str) -> None:
    assert lines(reader, paste) == []


def test_hostile_and_huge_pastes_do_no_harm(reader: Page) -> None:
    assert lines(reader, "<img src=x onerror=alert(1)>" * 3)
    assert len(lines(reader, f"- Governance{' ' * 50_000}of care{' ' * 50_000}A/I")) >= 1
    paste = "\n".join(f"- Line {number} asks for governance and {'word ' * 60}" for number in range(500))
    assert len(lines(reader, paste)) == 500


def test_every_target_is_found_by_its_own_heaviest_word(reader: Page, handbook: Handbook) -> None:
    for entry in handbook.catalogue.synonyms:
        if entry.group:
            continue
        heaviest = max(entry.phrases, key=lambda phrases: phrases.weight)
        (line,) = lines(reader, f"- The post asks for {heaviest.words[0]} at all times in every part of the work")
        wanted = f"criterion:{entry.criterion.id}" if entry.criterion else f"further:{entry.id}"
        assert best(line)[0] == wanted, heaviest.words[0]
