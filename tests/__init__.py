"""Tests of the handbook; they mirror macros/ and scripts/."""
