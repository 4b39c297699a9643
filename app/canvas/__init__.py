"""The map as Qt graphics: scene, view, items, tools.

`MapView(store, journey_id, theme=…, words=…)` in `app.canvas.view` is what a window shows. It edits through services
only and takes every committed change over by itself. The tray takes cards that are let go outside of it
(`cards_dropped_outside`); palette and tray carry what `app.canvas.mime` makes.
"""
