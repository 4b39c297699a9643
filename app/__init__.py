"""Clew: the thread from what a customer said to what an organisation does about it."""
