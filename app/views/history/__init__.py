"""The time machine: every edit in words, the map as it was, two points compared, a session replayed."""
