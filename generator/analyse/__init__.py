"""Pure numbers: estimates with their uncertainty, each with its source."""
