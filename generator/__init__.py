"""Publish what code-LLM evaluations found, and the claims that rest on it, as a website."""

import os

# The cores are shared by processes of ours. Were numpy to use all of them in each, they would stand in each other's way,
# and sums of floats would depend on how many cores there are. It reads this when it is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
