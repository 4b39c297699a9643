"""Records to boxes and lines of text, in points: pure geometry."""
