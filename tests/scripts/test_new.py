"""`make new` starts an entry and never overwrites one."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.model.kinds import KINDS
from handbook.model.yaml_reader import read_document
from scripts.new import OFFERED, main


@pytest.mark.parametrize("kind", OFFERED)
def test_a_new_entry_has_every_required_field(kind: str, small: Path) -> None:
    assert main([kind, "something-new", "--root", str(small)]) == 0
    path = small / "data" / KINDS[kind].files.replace("*", "something-new")
    value = read_document(path, path.name).value
    assert isinstance(value, dict)
    required = {name for name, info in KINDS[kind].model.model_fields.items() if info.is_required()}
    assert required <= set(value)


def test_an_entry_that_is_there_stays_as_it_is(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = small / "data" / "courses" / "one-course.yml"
    before = path.read_bytes()
    assert main(["course", "one-course", "--root", str(small)]) == 1
    assert path.read_bytes() == before
    assert capsys.readouterr().err == "data/courses/one-course.yml is there already; nothing was changed\n"


def test_an_id_of_the_wrong_form_is_refused(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["course", "One Course", "--root", str(small)])
    assert "'One Course' is not an id; write lower-case words joined by hyphens" in capsys.readouterr().err
