"""A snapshot in, a file out."""
