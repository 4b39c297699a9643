"""Window, panels, dialogs and theme."""
