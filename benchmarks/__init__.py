"""Speed and memory of what people wait for, as ratios to something well known; run from the repository."""
