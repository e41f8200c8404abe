"""What stands in `${{ … }}` and after `if:` in a workflow, as far as our workflows use it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from handbook.faults import ToldError

Context = Mapping[str, Any]

_TOKEN = re.compile(r"\s*('(?:[^']|'')*'|&&|\|\||==|!=|[!(),]|[\w*-]+(?:\.[\w*-]+)*)")
_INSERTED = re.compile(r"\$\{\{(.*?)\}\}", re.DOTALL)


class ExpressionError(ToldError, ValueError):
    """An expression uses what this module does not know."""


def fill(text: str, context: Context) -> str:
    """`text` with each `${{ … }}` replaced by its value, as GitHub writes it.

    Raises ExpressionError as `evaluate` does.
    """

    def value(found: re.Match[str]) -> str:
        result = evaluate(found[1], context)
        return str(result).lower() if isinstance(result, bool) else str(result)

    return _INSERTED.sub(value, text)


def evaluate(text: str, context: Context) -> Any:
    """The value of the expression `text`; what `context` does not hold is an empty text.

    Raises ExpressionError where the expression has a form that is not known here.
    """
    parser = _Parser(_tokens(text), context)
    value = parser.either()
    if parser.tokens:
        raise ExpressionError(f"'{text.strip()}' is not understood from '{parser.tokens[0]}' on")
    return value


def _tokens(text: str) -> list[str]:
    found, at = [], 0
    while text[at:].strip():
        match = _TOKEN.match(text, at)
        if not match:
            raise ExpressionError(f"'{text.strip()}' is not understood from '{text[at:].strip()}' on")
        found.append(match[1])
        at = match.end()
    return found


class _Parser:
    """Reads tokens from the front: or, and, comparison, not, value."""

    def __init__(self, tokens: list[str], context: Context) -> None:
        self.tokens, self.context = tokens, context

    def either(self) -> Any:
        return self._chain("||", self._both, lambda left, right: left or right)

    def _both(self) -> Any:
        return self._chain("&&", self._compared, lambda left, right: left and right)

    def _chain(self, sign: str, part: Callable[[], Any], join: Callable[[Any, Any], Any]) -> Any:
        value = part()
        while self._next(sign):
            value = join(value, part())
        return value

    def _compared(self) -> Any:
        left = self._single()
        if self._next("=="):
            return left == self._single()
        if self._next("!="):
            return left != self._single()
        return left

    def _single(self) -> Any:
        if self._next("!"):
            return not self._single()
        if self._next("("):
            value = self.either()
            self._expect(")")
            return value
        if not self.tokens or self.tokens[0] in ("&&", "||", "==", "!=", ")"):
            raise ExpressionError("a value is missing")
        return self._value(self.tokens.pop(0))

    def _value(self, word: str) -> Any:
        if word.startswith("'"):
            return word[1:-1].replace("''", "'")
        if word == "contains" and self._next("("):
            return self._contains()
        if self._next("("):
            self._expect(")")
            return self._status(word)
        value: Any = self.context
        for part in word.split("."):
            if isinstance(value, list):  # a star, and after it the field of each
                value = value if part == "*" else [each.get(part, "") for each in value]
            else:
                value = value.get(part, "") if isinstance(value, Mapping) else ""
        return value

    def _contains(self) -> bool:
        held = self.either()
        self._expect(",")
        wanted = self.either()
        self._expect(")")
        return wanted in held

    def _status(self, name: str) -> bool:
        failed = bool(self.context.get("failed"))
        known = {"always": True, "success": not failed, "failure": failed}
        if name not in known:
            raise ExpressionError(f"the function '{name}' is not known here")
        return known[name]

    def _next(self, sign: str) -> bool:
        if self.tokens and self.tokens[0] == sign:
            self.tokens.pop(0)
            return True
        return False

    def _expect(self, sign: str) -> None:
        if not self._next(sign):
            raise ExpressionError(f"a '{sign}' is missing")
