"""What `gen evaluate` does: model-written code runs in a sandbox, and its answers are judged outside of it.

Loaded inside the sandbox too, so that it imports nothing.
"""
