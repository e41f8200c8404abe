"""Run every page's macros without an engine, so that a check needs a fraction of a second."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined, TemplateSyntaxError, UndefinedError

from handbook.faults import Fault, did_you_mean
from handbook.model.handbook import Handbook
from handbook.model.pages import Page
from macros.kept_pages import KeptPages, Render
from macros.registry import MACROS, guarded_macros
from macros.templating import CompiledTemplates


@dataclass(frozen=True)
class PageView:
    """What both engines tell a macro about the page that it stands on."""

    url: str
    meta: dict[str, Any]


def render_pages(handbook: Handbook, faults: list[Fault], kept: KeptPages | None = None) -> dict[str, str]:
    """Each page's Markdown after its macros were run, by path; faulty calls are added to `faults`.

    What is `kept` of the last run is not filled in anew.
    """
    render = renderer(handbook)
    if not kept:
        return {path: render(page, faults) for path, page in handbook.pages.items()}
    rendered = {path: kept.rendered(page, render, faults) for path, page in handbook.pages.items()}
    kept.save()
    return rendered


def renderer(handbook: Handbook) -> Render:
    """A function that fills in a page and adds its faults to a list."""
    found: list[Fault] = []
    bodies: dict[str, str] = {}
    loader = FunctionLoader(lambda path: bodies[path])
    environment = Environment(  # noqa: S701 - Markdown, as the engines render it
        loader=loader, undefined=StrictUndefined, cache_size=-1, bytecode_cache=CompiledTemplates()
    )
    environment.globals.update(guarded_macros(handbook, found.append))

    def render(page: Page, faults: list[Fault]) -> str:
        found.clear()
        bodies[page.path] = page.body
        text = _rendered(page, environment, found)
        faults += found
        return text

    return render


def _code_faults(page: Page) -> list[Fault]:
    """Code on a page that its macros would act on instead of showing it."""
    mend = "Write {% raw %} on a line before the block, and {% endraw %} on a line after it"
    return [
        Fault(page.file, number, "", f"'{braces}' in a block of code is taken for a macro call", mend)
        for number, braces in page.templates_in_code()
    ]


def _rendered(page: Page, environment: Environment, faults: list[Fault]) -> str:
    in_code = _code_faults(page)
    if in_code:
        faults += in_code
        return page.body  # what else the page offers is not at fault
    try:
        template = environment.get_template(page.path)
        return template.render(page=PageView(page.url, page.meta.model_dump()))
    except TemplateSyntaxError as error:
        mend = "Check the braces, quotes and commas of the macro call"
        faults.append(
            Fault(page.file, error.lineno + page.first_line - 1, "", f"not a macro call: {error.message}", mend)
        )
    except UndefinedError as error:
        name = (re.findall(r"'([^']+)'", str(error)) or [""])[0]
        line = next(
            (number for number, text in page.lines() if re.search(rf"\b{re.escape(name)}\b", text)), page.first_line
        )
        faults.append(Fault(page.file, line, "", f"no macro '{name}'", did_you_mean(name, MACROS)))
    except Exception as error:  # whatever else an expression between braces can end in, and the engine with it
        problem = f"what stands between braces cannot be worked out ({type(error).__name__})"
        faults.append(Fault(page.file, page.first_line, "", problem, "Write a macro call alone between {{ and }}"))
    return ""
