"""Every macro of the handbook, bound to its data and guarded against wrong use."""

from __future__ import annotations

import inspect
import pkgutil
import re
import sys
from collections.abc import Callable
from functools import lru_cache, partial, wraps
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context

from handbook.exports.downloads import DOWNLOADS
from handbook.faults import Fault, HandbookError, MacroError, did_you_mean
from handbook.model.handbook import Handbook
from handbook.model.pages import page_url
from macros import contribute, drawer, frame, mentions, outline, structured_data

Macro = Callable[..., str]
OnFault = Callable[[Fault], None]

# What runs macros holds none of its own.
_RUNS_THEM = ("kept_pages", "registry", "reload", "rendering")

VIEWS: tuple[ModuleType, ...] = tuple(
    import_module(each.name)
    for each in pkgutil.walk_packages([str(Path(__file__).parent)], "macros.")
    if each.name.removeprefix("macros.") not in _RUNS_THEM
)


def macros_of(view: ModuleType) -> list[Macro]:
    """The macros of a module: its public functions whose docstring shows a call of them."""
    own = (each for name, each in vars(view).items() if not name.startswith("_") and inspect.isfunction(each))
    here = (each for each in own if each.__module__ == view.__name__)
    return [each for each in here if f"{{{{ {each.__name__}(" in (each.__doc__ or "")]


MACROS: dict[str, Macro] = {macro.__name__: macro for view in VIEWS for macro in macros_of(view)}


def failing_macros(handbook: Handbook) -> dict[str, Macro]:
    """Every macro bound to `handbook`; a wrong call raises HandbookError with page, line and mend."""
    return guarded_macros(handbook, _fail)


def guarded_macros(handbook: Handbook, on_fault: OnFault) -> dict[str, Macro]:
    """Every macro bound to `handbook`; a wrong call goes to `on_fault` and renders as nothing."""
    return {name: _guarded(name, macro, handbook, on_fault) for name, macro in MACROS.items()}


def _fail(fault: Fault) -> None:
    raise HandbookError([fault])


def _guarded(name: str, macro: Macro, handbook: Handbook, on_fault: OnFault) -> Macro:
    signature = inspect.signature(macro)
    needs_page = "here" in signature.parameters
    pure = not needs_page and "page" not in signature.parameters
    filled = _remembered(macro, handbook) if pure else partial(_filled, macro, handbook)

    @pass_context
    @wraps(macro)
    def guarded(context: Context, *args: Any, **kwargs: Any) -> str:
        url = str(getattr(context.get("page"), "url", ""))
        try:
            _check_call(signature, args, kwargs)
            if needs_page:
                kwargs["here"] = drawer.page_of(handbook, context.get("page"))
            if macro is drawer.page_end:
                here = drawer.page_of(handbook, context.get("page"))
                outline.tell_theme(context, here, handbook.today)
                frame.tell_theme(context, handbook, here)
                structured_data.tell_theme(context, handbook, here)
            return filled(*args, **kwargs)
        except MacroError as error:
            file, line = _calling_place(url, handbook)
            problem, _, mend = str(error).partition(". ")
            on_fault(Fault(file, line, name, problem, mend or f"Write it as {_example(macro)}"))
            return ""

    return guarded


@lru_cache(maxsize=100)
def _remembered(macro: Macro, handbook: Handbook) -> Macro:
    """A macro that fills in the same call once, for the check and the build alike."""
    return lru_cache(maxsize=None)(partial(_filled, macro, handbook))


def _filled(macro: Macro, handbook: Handbook, *args: Any, **kwargs: Any) -> str:
    marked = mentions.with_marks(macro(handbook, *args, **kwargs), handbook)
    return _with_site_addresses(contribute.with_mends(marked, handbook), handbook)


def _check_call(signature: inspect.Signature, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
    takes = [each for each in signature.parameters if each not in ("handbook", "here")]
    for key in kwargs:
        if key not in takes:
            raise MacroError(f"it takes no '{key}'. {did_you_mean(key, takes)}")
    try:
        given = {"here": None} if "here" in signature.parameters else {}
        bound = signature.bind(None, *args, **kwargs, **given)
    except TypeError as error:
        raise MacroError(str(error)) from None
    for name, value in bound.arguments.items():
        values = value if isinstance(value, tuple) else (value,)
        if name not in ("handbook", "page", "here") and not all(isinstance(each, str) for each in values):
            raise MacroError(f"{value!r} is not text")


def _example(macro: Macro) -> str:
    """The call that the macro's docstring shows."""
    found = re.search(r"`(\{\{.*?\}\})`", macro.__doc__ or "")
    return found[1] if found else f"{{{{ {macro.__name__}() }}}}"


_FILE_ADDRESS = re.compile(r'href="file:([^"]*)"')
_PAGE_ADDRESS = re.compile(r'href="page:([^"#]*)(#[^"]*)?"')


def _with_site_addresses(rendered: str, handbook: Handbook) -> str:
    """Addresses of pages, written `page:role/board.md`, as addresses below the site's root: `handbook:role/board/`.

    The theme puts the way to the root in their place, since engines treat relative addresses in HTML differently.
    """

    def below_root(found: re.Match[str]) -> str:
        path, anchor = found[1], found[2] or ""
        if path not in handbook.pages:
            raise MacroError(
                f"it leads to '{path}', and there is no such page. Add the page, or mend 'home' in its @kind(…)"
            )
        whole = handbook.in_full(path, anchor.removeprefix("#"))
        return f'href="handbook:{page_url(whole)}{anchor}"'

    def below_downloads(found: re.Match[str]) -> str:
        if found[1] not in DOWNLOADS:
            raise MacroError(f"no download '{found[1]}'. {did_you_mean(found[1], DOWNLOADS)}")
        return f'href="handbook:downloads/{found[1]}"'

    return _FILE_ADDRESS.sub(below_downloads, _PAGE_ADDRESS.sub(below_root, rendered))


def _calling_place(url: str, handbook: Handbook) -> tuple[str, int]:
    """File and line of the macro call that is running.

    Jinja compiles a page to Python; the frame of that code knows the template, and the template knows
    which of its lines a line of the code came from. Lines of the page count from its first body line.
    """
    page = handbook.by_url.get(url)
    frame = sys._getframe(1)
    while frame is not None:
        template = frame.f_globals.get("__jinja_template__")
        if template is not None:
            line = template.get_corresponding_lineno(frame.f_lineno)
            return (page.file, line + page.first_line - 1) if page else ("docs", line)
        frame = frame.f_back  # type: ignore[assignment]
    return page.file if page else "docs", 0
