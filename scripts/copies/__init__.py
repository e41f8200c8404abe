"""Copies of the built site that readers take along: from disk, as PDF, as EPUB, a print page a chapter."""
