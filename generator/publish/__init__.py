"""The only writer of `build/` and `site/`: write what changed, build it, check its links, exchange it, serve it."""
