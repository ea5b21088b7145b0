"""Publish what code-LLM evaluations found, and the claims that rest on it, as a website."""
