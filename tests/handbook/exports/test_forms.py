"""Issue forms and templates are what the schema gives, and ask for all that an entry must have."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from handbook.exports.entry_templates import entry_template
from handbook.exports.forms import FORMS, Form, fields
from handbook.exports.issue_forms import issue_forms
from handbook.model.handbook import Handbook
from handbook.model.kinds import KINDS
from handbook.model.yaml_reader import parse_document
from scripts.forms import FOLDER, main
from tests.conftest import ROOT, Edit

EACH = pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)


def test_the_issue_forms_are_in_step_with_the_schema(handbook: Handbook) -> None:
    there = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / FOLDER).glob("*.yml")}
    there.pop("config.yml")
    assert there == issue_forms(handbook.catalogue), "run make forms"


def test_a_form_that_is_out_of_step_is_written_anew(small: Path, edit: Edit) -> None:
    assert main(["--root", str(small)]) == 0
    path = small / FOLDER / "add-course.yml"
    before = path.read_text(encoding="utf-8")
    assert "resilience" in before
    old = small / FOLDER / "gone.yml"
    old.write_text(before, encoding="utf-8")
    own = small / FOLDER / "own.yml"
    own.write_text("name: One that somebody wrote\n", encoding="utf-8")
    path.write_text("name: Out of step\n", encoding="utf-8")
    assert main(["--root", str(small)]) == 0
    assert path.read_text(encoding="utf-8") == before
    assert own.exists()
    assert not old.exists()


@EACH
def test_a_form_asks_for_all_that_an_entry_must_have(form: Form) -> None:
    asked = {each.name for each in fields(form)} | {name for name, _ in form.constants}
    model = KINDS[form.kind].model
    needed = {name for name, info in model.model_fields.items() if info.is_required()}
    assert needed - {name.partition(".")[0] for name in asked} == set()
    insisted = {each.name for each in fields(form) if each.needed}
    assert needed - {"id", "currency", "link"} <= insisted


@EACH
def test_an_issue_form_keeps_the_rules_of_its_host(form: Form, handbook: Handbook) -> None:
    whole = yaml.safe_load(issue_forms(handbook.catalogue)[form.file])
    asked = [each for each in whole["body"] if each["type"] != "markdown"]
    ids = [each["id"] for each in asked]
    labels = [each["attributes"]["label"] for each in asked]
    assert len(set(ids)) == len(ids)
    assert len(set(labels)) == len(labels)
    assert all(re.fullmatch(r"[\w-]+", each) for each in ids)
    model = KINDS[form.kind].model
    assert {each.partition("-")[0] for each in ids} <= set(model.model_fields)
    for each in asked:
        options = each["attributes"].get("options", [])
        assert len(set(options)) == len(options)
        assert (each["type"] == "dropdown") == bool(options)


@EACH
def test_what_a_browser_asks_of_an_id_or_a_day_is_what_the_schema_asks(form: Form) -> None:
    schema = KINDS[form.kind].model.model_json_schema()["properties"]
    for field in fields(form):
        told = schema.get(field.name, {})
        patterns = {told.get("pattern"), *(each.get("pattern") for each in told.get("anyOf", ()))} - {None}
        if patterns:
            assert field.pattern in patterns, field.name


@pytest.mark.parametrize("kind", FORMS)
def test_a_template_is_plain_yaml_that_explains_each_field(kind: str) -> None:
    text = entry_template(kind, "some-id")
    value = parse_document(text, "new.yml").value
    assert isinstance(value, dict)
    assert value["id"] == "some-id"
    assert set(value) <= set(KINDS[kind].model.model_fields)
    for ask in FORMS[kind].asks:
        name = ask.name.rpartition(".")[2]
        assert (
            ask.needed is False or ask.name == "currency.since" or re.search(rf"^(# |  )?{name}:", text, re.MULTILINE)
        )
