"""`security.txt` (RFC 9116): whom to tell of a weakness, where the host and a contact are known."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from handbook.model.repository import Repository

FILE = ".well-known/security.txt"
# The only host whose address for a report in private is known here.
REPORTS = "https://github.com/"
LASTS = timedelta(days=180)
"""How long the file holds, from the day of the build; the standard wants an end, within a year."""


def security_txt(repository: Repository, site_url: str, today: date) -> str:
    """The file's text; '' where nobody can be named, or the site does not lie at the root of its host.

    The standard looks for it at a host's root alone, and wants a contact.
    """
    split = urlsplit(site_url)
    contacts = [f"Contact: {repository.url}/security/advisories/new"] if repository.url.startswith(REPORTS) else []
    contacts += [f"Contact: mailto:{repository.contact}"] if repository.contact else []
    if not contacts or split.scheme != "https" or split.path.strip("/"):
        return ""
    told = [f"Expires: {today + LASTS}T00:00:00Z", "Preferred-Languages: en", f"Canonical: {site_url}{FILE}"]
    return "\n".join([*contacts, *told, ""])


def write_security_txt(site: Path, repository: Repository, site_url: str, today: date) -> None:
    """Write the file into the built site, where it has anything to say."""
    text = security_txt(repository, site_url, today)
    if text:
        (site / FILE).parent.mkdir(exist_ok=True)
        (site / FILE).write_text(text, encoding="utf-8")
