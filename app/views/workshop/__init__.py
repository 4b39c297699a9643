"""The room: presenting a map, the audience's window, the clock of an activity."""
