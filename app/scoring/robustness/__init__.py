"""How well a ranking holds: exactly where it can be, sampled where it can't, and what to learn next.

`assessed.robustness_of` says all of it; numpy and scipy are loaded where something is computed, not before.
"""
