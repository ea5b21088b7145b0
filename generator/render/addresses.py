"""Addresses of data files, which stay what they are for as long as there is a `v1`."""

VERSION = 1
FOLDER = f"data/v{VERSION}"


def data_path(name: str) -> str:
    """Say where a data file lies, by its name below the folder of data."""
    return f"{FOLDER}/{name}"
