"""How often the report's intervals cover and its tests reject: run by hand, `make simulate`."""
