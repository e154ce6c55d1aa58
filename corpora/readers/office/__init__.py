"""Readers for DOCX and ODT: paragraphs, tables and automatic list numbers."""
