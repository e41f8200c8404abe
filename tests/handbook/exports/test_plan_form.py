"""The form of the gap plan without script, and the published format of a saved plan."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from bs4 import BeautifulSoup, Tag

from handbook.exports.downloads import DOWNLOADS
from handbook.exports.plan_format import Plan
from handbook.model.entries import Retired
from handbook.model.handbook import Handbook
from handbook.model.offers import is_closed
from macros.plan import plan_form
from tests.browser.plan_page import with_entries


@pytest.fixture(scope="module")
def form(handbook: Handbook) -> Tag:
    found = BeautifulSoup(plan_form(handbook), "html.parser").form
    assert found is not None
    return found


def test_each_criterion_has_its_meaning_prompts_evidence_and_ratings(form: Tag, handbook: Handbook) -> None:
    items = {str(item["data-criterion"]): item for item in form.select("[data-criterion]")}
    assert list(items) == [criterion.id for criterion in handbook.catalogue.criteria]
    for criterion in handbook.catalogue.criteria:
        item = items[criterion.id]
        text = " ".join(item.get_text(" ").split())
        assert " ".join(criterion.text.split()) in text
        assert len(item.select(".prompts li")) == len(criterion.prompts)
        assert len(item.select("textarea")) == 1
        assert len(item.select("[data-rating]")) == 4
        assert item.select(".plan-help li"), criterion.id
        # Evidence comes first.
        fields = item.select("textarea, input")
        assert fields[0].name == "textarea"
        assert fields[1]["type"] == "radio"


def test_each_step_that_is_not_gone_stands_under_each_criterion_that_it_builds(form: Tag, handbook: Handbook) -> None:
    shown = {
        (item["data-kind"], item["data-step"], ways["data-ways"])
        for ways in form.select("[data-ways]")
        for item in ways.select("li[data-step]")
    }
    catalogue = handbook.catalogue
    assert shown == {
        (step.kind_name, step.id, criterion.id)
        for step in (*catalogue.courses, *catalogue.opportunities)
        for criterion in step.develops
        if not is_closed(step)
    }


def test_stories_show_a_criterion(form: Tag, handbook: Handbook) -> None:
    for story in handbook.catalogue.case_studies:
        for criterion in story.illustrates:
            links = form.select(f"#plan-{criterion.id} .plan-item__links a")
            assert story.name in [link.get_text() for link in links]


def test_every_field_has_a_label_and_no_text_can_get_into_an_address(form: Tag) -> None:
    for field in form.select("input, textarea"):
        label = field.find_parent("label") or form.select_one(f'label[for="{field.get("id")}"]')
        assert label is not None, field
        assert label.get_text(strip=True)
        assert "name" not in field.attrs or field.get("type") == "radio"
    assert form["method"] == "dialog"
    assert form["autocomplete"] == "off"
    assert not form.select("button:not([type=button])")


def test_it_warns_of_text_about_patients(form: Tag) -> None:
    warning = form.select_one(".plan-warning")
    assert warning is not None
    assert "patient" in warning.get_text()


def test_what_needs_script_is_hidden_without_it(form: Tag) -> None:
    for button in form.select("button"):
        assert button.find_parent(attrs={"hidden": True}) or button.find_parent(class_="js-only"), button


def test_retired_ids_are_handed_on(handbook: Handbook) -> None:
    old = Retired(id="old-course", kind="course", replaced_by="nye-bevan", since="2027-01-01", reason="It closed.")
    form = BeautifulSoup(plan_form(with_entries(handbook, retired={"old-course": old})), "html.parser").form
    assert form is not None
    assert json.loads(str(form["data-retired"])) == {"course:old-course": "nye-bevan"}


def schema(handbook: Handbook) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(DOWNLOADS["plan.schema.json"](handbook))
    jsonschema.Draft202012Validator.check_schema(found)
    return found


GOOD: dict[str, Any] = {
    "format": "medical-director-handbook-plan",
    "version": 1,
    "criteria": {"trust-values": {"title": "x", "evidence": "y", "rating": "some", "of-later": 1}},
    "actions": [{"kind": "course", "id": "nye-bevan", "title": "x", "for": ["trust-values"], "due": "2027-01-01"}],
    "of-later": {"kept": True},
}
# Where a plan is wrong, and the place that the page names.
FAULTY: dict[str, dict[str, Any]] = {
    "not a plan": {"format": "something-else"},
    "version": {"version": "1"},
    "view": {"view": "theirs"},
    "rating": {"criteria": {"trust-values": {"rating": "excellent"}}},
    "evidence": {"criteria": {"trust-values": {"evidence": 3}}},
    "not an id": {"criteria": {"__proto__": {"evidence": "x"}}},
    "due": {"actions": [{"kind": "course", "id": "a", "title": "x", "due": "soon"}]},
    "kind": {"actions": [{"kind": "holiday", "id": "a", "title": "x"}]},
    "actions": {"actions": "none"},
    "history": {"history": [{"ratings": {}}]},
}


def test_the_schema_takes_a_plan_and_fields_of_later_versions(handbook: Handbook) -> None:
    jsonschema.validate(GOOD, schema(handbook))
    assert Plan.model_validate(GOOD).model_dump(by_alias=True)["of-later"] == {"kept": True}


@pytest.mark.parametrize("fault", FAULTY)
def test_the_schema_refuses_what_the_page_refuses(fault: str, handbook: Handbook) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**GOOD, **FAULTY[fault]}, schema(handbook))
