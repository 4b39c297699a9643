"""A current journey beside its to-be: both as one map or side by side, what changes and why."""
