"""Files of the handbook as they get broken: by slips of people, by tools, and by chance."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import yaml
from hypothesis import strategies as st

# What breaks readers of YAML, Markdown, Jinja, JSON, dates, addresses and numbers, or once did.
NASTY = (
    *(
        "",
        " ",
        "\t",
        "\n",
        "\r",
        "\x00",
        "\x85",
        "\u2028",
        "\ufeff",
        "\u200b",
        "\u202e",
        "\ud7ff",
        "\U0001f469\u200d\u2695",
        "é" * 40,
    ),
    *(
        "---\n",
        "...\n",
        "- ",
        "  - ",
        ": ",
        "#",
        "&a ",
        "*a",
        "!!python/object:os.system ",
        "!ENV ",
        "%YAML 9.9\n",
        "<<: *a\n",
        "? ",
        "| ",
        ">-\n",
    ),
    *(
        "[",
        "]",
        "{",
        "}",
        "[" * 300,
        "{" * 300,
        '"',
        "'",
        "\\",
        "`",
        "```\n",
        "~~~\n",
        "<!--",
        "-->",
        "<script>",
        "</td>",
        "&amp;",
        "|---|",
    ),
    *(
        "null",
        "~",
        "true",
        "no",
        "0",
        "-1",
        "1e999",
        ".nan",
        ".inf",
        "0x1F",
        "9" * 5000,
        "1_000",
        "1:30",
        "unknown",
        "none",
    ),
    *(
        "0000",
        "2022-13",
        "2022-06-31",
        "2022-06-99",
        "20277-01-01",
        "9999-12-31",
        "2026-11-28T10:00:00Z",
        "-0001-01-01",
    ),
    *(
        "http://",
        "https://",
        "https://[",
        "https://[::1",
        "http://a..b",
        "https://x.example:99999/",
        "javascript:alert(1)",
        "//x",
        "https://%zz.example/",
    ),
    *(
        "{{",
        "}}",
        "{%",
        "%}",
        "{#",
        "#}",
        "{{ 1/0 }}",
        "{{ x.y.z }}",
        "{% raw %}",
        "{% endraw %}",
        "{% include 'x' %}",
        "{% for a in b %}",
    ),
    *(
        "{{ counts( }}",
        "{{ cite() }}",
        "{{ cite('', ) }}",
        "{{ term(1) }}",
        "{{ org(none) }}",
        "{{ page_end() }}",
        "{{ counts()|nope }}",
        "{{ [].pop() }}",
    ),
    *(
        "{{ 'a' + 1 }}",
        "{{ ''|int(base=99) }}",
        "{{ range(3)[9] }}",
        "{{ 'x'.format(*[1]) }}",
        "{{ '{0.x}'.format(1) }}",
        "{% set a = a %}",
        "{{ self.x() }}",
    ),
    *(
        "../../etc/passwd",
        "/",
        "a/../b.md",
        "index.md",
        "CON",
        "x" * 300,
        "constructor",
        "__proto__",
        "(((((",
        "a{1,",
        "[^x]",
        "[x](",
        "![](",
        "# ",
        "====\n",
    ),
)

token = st.sampled_from(NASTY) | st.text(max_size=12)
place = st.floats(0, 1, exclude_max=True)


@st.composite
def spliced(draw: st.DrawFn, text: str) -> str:
    """A text of which a stretch was lost, doubled, moved or written over, once or a few times."""
    for _ in range(draw(st.integers(1, 3))):
        start = int(draw(place) * len(text))
        end = min(len(text), start + draw(st.sampled_from([0, 0, 1, 2, 5, 20, 200])))
        filling = draw(token | st.just(text[start:end] * 2) | st.just(""))
        text = text[:start] + filling + text[end:]
    return text


@st.composite
def rewritten_line(draw: st.DrawFn, text: str) -> str:
    """A text one of whose lines is lost, doubled, swapped, moved in or out, or has another value after its colon."""
    lines = text.splitlines(keepends=True) or [""]
    at = int(draw(place) * len(lines))
    line = lines[at]
    key, colon, _ = line.partition(": ")
    lines[at] = draw(
        st.sampled_from(["", line * 2, f"  {line}", line.lstrip(), line.rstrip("\n"), lines[-1 - at]])
        | token.map(lambda value: f"{key}{colon or ': '}{value}\n")
        | token.map(lambda value: f"{value}{colon}{line[len(key) :]}")
    )
    return "".join(lines)


values: st.SearchStrategy[Any] = st.recursive(
    token | st.none() | st.booleans() | st.integers() | st.floats() | st.dates().map(str),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(token, inner, max_size=3),
    max_leaves=5,
)


def _places(value: Any, place: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The places of a nested value, each with the keys that lead there."""
    keys: Any = value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    return [place, *(found for key in keys for found in _places(value[key], (*place, key)))]


def _changed(value: Any, place: tuple[Any, ...], change: Callable[[Any, Any], None]) -> Any:
    """The value after `change` was called on what holds `place`, with the last key."""
    holder = value
    for key in place[:-1]:
        holder = holder[key]
    change(holder, place[-1])
    return value


@st.composite
def other_value(draw: st.DrawFn, value: Any) -> Any:
    """A nested value of which one part is lost, doubled, under another key, the part of another place, or anything."""
    places = [each for each in _places(value) if each]
    if not places:
        return draw(values)
    at, other = draw(st.sampled_from(places)), draw(st.sampled_from(places))
    there = value
    for key in other:
        there = there[key]
    copied = json.loads(json.dumps(there, default=str))
    new = draw(values)
    change: Callable[[Any, Any], None] = draw(
        st.sampled_from(
            [
                lambda holder, key: holder.pop(key),
                lambda holder, key: holder.__setitem__(key, new),
                lambda holder, key: holder.__setitem__(key, copied),
                lambda holder, key: holder.__setitem__(key, [holder[key], holder[key]]),
                lambda holder, key: (
                    holder.append(copied) if isinstance(holder, list) else holder.update({str(new)[:30]: copied})
                ),
            ]
        )
    )
    return _changed(value, at, change)


@st.composite
def broken_yaml(draw: st.DrawFn, text: str) -> str:
    """A YAML text that is whole YAML still and says something else."""
    return yaml.safe_dump(draw(other_value(yaml.load(text, yaml.CSafeLoader))), allow_unicode=True, sort_keys=False)


@st.composite
def broken_json(draw: st.DrawFn, text: str) -> str:
    """A JSON text that is whole JSON still and says something else."""
    return json.dumps(draw(other_value(json.loads(text))))


@st.composite
def broken_head(draw: st.DrawFn, text: str) -> str:
    """A page whose front matter is YAML still and says something else."""
    _, head, body = text.split("---\n", 2)
    return f"---\n{draw(broken_yaml(head))}---\n{body}"


@st.composite
def broken_bytes(draw: st.DrawFn, text: str) -> bytes:
    """A text in another encoding, or with bytes that no text has."""
    raw = text.encode()
    at = int(draw(place) * (len(raw) + 1))
    return draw(
        st.sampled_from(
            [
                text.encode("utf-16"),
                text.encode("latin-1", "replace"),
                b"\xef\xbb\xbf" + raw,
                raw[:at],
                b"",
                raw.replace(b"\n", b"\r"),
            ]
        )
        | st.binary(min_size=1, max_size=8).map(lambda noise: raw[:at] + noise + raw[at:])
    )


def broken(file: str, text: str) -> st.SearchStrategy[bytes]:
    """The bytes of a file of this name and text, broken in any of these ways."""
    ways: list[st.SearchStrategy[str]] = [spliced(text), rewritten_line(text)]
    if file.endswith(".yml"):
        ways += [broken_yaml(text)] * 2
    if file.endswith(".json"):
        ways += [broken_json(text)] * 2
    if file.endswith(".md"):
        ways.append(broken_head(text))
    written = st.one_of(ways).map(lambda each: each.encode(errors="surrogatepass"))
    return st.one_of(written, written, written, broken_bytes(text))
