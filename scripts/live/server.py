"""Serve a folder to the browsers of this machine, and tell a page that is open when there is another one.

MkDocs' own server puts a script into the text of each page, which the pages' content security policy refuses; here the
script is a file of the same host, which it allows.
"""

from __future__ import annotations

import hashlib
import socket
import threading
from collections import Counter
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

SCRIPT = "/-live/reload.js"
WAIT = "/-live/wait"
PATIENCE = 25
"""Seconds after which a page that waits is told that nothing changed, and asks again."""


class LiveServer(ThreadingHTTPServer):
    """A server whose folder may be exchanged, and that knows which pages are looked at."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], folder: Path) -> None:
        self.folder = folder
        self._assets = 0
        self._changed = threading.Condition()
        self._waiting: Counter[str] = Counter()
        self._last = "/"
        if ":" in address[0]:
            self.address_family = socket.AF_INET6
        super().__init__(address, _Handler)

    def tell(self, folder: Path | None = None, assets: bool = False) -> None:
        """Let the pages that are open look whether they changed; `folder` is served from now on, where it is given.

        `assets` says that styles or scripts changed, so that all pages that are open show something else.
        """
        with self._changed:
            self.folder = folder or self.folder
            self._assets += assets
            self._changed.notify_all()

    def wait(self, page: str, mark: str) -> bool:
        """Wait until the page at the path `page` has another mark than `mark`; False where it kept it for long."""
        with self._changed:
            self._waiting[page] += 1
            try:
                return self._changed.wait_for(lambda: self.mark(self.read(page)) != mark, timeout=PATIENCE)
            finally:
                self._waiting[page] -= 1

    def looked_at(self) -> set[str]:
        """The files of the pages that are open in a browser, and of the one that was asked for last."""
        with self._changed:
            return {_file(page) for page in (*+self._waiting, self._last)}

    def note(self, page: str) -> None:
        """Remember that the page at a path was asked for."""
        self._last = page

    def read(self, page: str) -> bytes:
        """The page at a path, or nothing where there is none."""
        path = (self.folder / _file(page)).resolve()
        inside = path.is_relative_to(self.folder.resolve()) and path.suffix == ".html"
        return path.read_bytes() if inside and path.is_file() else b""

    def mark(self, html: bytes) -> str:
        """A short text that changes with a page, and with styles and scripts."""
        return f"{hashlib.blake2b(html, digest_size=8).hexdigest()}-{self._assets}"


def _file(page: str) -> str:
    return unquote(page).lstrip("/") + ("index.html" if page.endswith("/") else "")


class _Handler(SimpleHTTPRequestHandler):
    server: LiveServer

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        html = self.server.read(address.path)
        if address.path == WAIT:
            asked = parse_qs(address.query)
            changed = self.server.wait(*(asked.get(name, [""])[0] for name in ("page", "mark")))
            self._send(200, "text/plain", b"changed" if changed else b"as before")
        elif address.path == SCRIPT:
            self._send(200, "text/javascript", (Path(__file__).parent / "reload.js").read_bytes())
        elif html:
            self.server.note(address.path)
            self._send(200, "text/html; charset=utf-8", self._with_script(html, self.server.mark(html)))
        else:
            super().do_GET()

    def _with_script(self, html: bytes, mark: str) -> bytes:
        head, body, rest = html.rpartition(b"</body>")
        script = f'<script src="{SCRIPT}" data-mark="{mark}"></script>'.encode()
        return head + script + body + rest

    def translate_path(self, path: str) -> str:
        self.directory = str(self.server.folder)
        return super().translate_path(path)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """As the site's host will: with the page for a missing address."""
        missing = self.server.folder / "404.html"
        if code == 404 and missing.is_file():
            self._send(404, "text/html; charset=utf-8", self._with_script(missing.read_bytes(), self.server.mark(b"")))
        else:
            super().send_error(code, message, explain)

    def _send(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        """Say nothing of what goes well."""
