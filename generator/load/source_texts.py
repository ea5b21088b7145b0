"""Read the stored texts of cited documents from `results/sources/`, those in which a phrase is looked for."""

from collections.abc import Collection, Iterator, Mapping
from itertools import accumulate
from pathlib import Path

from generator.errors import Place
from generator.load.files import decode, listed, place_of, read_bytes
from generator.load.headings import markdown_sections, numbered_sections
from generator.load.pdf_pages import pdf_pages
from generator.load.plain_html import plain_text
from generator.load.problems import Problems, meant, printable
from generator.model.source_text import SourceText

SOURCE_LIMIT = 50 * 2**20  # bytes of a stored text
ENDINGS = (".txt", ".md", ".html", ".pdf")
_PAGE = "\f"  # what programs that take text out of PDFs put between pages


def read_source_texts(
    root: Path, keys: Collection[str] | None, quoted: Collection[str], problems: Problems
) -> dict[str, SourceText]:
    """Read the texts of the sources that are quoted; every file is looked at by its name.

    `keys` are all citation keys, None where the bibliography cannot be read.
    """
    files = _by_name(root, None if keys is None else {_file_name(key) for key in keys}, problems)
    stored = ((key, files.get(_file_name(key))) for key in sorted(set(quoted)))
    texts = [_read(key, file, root, problems) for key, file in stored if file]
    return {text.key: text for text in texts if text}


def _file_name(key: str) -> str:
    return key.replace("/", "_").replace(":", "_")


def _by_name(root: Path, known: Collection[str] | None, problems: Problems) -> Mapping[str, Path]:
    found: dict[str, Path] = {}
    for file in _files(root, problems):
        name = file.name.removesuffix(file.suffix)
        place, shown = place_of(file, root), printable(name)
        first = found.setdefault(name, file)
        if file.suffix.lower() not in ENDINGS:
            text = f"is not read; expected the text of a source, ending in {', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}"
            problems.add(place, "stray-file", text)
        elif known is not None and name not in known:
            text = (
                f"no entry of results/references.bib has the key `{shown}`; expected one{meant(name, known)}"
            )
            problems.add(place, "unknown-reference", text)
        elif first is not file:
            text = f"is a second text of `{shown}`, beside {printable(first.name)}; expected one file for each source"
            problems.add(place, "two-texts", text)
    return found


def _files(root: Path, problems: Problems) -> Iterator[Path]:
    """List the files; folders, as browsers save them beside a page, are passed over."""
    return (file for file in listed(root / "results" / "sources", root, problems) if not file.is_dir())


def _read(key: str, file: Path, root: Path, problems: Problems) -> SourceText | None:
    place, ending = place_of(file, root), file.suffix.lower()
    content = read_bytes(file, root, problems, SOURCE_LIMIT)
    if content is None or ending not in ENDINGS:
        return None
    if ending == ".pdf":
        pages = pdf_pages(content, place, problems)
        return None if pages is None else _paged(key, pages, place)
    text = decode(content, place, problems)
    source = None if text is None else _of_text(key, text, ending, place)
    if source and not any(map(str.isalnum, source.text)):
        problems.add(place, "no-text", "holds no text; expected that of the source")
        return None
    return source


def _of_text(key: str, text: str, ending: str, place: Place) -> SourceText:
    if ending == ".md":
        return SourceText(key, text, markdown_sections(text), place=place)
    if ending == ".html":
        return SourceText(key, *plain_text(text), place=place)
    return _paged(key, tuple(text.split(_PAGE)), place)


def _paged(key: str, pages: tuple[str, ...], place: Place) -> SourceText:
    text = _PAGE.join(pages)
    begins = (0, *accumulate(len(page) + 1 for page in pages[:-1]))
    return SourceText(key, text, numbered_sections(text), begins if len(pages) > 1 else (), place)
