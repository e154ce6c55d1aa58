"""Departures: where a new release says otherwise what earlier ones said for the same Korean.

Whole segments are compared with those of the same text (`segments`). Terms are the phrases of the
new release (`phrases`) that earlier pairs have, too (`uses`), and render alike (`terms`).
"""
