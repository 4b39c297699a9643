"""The map as Qt graphics: scene, view, items, tools."""
