"""Errors planted in the texts of gold documents, to measure the checks by."""
