"""The place Decide: what is worth doing, how well that holds, what was decided, and what follows."""
