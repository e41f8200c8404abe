"""Stamping an edition: see command.py."""
