"""Protection of participants in the window: the vault, Protect, Forget, and the guard of exports."""
