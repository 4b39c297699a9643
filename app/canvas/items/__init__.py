"""What the scene holds: plain items with one paint each, made for what is in view."""
