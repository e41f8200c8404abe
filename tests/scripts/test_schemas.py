"""The JSON Schemas that editors use say the same as the code."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from handbook.model.kinds import KINDS, Kind
from scripts.schemas import check_schemas, schema_files
from tests.conftest import ROOT


class EditorLoader(yaml.SafeLoader):
    """Reads YAML as editors do, where dates are text."""


EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith("timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def files(kind: Kind) -> list[Path]:
    return sorted((ROOT / "data").glob(kind.files))


def test_the_command_by_itself_writes_a_schema_for_every_kind(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "scripts.schemas", "--root", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == f"wrote {len(KINDS)} schemas to data/schema/\n"
    assert len(list((tmp_path / "data" / "schema").iterdir())) == len(KINDS) > 30


def test_the_committed_schemas_are_in_step() -> None:
    assert check_schemas(ROOT) == []


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_file_fits_the_schema_that_it_names(kind: Kind) -> None:
    assert files(kind) or kind.may_be_empty
    for path in files(kind):
        text = path.read_text(encoding="utf-8")
        first = text.splitlines()[0]
        assert first.startswith("# yaml-language-server: $schema="), path
        schema_path = (path.parent / first.partition("$schema=")[2]).resolve()
        schema: dict[str, Any] = json.loads(schema_path.read_text(encoding="utf-8"))
        jsonschema.validate(yaml.load(text, EditorLoader), schema)  # noqa: S506 - a SafeLoader


def test_every_schema_refuses_an_unknown_key() -> None:
    for name, text in schema_files().items():
        schema = json.loads(text)
        entry = {"no_such_key": "x"}
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate([entry] if name.endswith(".list.schema.json") else entry, schema)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_field_has_a_description_for_the_editor(kind: Kind) -> None:
    bare = [name for name, info in kind.model.model_fields.items() if not info.description]
    assert not bare
