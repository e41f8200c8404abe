"""Measure how the built pages read: apparatus, marks, reading grade, openings, pictures, links, terms of art.

usage: python -m scripts.reading [--site DIR]
exit status: 0 the bars hold, 1 one does not, 2 wrong usage or no built site

The bars are those of the design: at most 6 words of apparatus in 1,000, no mark inside a sentence, a median grade of at
most 10, openings that do not announce, in the median at most 20 words before the first sentence that tells the reader
what to do or what holds for 'you', a picture or a worked example on 60 per cent of pages, at most 2.5 links in 100
words, and 140 terms of the profession. The grade is Flesch and Kincaid's (1975), as textstat reckons it.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import textstat
from selectolax.lexbor import LexborHTMLParser, LexborNode

from scripts import command_line

ROOT = Path(__file__).resolve().parent.parent
TERMS = Path(__file__).with_name("terms_of_art.txt")
READING = ("role", "skills", "prepare", "apply", "case-studies", "evidence", "start")

# What no sentence may hold: states, confidences, origins.
MARKS = ".state, .confidence, .origin, .evidence"
# What stands between the words without being an answer. The one number that may end a paragraph is counted apart.
APPARATUS = f"{MARKS}, .aka"
REFERENCES = "sup.cite"
# What is no reading text: the drawer, the line that leads to it, forms, the page's own furniture.
LEFT_OUT = (
    "details.drawer, details.basis, figcaption, .trust, .next, .mend, form, script, style, svg, template,"
    ".headerlink, .sr-only, .js-only, .meanings"
)
BEFORE = 20  # words that may be read before the first instruction
EXAMPLE = "svg, table, blockquote, img, .example"
ANNOUNCES = re.compile(
    r"^(this (page|chapter|part)|here (is|are)|what [^.?]*, (how|what|who|which|and)\b)", re.IGNORECASE
)
# A sentence that instructs: it begins with one of these, or speaks to 'you'. Another verb counts against the page.
INSTRUCTS = re.compile(
    r"^(agree|answer|ask|begin|book|bring|check|choose|do|draw|expect|find|keep|learn|line up|listen|look|make|paste|"
    r"pick|practise|prepare|print|put|quote|rate|read|say|see|send|set|settle|show|start|take|talk|tell|use|work|write)\b"
    r"|\b(you|your|yours|yourself)\b",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"(?<=[.?!])\s+(?=['\u2018\u201c]?[A-Z])")


@dataclass(frozen=True)
class Reading:
    """What was measured on one page."""

    url: str
    words: int
    prose: int
    apparatus: int
    references: int
    marks: int
    grade: float
    opening: str
    before: int
    links: int
    shows: bool


def measure(url: str, html: str) -> Reading:
    """Measure one built page, given its address below the site's root and its HTML."""
    article = LexborHTMLParser(html).css_first("article")
    if article is None:
        raise ValueError(f"{url}: the page has no article. Build the site anew")
    shows = article.css_first(EXAMPLE) is not None
    for part in article.css(LEFT_OUT):
        part.decompose()
    apparatus = sum(len(part.text().split()) for part in article.css(APPARATUS))
    references = len(article.css(REFERENCES))
    for number in article.css(REFERENCES):
        number.decompose()
    marks = sum(len(block.css(MARKS)) for block in article.css("p, li") if _is_prose(block))
    prose = [" ".join(block.text().split()) for block in article.css("p, li") if _is_prose(block)]
    text = " ".join(each if each.endswith((".", "?", "!")) else f"{each}." for each in prose if each)
    links = sum(len(block.css("a")) for block in article.css("p, li") if _is_prose(block))
    words = len(text.split())
    grade = textstat.flesch_kincaid_grade(text) if words else 0.0
    opening = prose[0] if prose else ""
    every = len(article.text().split())
    before = words_before_instruction(prose)
    return Reading(url, every, words, apparatus, references, marks, grade, opening, before, links, shows)


def words_before_instruction(prose: list[str]) -> int:
    """How many words of `prose` are read before the first sentence that instructs.

    >>> words_before_instruction(["It is a large post. Ask what it holds.", "You can."])
    5
    """
    read = 0
    for sentence in (each for paragraph in prose for each in SENTENCE.split(paragraph)):
        if INSTRUCTS.search(sentence):
            break
        read += len(sentence.split())
    return read


def _is_prose(block: LexborNode) -> bool:
    """Whether a paragraph or list item is read as text: not in a table, a directory, a list of tags or of links."""
    if block.tag == "li" and [link.text().strip() for link in block.css("a")] == [block.text().strip()]:
        return False
    above = block
    while above is not None and above.tag != "article":
        if above.tag in ("table", "nav", "figure") or {"directory", "chips", "entry"} & set(
            (above.attributes.get("class") or "").split()
        ):
            return False
        above = above.parent  # type: ignore[assignment]
    return not (block.attributes.get("class") or "").startswith(("evidence", "origin"))


def reading_pages(site: Path) -> list[Reading]:
    """Measure every reading page below `site`; raises FileNotFoundError where there is none."""
    found = [path for folder in READING for path in sorted((site / folder).rglob("index.html"))]
    if not found:
        raise FileNotFoundError(f"{site}: there is no reading page. Build the site first: make site")
    return [measure(path.parent.relative_to(site).as_posix() + "/", path.read_text(encoding="utf-8")) for path in found]


def terms(site: Path) -> tuple[list[str], list[str]]:
    """The terms of the profession that stand on some page, and those that stand on none."""
    wanted = [line.strip() for line in TERMS.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    pages = " ".join(
        " ".join(
            (
                article.text()
                if (article := LexborHTMLParser(path.read_text(encoding="utf-8")).css_first("article"))
                else ""
            ).split()
        )
        for path in sorted(site.rglob("index.html"))
    )
    plain = pages.replace("\u2019", "'").casefold()
    there = [term for term in wanted if term.casefold() in plain]
    return there, [term for term in wanted if term not in there]


@dataclass(frozen=True)
class Figure:
    """A figure beside its bar, which it must reach, or must not pass."""

    name: str
    found: float
    bar: float
    at_least: bool = False

    @property
    def holds(self) -> bool:
        """Whether the bar holds."""
        return self.found >= self.bar if self.at_least else self.found <= self.bar

    def __str__(self) -> str:
        bar = f"{'at least' if self.at_least else 'at most'} {self.bar:g}"
        return f"{self.name:46} {self.found:8.1f}   {bar}{'' if self.holds else '   <-'}"


def figures(pages: list[Reading], terms_there: int) -> list[Figure]:
    """What is measured of all pages together."""
    words = sum(page.words for page in pages)
    links = 100 * sum(page.links for page in pages) / sum(page.prose for page in pages)
    shows = 100 * sum(page.shows for page in pages) / len(pages)
    return [
        Figure("words of apparatus in 1,000", 1000 * sum(page.apparatus for page in pages) / words, 6),
        Figure("marks inside a sentence", sum(page.marks for page in pages), 0),
        Figure("reading grade, median", median(page.grade for page in pages), 10),
        Figure("openings that announce", sum(bool(ANNOUNCES.match(page.opening)) for page in pages), 0),
        Figure("words before the first instruction, median", median(page.before for page in pages), BEFORE),
        Figure("pages with a picture or an example, per cent", shows, 60, True),
        Figure("links in 100 words of prose", links, 2.5),
        Figure("terms of the profession", terms_there, 140, True),
    ]


def report(pages: list[Reading], there: list[str], missing: list[str]) -> tuple[str, bool]:
    """The table of figures beside their bars, and whether all hold."""
    words = sum(page.words for page in pages)
    numbers = 1000 * sum(page.references for page in pages) / words
    found = figures(pages, len(there))
    lines = [f"{len(pages)} reading pages, {words:,} words, {numbers:.1f} reference numbers in 1,000", ""]
    lines += [str(each) for each in found]
    if missing:
        lines.append("\nterms that stand nowhere: " + ", ".join(missing))
    for page in pages:
        if page.marks or ANNOUNCES.match(page.opening):
            lines.append(f"{page.url}: {page.marks} marks; opens: {page.opening[:80]}")
        if page.before > BEFORE:
            lines.append(f"{page.url}: {page.before} words before the first instruction")
    return "\n".join(lines), all(each.holds for each in found)


def main(arguments: list[str] | None = None) -> int:
    """Print the figures; fails where a bar does not hold."""
    parser = command_line.parser(__doc__)
    parser.add_argument("--site", type=Path, default=ROOT / "site", help="the built site (default: site/)")
    site = parser.parse_args(arguments).site
    try:
        text, holds = report(reading_pages(site), *terms(site))
    except (FileNotFoundError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    print(text)
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(command_line.run(main))
