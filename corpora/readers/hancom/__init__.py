"""Readers for HWP 5 and HWPX, the formats of Hancom Office."""
