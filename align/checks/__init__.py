"""What disagrees inside aligned segments: each check gives findings, one table names them all."""
