"""Entries, pages and names, as read from data/ and docs/."""
