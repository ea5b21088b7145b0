"""The files of a built site as a branch takes them, with what has to lie beside them."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.errors import InputError, Place, Problem
from generator.publish.config import read_config, site_url
from generator.publish.deployment import DOMAIN, NO_JEKYLL, RECORD, Record, Tree, domain

Contents = Mapping[str, Path | bytes]  # by path on the branch


def contents(root: Path, record: Record, before: Tree) -> Contents:
    """Give what a deployment of `root/site` puts on a branch; raises `InputError` with files that no branch takes."""
    site = (root / "site").resolve()
    paths = sorted(path for path in site.rglob("*") if path.is_symlink() or not path.is_dir())
    if problems := tuple(_odd_files(site, paths)):
        raise InputError(*problems)
    top = f"{record.prefix}/" if record.prefix else ""
    files: dict[str, Path | bytes] = {f"{top}{path.relative_to(site).as_posix()}": path for path in paths}
    files[f"{top}{RECORD}"] = record.content()
    if not top or NO_JEKYLL not in before:
        files.setdefault(NO_JEKYLL, b"")
    if not top and (host := domain(site_url(read_config(root)))):
        files.setdefault(DOMAIN, f"{host}\n".encode())
    return files


def content_bytes(content: Path | bytes) -> bytes:
    """Give the bytes of a file, wherever they lie."""
    return content if isinstance(content, bytes) else content.read_bytes()


def _odd_files(site: Path, paths: list[Path]) -> Iterator[Problem]:
    for path in paths:
        name = path.relative_to(site).as_posix()
        place = Place(ascii(f"site/{name}")[1:-1] if not name.isprintable() else f"site/{name}")
        if name == RECORD:
            text = "lies where the record of the deployment goes; expected another name"
            yield Problem(place, "record", text)
        elif not name.isprintable():
            yield Problem(
                place, "file-name", "has signs in its name that do not print; expected another name"
            )
        elif path.is_symlink() or not path.is_file():
            yield Problem(place, "no-file", "is a link, or no file; expected a file")
