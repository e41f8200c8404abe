"""The guide is in the handbook, whole."""

from __future__ import annotations

from collections import Counter

import pytest

from handbook.model.handbook import Handbook


def test_the_person_specification_is_complete(handbook: Handbook) -> None:
    criteria = handbook.catalogue.criteria
    assert Counter(criterion.group for criterion in criteria) == {
        "experience": 4,
        "knowledge": 5,
        "skills-and-competencies": 11,
        "desirable": 2,
    }
    assert sum(len(criterion.prompts) for criterion in criteria) == 13
    assert {criterion.importance for criterion in criteria if criterion.group != "desirable"} == {"essential"}
    assert {criterion.importance for criterion in criteria if criterion.group == "desirable"} == {"desirable"}


def test_prompts_stand_under_the_parts_where_the_guide_has_them(handbook: Handbook) -> None:
    prompts: Counter[str] = Counter()
    for criterion in handbook.catalogue.criteria:
        prompts[criterion.group] += len(criterion.prompts)
    assert prompts == {"experience": 7, "knowledge": 3, "skills-and-competencies": 3, "desirable": 0}


def test_the_five_areas_hold_every_duty(handbook: Handbook) -> None:
    areas = handbook.catalogue.areas
    assert [area.id for area in areas] == [
        "corporate",
        "quality-and-value",
        "clinical-standards",
        "medical-workforce",
        "medical-leadership",
    ]
    duties = [duty for area in areas for duty in area.duties]
    assert len(duties) == len({duty.id for duty in duties}) == 36


def test_three_people_tell_their_story(handbook: Handbook) -> None:
    stories = handbook.catalogue.case_studies
    assert {story.name.split()[-1] for story in stories} >= {"Kirchner", "Slade", "Pandit"}
    for story in stories:
        assert story.route
        assert story.support
        assert story.lessons


def test_about_fifty_resources_are_listed(handbook: Handbook) -> None:
    catalogue = handbook.catalogue
    from_the_guide = [
        step
        for step in (*catalogue.courses, *catalogue.opportunities)
        if any(s.document.id == "guide" for s in step.sources)
    ]
    assert len(from_the_guide) >= 50


def test_twenty_remarks_name_role_and_region(handbook: Handbook) -> None:
    voices = [voice for voice in handbook.catalogue.voices if voice.id.startswith("q-g")]
    assert [voice.id for voice in voices] == [f"q-g{number:02}" for number in range(1, 21)]
    assert all(voice.role and voice.region for voice in voices)


def test_all_forty_footnotes_are_accounted_for(handbook: Handbook) -> None:
    footnotes = [link.footnote for link in handbook.catalogue.links if link.footnote]
    assert sorted(footnotes) == list(range(1, 41))


@pytest.mark.parametrize(
    ("series", "count"),
    [
        ("G-F.", 5),
        ("G-I.", 8),
        ("G-1.", 26),
        ("G-2.", 9),
        ("G-3.", 33),
        ("G-4.", 4),
        ("G-5.", 5),
        ("G-FN", 40),
        ("Q-G", 20),
    ],
)
def test_the_inventory_lists_every_item_of_the_guide(handbook: Handbook, series: str, count: int) -> None:
    assert sum(1 for item in handbook.catalogue.source_items if item.id.startswith(series)) == count


def test_every_criterion_can_be_built_in_two_ways(handbook: Handbook) -> None:
    catalogue = handbook.catalogue
    for criterion in catalogue.criteria:
        assert sum(criterion in step.develops for step in (*catalogue.courses, *catalogue.opportunities)) >= 2


def test_references_are_resolved(handbook: Handbook) -> None:
    course = handbook.catalogue.entries["course"]["nye-bevan"]
    assert course.provider.name == handbook.catalogue.entries["organisation"]["nhs-leadership-academy"].name
    assert course.develops[0] is handbook.catalogue.entries["criterion"][course.develops[0].id]


def test_the_catalogue_cannot_be_changed(handbook: Handbook) -> None:
    course = handbook.catalogue.courses[0]
    with pytest.raises(ValueError, match="frozen"):
        course.title = "Another"  # type: ignore[misc]
    with pytest.raises(TypeError):
        handbook.catalogue.entries["course"]["another"] = course  # type: ignore[index]
