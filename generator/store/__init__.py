"""The only writer of `results/`."""
