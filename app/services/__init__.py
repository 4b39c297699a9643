"""One function per thing a user does: each is one edit, one step of the history."""
