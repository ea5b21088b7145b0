"""`build/overrides`: what every page carries beside its Markdown, as an override of Material's templates.

Values are computed here; the templates in `theme/` only place them. A report's own overrides are laid over ours.
"""

import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from generator.model.report import Report
from generator.publish.config import custom_dir, read_config, uses_material
from generator.publish.imprint import Imprint
from generator.publish.writing import write_changed
from generator.render.addresses import FOLDER
from generator.render.files import RenderedFile
from generator.render.formats import ended
from generator.render.links import page_url
from generator.render.page_citation import page_citation
from generator.render.titles import title_of

NAME = "overrides"
VALUES = "scalebook/values.html"
_OURS = Path(__file__).parent / "theme"
_FORMATS = {
    ".bib": "application/x-bibtex",
    ".csv": "text/csv",
    ".json": "application/json",
    ".parquet": "application/vnd.apache.parquet",
}
_SHORTEST, _LONGEST = 50, 5000  # characters of a description
_CONTENT = "Scores of models with their intervals, and the claims and sources that belong to them."


@dataclass(frozen=True, slots=True)
class Stated:
    """What pages state beside their Markdown."""

    imprint: Imprint
    pages: Mapping[str, Mapping[str, str]]  # title, address and citation of each, by its address in the site
    dataset: str  # the description of the data, on the home page


def stated(files: Sequence[RenderedFile], report: Report, imprint: Imprint, address: str) -> Stated:
    """Give what the pages of a report state; `address` is where the site will lie, "" where that is not known."""
    base = f"{address.rstrip('/')}/" if address else ""
    pages = {page_url(file.path): _page(file, report, imprint, base) for file in files if _is_page(file)}
    return Stated(imprint, pages, dataset(files, report, imprint, base))


def write_overrides(root: Path, pages: Stated) -> None:
    """Make `build/overrides` hold our templates, the report's own over them, and the values; needs the lock."""
    top, config = root / "build" / NAME, read_config(root)
    if not uses_material(config):
        shutil.rmtree(top, ignore_errors=True)
        return
    own = custom_dir(root, config)
    wanted = dict(_content(_OURS)) | (dict(_content(own)) if own else {})
    wanted[VALUES] = values(pages).encode()
    for path in [path for path, _ in _content(top) if path not in wanted]:
        (top / path).unlink()
    for path, content in wanted.items():
        write_changed(top / path, content)


def values(pages: Stated) -> str:
    """Give the values of all pages as a template that the others import from.

    Jinja reads it once a build and not once a page: 0.9 s for 1,000 pages.
    """
    parts = asdict(pages)
    return "".join(f"{{% set {name} = {_literal(value)} %}}\n" for name, value in parts.items())


def dataset(files: Sequence[RenderedFile], report: Report, imprint: Imprint, base: str) -> str:
    """Describe the data of the report as JSON-LD that may stand in a `<script>`."""
    licence = report.data_licence
    described = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": report.title,
        "description": _description(report),
        "url": base,
        "license": licence.url or licence.name if licence else "",
        "creator": [{"@type": "Organization", "name": author} for author in report.authors],
        "dateModified": imprint.as_of,
        "distribution": [
            {
                "@type": "DataDownload",
                "contentUrl": base + file.path,
                "encodingFormat": _FORMATS.get(Path(file.path).suffix, "application/octet-stream"),
            }
            for file in files
            if file.path.startswith(f"{FOLDER}/")
        ],
    }
    text = json.dumps({key: value for key, value in described.items() if value}, ensure_ascii=False)
    return text.replace("<", r"\u003c").replace(">", r"\u003e").replace("&", r"\u0026")


def _description(report: Report) -> str:
    """Describe the data in 50 to 5,000 characters, as catalogues of data want it."""
    text = report.abstract or report.question or ended(report.title)
    return (text if len(text) >= _SHORTEST else f"{text} {_CONTENT}")[:_LONGEST]


def _page(file: RenderedFile, report: Report, imprint: Imprint, base: str) -> Mapping[str, str]:
    title = title_of(file.content.decode(), file.path)
    address = base and base + page_url(file.path)
    citation = page_citation(report, file.path, title, address=address, as_of=imprint.as_of)
    return {"title": title, "address": address, **asdict(citation)}


def _is_page(file: RenderedFile) -> bool:
    return file.path.endswith(".md")


def _literal(value: object) -> str:
    """Write a value as Jinja reads it: the strings, lists and mappings of JSON."""
    return json.dumps(value, ensure_ascii=False, indent=1)


def _content(folder: Path) -> Iterator[tuple[str, bytes]]:
    for here, names, files in os.walk(folder):
        names.sort()
        for name in sorted(files):
            path = Path(here) / name
            yield path.relative_to(folder).as_posix(), path.read_bytes()
