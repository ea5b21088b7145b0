"""Files become values; every mistake in them is collected with its place."""
