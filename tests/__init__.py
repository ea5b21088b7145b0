"""A package, so that another of this name, which some dependency installs, is not taken for it."""
