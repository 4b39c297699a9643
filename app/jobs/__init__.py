"""The one background worker: progress, cancel, result."""
