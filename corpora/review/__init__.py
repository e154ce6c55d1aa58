"""Reviewing a release: aligning it anew around what was accepted, sheets, sign-off, pages."""
