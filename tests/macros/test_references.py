"""The list of references: every number accounted for, each detail marked, exports that public parsers read."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bs4 import BeautifulSoup

from handbook.exports.bibliography import bibtex, csl_item, exportable, ris, short_pages, tex, vancouver
from handbook.exports.downloads import DOWNLOADS
from handbook.faults import MacroError
from handbook.model.handbook import Handbook, load_handbook, mentions
from handbook.model.works import Csl, Reference
from macros.works import find_reference, parts, ref, references, short_name

SURVEY = {
    "darzi-2008",
    "appleby-2009",
    "mountford-2010",
    "rushmer-2004a",
    "rushmer-2004b",
    "rushmer-2007",
    "bennis-1989",
    "newman-2009",
    "goleman-1998",
    "bohmer-lee-2009",
    "ham-dickinson-2008",
    "fagenson-1989",
    "sosik-godshalk-2000",
}

TRICKY = r"R&D {at} 50% of_Jönköping's #1 \ $~^ “care”"


@pytest.fixture
def tricky() -> Reference:
    """A work with every character that one of the formats acts on."""
    return made(
        type="article-journal",
        title=TRICKY,
        author=[{"family": "Åkesson-Øst", "given": "Jörg"}, {"literal": "Bodies & Sons"}],
        issued="2011-03",
    )


def made(**csl: object) -> Reference:
    fields = [name for name in csl if name not in ("type", "container-title-short")]
    return Reference.model_validate({"id": "made-up", "csl": csl, "from_source": fields})


def test_every_number_of_the_paper_stands_exactly_once(handbook: Handbook) -> None:
    works = handbook.catalogue.references
    found = Counter(cited.number for work in works for cited in work.cited if cited.document.id == "paper")
    del found[None]  # cited by the note to a table, without a number
    assert found == Counter(range(1, 59))
    assert all(find_reference(handbook.catalogue, f"nicol-{number}") for number in range(1, 59))


def test_the_survey_cites_thirteen_works(handbook: Handbook) -> None:
    works = handbook.catalogue.references
    assert {work.id for work in works if any(c.document.id == "survey" for c in work.cited)} == SURVEY


def test_a_work_cited_twice_is_one_entry(handbook: Handbook) -> None:
    darzi = find_reference(handbook.catalogue, "nicol-15")
    assert darzi.id == "darzi-2008"
    assert {cited.document.id for cited in darzi.cited} == {"survey", "landing-page", "paper"}


def test_each_state_says_what_it_rests_on(handbook: Handbook) -> None:
    for work in handbook.catalogue.references:
        if work.state == "identified":
            assert "title" not in work.unconfirmed(), work.id
            assert not work.doubt, work.id
        if work.state == "not identified":
            assert not vancouver(work.csl), work.id
            assert work.backs, work.id


def test_a_doubt_keeps_a_work_from_being_identified() -> None:
    sure = Reference.model_validate({"id": "a", "csl": {"type": "book", "title": "T"}, "from_source": ["title"]})
    assert sure.state == "identified"
    assert sure.model_copy(update={"doubt": "Which edition"}).state == "partly"


# Vancouver


@pytest.mark.parametrize(
    ("id_", "expected"),
    [
        (
            "darzi-2008",
            "Darzi A. High quality care for all: NHS Next Stage Review final report. "
            "London: Department of Health; 2008 Jun. Cm 7432.",
        ),
        (
            "bohmer-lee-2009",
            "Bohmer R, Lee TH. The shifting mission of health care delivery organizations. "
            "N Engl J Med. 2009;361(6):551-3. doi:10.1056/NEJMp0903406.",
        ),
        (
            "mountford-2010",
            "Mountford J. Clinical leadership: bringing the strands together. In: Stanton E, Lemer C, Mountford J, "
            "editors. Clinical leadership: bridging the divide. London: Quay Books; 2010.",
        ),
        ("bennis-1989", "Bennis W. On becoming a leader. Reading (MA): Addison-Wesley; 1989."),
        ("nicol-3", "Health and Social Care Act 2012, c. 7."),
        (
            "nicol-25",
            "NHS Institute for Innovation and Improvement, Academy of Medical Royal Colleges. Medical Leadership "
            "Competency Framework. 3rd ed. Coventry: NHS Institute for Innovation and Improvement; 2010.",
        ),
        (
            "rushmer-2007",
            "Rushmer RK, Kelly D, Lough M, Wilkinson JE, Greig GJ, Davies HTO. The Learning Practice Inventory: "
            "diagnosing and developing learning practices in the UK. J Eval Clin Pract. 2007;13(2):206-11.",
        ),
        (
            "blog",
            "Why is medical leadership important in the health service? [Internet]. The King's Fund blog. 2016 Jan.",
        ),
        ("ham-2012", "Ham C. The management of the NHS in England. BMJ. 2012;344:e928."),
        ("nicol-54", "Wanless."),
        ("devane-2012", "Devane C. 2012."),
        ("nicol-46", ""),
    ],
)
def test_vancouver_style_by_type(handbook: Handbook, id_: str, expected: str) -> None:
    assert vancouver(find_reference(handbook.catalogue, id_).csl) == expected


def test_more_than_six_authors_are_cut_short() -> None:
    names = [{"family": f"Doe{letter}", "given": "Ann-Marie Jo"} for letter in "ABCDEFG"]
    text = vancouver(Csl.model_validate({"type": "book", "title": "T", "author": names}))
    assert text == "DoeA AMJ, DoeB AMJ, DoeC AMJ, DoeD AMJ, DoeE AMJ, DoeF AMJ, et al. T."


@pytest.mark.parametrize(
    ("pages", "short"),
    [("551-553", "551-3"), ("365-390", "365-90"), ("6-20", "6-20"), ("e928", "e928"), ("7-7", "7-7")],
)
def test_pages_lose_the_digits_that_repeat(pages: str, short: str) -> None:
    assert short_pages(pages) == short


# Exports


def test_bibtex_is_read_by_a_public_parser(handbook: Handbook) -> None:
    works = exportable(handbook.catalogue.references)
    library = parse_string(DOWNLOADS["references.bib"](handbook))
    assert not library.failed_blocks
    assert [entry.key for entry in library.entries] == [work.id for work in works]
    assert [plain(entry["title"]) for entry in library.entries] == [work.csl.title for work in works]


def test_ris_is_read_by_a_public_parser(handbook: Handbook) -> None:
    works = exportable(handbook.catalogue.references)
    entries = rispy.loads(DOWNLOADS["references.ris"](handbook))
    assert [entry["id"] for entry in entries] == [work.id for work in works]
    assert [entry["title"] for entry in entries] == [work.csl.title for work in works]
    assert [len(entry.get("authors", [])) for entry in entries] == [len(work.csl.author) for work in works]


def test_csl_json_holds_the_same_works(handbook: Handbook) -> None:
    items = json.loads(DOWNLOADS["references.csl.json"](handbook))
    works = exportable(handbook.catalogue.references)
    assert [(item["id"], item["title"]) for item in items] == [(work.id, work.csl.title) for work in works]
    darzi = next(item for item in items if item["id"] == "darzi-2008")
    assert darzi["issued"] == {"date-parts": [[2008, 6]]}
    assert darzi["author"] == [{"family": "Darzi", "given": "A"}]


def test_each_source_document_downloads_by_itself(handbook: Handbook) -> None:
    for document in handbook.catalogue.source_documents:
        (entry,) = parse_string(DOWNLOADS[f"source-{document.id}.bib"](handbook)).entries
        (item,) = rispy.loads(DOWNLOADS[f"source-{document.id}.ris"](handbook))
        assert plain(entry["title"]) == item["title"] == document.title


def test_an_export_tells_what_is_not_confirmed(handbook: Handbook) -> None:
    for work in exportable(handbook.catalogue.references):
        note = csl_item(work)["note"]
        assert bool(work.unconfirmed()) == ("general knowledge, not confirmed." in note.split(" The ")[0]), work.id


def test_special_characters_survive_both_formats(tricky: Reference) -> None:
    text = bibtex([tricky])
    assert depth(text) == 0
    (entry,) = parse_string(text).entries
    assert plain(entry["title"]) == TRICKY
    assert entry["author"] == r"Åkesson-Øst, Jörg and {Bodies \& Sons}"
    assert entry["month"] == "March"
    (item,) = rispy.loads(ris([tricky]))
    assert item["title"] == TRICKY
    assert item["authors"] == ["Åkesson-Øst, Jörg", "Bodies & Sons"]


def test_tex_escapes_each_active_character() -> None:
    assert tex("{a} & b_c") == r"\textbraceleft{}a\textbraceright{} \& b\_c"
    assert tex("Jönköping\nCounty") == "Jönköping County"


def plain(value: str) -> str:
    """A BibTeX value as a reader sees it."""
    named = {"textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}"}
    named |= {"textasciitilde": "~", "textasciicircum": "^"}
    inner = value.removeprefix("{").removesuffix("}")
    return re.sub(r"\\(?:([a-z]+)\{\}|(.))", lambda found: named.get(found[1] or "", found[2] or ""), inner)


def depth(text: str) -> int:
    """Braces that are open at the end; BibTeX counts escaped ones too."""
    return text.count("{") - text.count("}")


# Macros


def test_a_mention_leads_to_its_entry_and_the_entry_back(handbook: Handbook) -> None:
    listed = BeautifulSoup(references(handbook), "html.parser")
    mentioned = {id_: pages for id_, pages in handbook.mentioning_pages.items() if id_}
    assert mentioned
    for id_, pages in mentioned.items():
        back = listed.select_one(f"li#{id_} .reference__back")
        assert back
        assert [a["href"] for a in back.select("a")] == [f"page:{page.path}" for page in pages]
        assert f'href="page:directory/references.md#{id_}"' in ref(handbook, id_)


def test_mentions_are_computed_from_the_pages(small: Path) -> None:
    made_up = load_handbook(small)
    assert [page.path for page in made_up.mentioning_pages["doe-2001"]] == ["directory/references.md"]
    assert "lost-work" not in made_up.mentioning_pages


def test_a_mention_names_people_and_year_and_bears_its_number_in_the_list(handbook: Handbook) -> None:
    number = next(each.number for part in parts(handbook) for each in part.found if each.work.id == "bohmer-lee-2009")
    assert BeautifulSoup(ref(handbook, "bohmer-lee-2009"), "html.parser").get_text() == "Bohmer and Lee (2009)"
    assert f'title="Reference {number}"' in ref(handbook, "bohmer-lee-2009")
    assert BeautifulSoup(ref(handbook, "nicol-15", "the review"), "html.parser").get_text().startswith("the review")


@pytest.mark.parametrize(
    ("id_", "name"),
    [
        ("darzi-2008", "Darzi (2008)"),
        ("newman-2009", "Newman et al (2009)"),
        ("rushmer-2004b", "Rushmer et al (2004b)"),
        ("nicol-45", "the King's Fund (2011)"),
        ("nicol-54", "Wanless"),
        ("nicol-3", "Health and Social Care Act 2012"),
        ("nicol-46", "paper, reference 46"),
    ],
)
def test_short_names(handbook: Handbook, id_: str, name: str) -> None:
    assert short_name(find_reference(handbook.catalogue, id_)) == name


def test_an_unknown_work_gets_a_suggestion(handbook: Handbook) -> None:
    with pytest.raises(MacroError, match=r"no reference 'darzi-2009'\. Did you mean 'darzi-2008'\?"):
        ref(handbook, "darzi-2009")


def test_the_list_shows_every_work_once_with_its_state(handbook: Handbook) -> None:
    listed = BeautifulSoup(references(handbook), "html.parser")
    works = handbook.catalogue.references
    assert sorted(li["id"] for li in listed.select("li.reference")) == sorted(work.id for work in works)
    numbers = [tag.get_text() for tag in listed.select(".reference__number")]
    assert numbers == [f"{number}." for number in range(1, len(works) + 1)]
    assert len(listed.select(".reference__state .state")) == sum(1 for work in works if not work.document)
    assert listed.select_one("#nicol-15")
    headings = re.findall(r"^## .* \{ #([a-z-]+) \}$", references(handbook), flags=re.MULTILINE)
    assert headings == ["documents", "identified", "partly", "not-identified"]


def test_the_text_of_a_mention_is_no_mention(small: Path) -> None:
    page = load_handbook(small).pages["directory/references.md"]
    text = "{{ ref('a') }} and {{ref(\"b\", text='c')}}\n```\n{{ ref('d') }}\n```\n"
    assert list(mentions(replace(page, body=text, found=None))) == ["a", "b"]


def test_what_was_seen_on_the_web_bears_its_address_in_every_format(handbook: Handbook) -> None:
    work = handbook.catalogue.entries["reference"]["blog"]
    address = handbook.catalogue.entries["link"]["ref-blog"].url
    assert f"url = {{{address}}}" in bibtex([work])
    assert f"UR  - {address}\r\n" in ris([work])
    assert csl_item(work)["URL"] == address
