"""The data files of what `gen init` makes, as a site holds them."""

from pathlib import Path

from generator.load.corpus import read_corpus
from generator.model.corpus import Corpus
from generator.render.addresses import data_path
from generator.render.data.release import release
from generator.render.engine import environment
from generator.render.site import Site
from generator.store.scaffolding import scaffold


def example(folder: Path) -> Corpus:
    scaffold(folder / "report")
    return read_corpus(folder / "report")


def site_of(corpus: Corpus, folder: Path) -> Site:
    return Site(corpus, environment(folder))


def released(corpus: Corpus, folder: Path) -> dict[str, bytes]:
    """Give the content of each data file, by its name."""
    site = site_of(corpus, folder)
    return {file.name: site.extra_files[file.path].content for file in release(site)}


def written(corpus: Corpus, folder: Path) -> Path:
    """Write the data files into a folder, and give it."""
    target = folder / data_path("")
    for name, content in released(corpus, folder).items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_bytes(content)
    return target
