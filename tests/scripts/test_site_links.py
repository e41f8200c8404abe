"""LinkChecker over a small site: what is in order passes, and each planted fault is told with its page and its line.

Over the whole handbook it takes minutes; that is for `make site-links` and the weekly workflow. lychee follows every
link of every build.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.site_links import full_check, main

GOOD = {
    "index.html": '<p id="here"><a href="a/">a</a> <a href="#here">h</a> <a href="a/#there">t</a><img src="x.svg">',
    "a/index.html": '<h2 id="there">There</h2><a href="../">back</a> <a href="https://other.example/gone">out</a>',
    "x.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, body in GOOD.items():
        file = tmp_path / "site" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        page = name.endswith(".html")
        file.write_text(
            f"<!doctype html><html><head><title>t</title></head><body>\n{body}\n</body></html>" if page else body
        )
    return tmp_path / "site"


def test_a_site_in_order_passes(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--site", str(site)]) == 0
    assert "0 broken" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ('<a href="gone/">x</a>', "gone/"),
        ('<a href="a/gone.html">x</a>', "a/gone.html"),
        ('<a href="#no-such-anchor">x</a>', "no-such-anchor"),
        ('<a href="a/#no-such-anchor">x</a>', "no-such-anchor"),
        ('<img src="gone.png" alt="">', "gone.png"),
        ('<link rel="stylesheet" href="gone.css">', "gone.css"),
        ('<script src="gone.js"></script>', "gone.js"),
        ('<video src="gone.mp4"></video>', "gone.mp4"),
        ('<img srcset="gone-2x.png 2x" src="x.svg" alt="">', "gone-2x.png"),
    ],
)
def test_a_planted_fault_is_told(site: Path, fault: str, told: str) -> None:
    page = site / "index.html"
    page.write_text(page.read_text().replace("</body>", f"{fault}</body>"))
    (broken,) = full_check(site, site.parent / "settings").broken
    assert broken.startswith(":3: ")
    assert told in broken


def test_a_site_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--site", str(tmp_path)])
    assert left.value.code == 2
    assert "run make site first" in capsys.readouterr().err
