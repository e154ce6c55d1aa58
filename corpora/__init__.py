"""Files, formats and provenance of bilingual releases."""
