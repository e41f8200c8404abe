"""The site as a ZIP that opens from disk: no server, no network, tools and search included.

From disk a folder's address opens a listing, modules do not run and nothing can be fetched. So links name
`index.html`, modules become classic scripts, and what only a server needs is left out.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from scripts.copies.bundle import bundle
from scripts.copies.edition import Edition
from scripts.copies.print_pages import LINK, POLICY

# Beside pages: other copies, maps of the engine's scripts, and what only a server or a search engine asks for.
_LEFT_OUT = re.compile(
    r"(copies|print)/.*|assets/cards/.*|.*\.map|404\.html|sitemap\.xml(\.gz)?|robots\.txt|[_.].*"
    r"|search/search_index\.json|assets/javascripts/(lunr|workers)/.*"  # the engine's search, which fetches
)
_ADDRESS = re.compile(r'(?<=\shref=")([^"]*)(?=")')
_MODULE = re.compile(r'<script type="module" src="([^"]+)">')

NOTE = """\
{title}, edition {version} of {released}

Unpack the whole folder, then open index.html in a browser. Nothing needs a network: the plan and the other
tools work from disk. What you save stays in this browser on this device.

Text and data: {licence}. Code: MIT. Links to other sites need a network.
"""


def write_zip(site: Path, target: Path, edition: Edition) -> None:
    """Write the built `site` to the ZIP `target`, in one folder named after the edition; the same site, the same bytes.

    Raises BundleError where a script cannot be made to run from disk.
    """
    day = edition.released.split("-")
    stamp = (int(day[0]), int(day[1]), int(day[2]), 0, 0, 0)
    part = target.with_suffix(".part")
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for path, content in files_from_disk(site, edition):
            entry = zipfile.ZipInfo(f"{edition.stem}/{path}", stamp)
            entry.external_attr = 0o644 << 16
            file.writestr(entry, content, zipfile.ZIP_DEFLATED)
    part.replace(target)


def files_from_disk(site: Path, edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Every file of the copy with its path, changed where a browser would not take it from disk."""
    yield "README.txt", NOTE.format(**vars(edition)).encode()
    paths = [path for path in sorted(site.rglob("*")) if path.is_file()]
    kept = {name: path for path in paths if not _LEFT_OUT.fullmatch(name := path.relative_to(site).as_posix())}
    modules: set[str] = set()
    for name, path in kept.items():
        if name.endswith(".html"):
            text = path.read_text(encoding="utf-8")
            modules |= {posixpath.normpath(posixpath.join(name, "..", each)) for each in _MODULE.findall(text)}
            yield name, page_from_disk(text).encode()
    for name, path in kept.items():
        if not name.endswith(".html"):
            yield name, bundle(site, name).encode() if name in modules else path.read_bytes()


def page_from_disk(text: str) -> str:
    """A page whose links name files and whose scripts run from disk."""
    text = LINK.sub("", text)
    # Its 'self' has no meaning from disk, where each file is an origin of its own.
    text = POLICY.sub("", _MODULE.sub(r'<script defer src="\1">', text))
    return _ADDRESS.sub(lambda found: file_link(found[1]), text)


def file_link(address: str) -> str:
    """A link to a folder of the site as one to its page; every other address as it is.

    >>> file_link("../board/#duties"), file_link("../../"), file_link("#top"), file_link("https://a.example/b/")
    ('../board/index.html#duties', '../../index.html', '#top', 'https://a.example/b/')
    """
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not parts.path:
        return address
    path = parts.path if not re.fullmatch(r"\.{1,2}|.*/\.{1,2}", parts.path) else f"{parts.path}/"
    return parts._replace(path=f"{path}index.html").geturl() if path.endswith("/") else address
