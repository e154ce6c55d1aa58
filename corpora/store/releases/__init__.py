"""Releases in and out of a store, and what stays of a review when one is added again."""
