"""Emotion, evidence and rankings: pure functions over records."""
