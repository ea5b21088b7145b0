"""What a page shows, made ready: one module a page, so that templates only loop and format."""
