"""What is painted on a PDF's page outside its tags, as footers and backgrounds are: marked as no part of the text.

Whoever hears the document is told each thing that is neither tagged nor marked so; Chromium leaves both to chance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pikepdf

Step = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage
_BEGIN, _END = {"BMC", "BDC"}, {"EMC"}
# What paints at once; the steps of a path, of which the last one paints it; and where marks must not reach across.
_PAINTS = {"Tj", "TJ", "'", '"', "Do", "sh", "INLINE IMAGE"}
_PATH, _PAINTS_PATH = {"m", "l", "c", "v", "y", "h", "re"}, {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s"}
_BOUNDS = {"BT", "ET", "q", "Q", *_BEGIN, *_END}
_MARK = pikepdf.ContentStreamInstruction([pikepdf.Name.Artifact], pikepdf.Operator("BMC"))
_UNMARK = pikepdf.ContentStreamInstruction([], pikepdf.Operator("EMC"))


def mark_artifacts(pdf: pikepdf.Pdf) -> None:
    """Mark all that the pages paint outside their tags."""
    for page in pdf.pages:
        marked = list(_marked(pikepdf.parse_content_stream(page)))
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(marked))


def painted_bare(page: pikepdf.Page) -> int:
    """How many things a page paints that are neither tagged nor marked."""
    return sum(1 for steps, bare in _groups(pikepdf.parse_content_stream(page)) if bare and _paints(steps))


def _marked(steps: Sequence[Step]) -> Iterator[Step]:
    is_open = False
    for group, bare in _groups(steps):
        paints = bare and _paints(group)
        if is_open and str(group[0].operator) in _BOUNDS:
            yield _UNMARK
            is_open = False
        elif paints and not is_open:
            yield _MARK
            is_open = True
        yield from group
    if is_open:
        yield _UNMARK


def _groups(steps: Sequence[Step]) -> Iterator[tuple[list[Step], bool]]:
    """The steps one by one, those of a path together, each with whether it stands outside of all marks."""
    depth, path = 0, list[Step]()
    for step in steps:
        operator = str(step.operator)
        path.append(step)
        if operator in _PATH or operator in {"W", "W*"}:
            continue
        depth -= operator in _END
        yield path, depth == 0
        depth += operator in _BEGIN
        path = []
    if path:
        yield path, depth == 0


def _paints(steps: Sequence[Step]) -> bool:
    return str(steps[-1].operator) in _PAINTS | _PAINTS_PATH
