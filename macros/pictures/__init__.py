"""Drawings made from data at build time: a module a picture, and one that knows boxes and lines."""
