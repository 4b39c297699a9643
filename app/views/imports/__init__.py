"""Import: files are looked at on the worker, shown with what can be chosen of them, then made one step of the work."""
