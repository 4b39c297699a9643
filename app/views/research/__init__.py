"""The place Research: sources are read, passages marked, and what they mean is put on a map."""
