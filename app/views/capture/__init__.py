"""The line at the foot of the map into which is typed what people say, and what belongs to it."""
