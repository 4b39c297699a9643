"""The workspace file: tables, edits, history, locking, opening, backup."""
