"""The place Insights: what was said means this. The library, the board of themes, and what the quotes say together."""
