"""How a group scores opportunities: blind rounds, the models and their scales, what counts and who says so."""
