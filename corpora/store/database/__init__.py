"""The SQLite file itself: opening it, its tables and their migrations, rows, and the log."""
