"""The blank wall template of a journey: to hang up, stick notes on, and key in by the codes of its cells."""
