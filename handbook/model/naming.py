"""Names of bodies and things where texts use them: which forms are a name, and which of them has changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from handbook.model.catalogue import Catalogue
from handbook.model.entries import Lived
from handbook.model.kinds import KINDS
from handbook.model.succession import aftermath, living
from handbook.model.yaml_reader import Place


def forms(entry: Lived) -> Iterator[tuple[Place, str]]:
    """The forms by which texts name an entry, each with its field: its names, and those under `named_as`.

    A name that begins with a small letter counts only under `named_as`: 'the college' names many. The title of an
    opportunity is a task and not a name.
    """
    kind = KINDS[entry.kind_name]
    for field in kind.names if kind.named_in_texts else ():
        if str(getattr(entry, field, ""))[:1].isupper():
            yield (field,), getattr(entry, field)
    for index, form in enumerate(entry.named_as):
        yield ("named_as", index), form


class Names:
    """Every name that a catalogue knows, to be found in texts that hold each name in the form that `written` makes."""

    def __init__(self, catalogue: Catalogue, written: Callable[[str], str] = str):
        self._lives = living(catalogue)
        self._changed = {id_ for id_, entry in self._lives.items() if aftermath(catalogue, entry)}
        self._ids = {key(written(form)): id_ for id_, entry in self._lives.items() for _, form in forms(entry)}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        # The longest first: the Department of Health and Social Care is not the Department of Health. By first letter,
        # because most words begin no name, and so cost one look.
        rests: dict[str, list[str]] = {}
        for each in sorted(self._ids, key=len, reverse=True):
            rests.setdefault(each[0], []).append(re.escape(each[1:]).replace("'", "['\u2019]") + "s?")
        either = "|".join(f"{re.escape(first)}(?:{'|'.join(found)})" for first, found in rests.items())
        return re.compile(rf"(?<![\w-])({either})(?:['\u2019]s?)?(?![\w-])" if either else r"(?!)")

    def changed(self, text: str) -> Iterator[tuple[Lived, str]]:
        """What is named in a text and is no longer as the sources know it, with the words that name it."""
        for found in self._pattern.finditer(text):
            id_ = self._ids[key(found[1])]
            if id_ in self._changed:
                yield self._lives[id_], found[0]

    def replace(self, text: str, mark: Callable[[Lived, str], str], but: Iterable[str] = ()) -> str:
        """A text with `mark(entry, words)` for the first mention of each changed name.

        What the ids `but` name stays as it is: the text is about them, and tells what became of them.
        """
        done = set(but)

        def marked(found: re.Match[str]) -> str:
            id_ = self._ids[key(found[1])]
            if id_ in done or id_ not in self._changed:
                return found[0]
            done.add(id_)
            return mark(self._lives[id_], found[0])

        return self._pattern.sub(marked, text)


def key(form: str) -> str:
    """A form as it is looked up: with straight apostrophes, and without the s of a plural."""
    return form.replace("\u2019", "'").removesuffix("s")
