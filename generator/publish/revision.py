"""An earlier state of a report, taken out of its git repository into a folder of its own."""

import io
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.errors import InputError, Place, Problem
from generator.publish.git import ask, check_repository, told
from generator.publish.refusals import last_words


@contextmanager
def results_at(root: Path, revision: str) -> Iterator[Path]:
    """Give a folder with `results/` as they were at a revision; nothing in the repository is touched."""
    check_repository(root)
    place = Place(revision)
    commit = ask(root, "rev-parse", "--quiet", "--verify", f"{revision}^{{commit}}")
    if commit.code:
        text = (
            "is no file or folder, no address, and no revision of this git repository; expected one of them"
        )
        raise InputError(Problem(place, "no-operand", text))
    prefix, top = (
        told(root, "rev-parse", f"--show-{what}").decode().strip() for what in ("prefix", "toplevel")
    )
    archive = ask(Path(top), "archive", "--format=tar", f"{commit.line}:{prefix}", "results")
    if archive.code:
        text = f"has no `results/` at that revision; git says: {last_words(archive.words)}"
        raise InputError(Problem(place, "no-results", text))
    with TemporaryDirectory(prefix="gen-diff-") as folder:
        with tarfile.open(fileobj=io.BytesIO(archive.out)) as files:
            try:
                files.extractall(folder, filter="data")
            except tarfile.FilterError as error:
                text = f"holds {error}; expected files and links inside `results/`"
                raise InputError(Problem(place, "link-outside", text)) from None
        yield Path(folder)
