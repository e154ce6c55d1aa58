"""Measurements that need the development data; each prints a table."""
