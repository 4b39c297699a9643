"""How well a ranking holds: exactly where it can be, sampled where it can't, and what to learn next."""
