"""Take the text out of a PDF, page by page."""

import io
import logging
import struct
import zlib

from generator.errors import Place
from generator.load.problems import Problems

_LIMIT = 50 * 2**20  # characters


def pdf_pages(content: bytes, place: Place, problems: Problems) -> tuple[str, ...] | None:
    """Give the text of each page; None, and a problem, where there is none to be had."""
    from pypdf import PdfReader  # noqa: PLC0415 - takes 0.2 s, and few builds read a PDF
    from pypdf.errors import PyPdfError  # noqa: PLC0415 - as above

    logging.getLogger("pypdf").addHandler(logging.NullHandler())  # what it repairs is no news to our users
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            text = "is encrypted; expected a PDF that opens without a password, or its text as .txt"
            problems.add(place, "encrypted-pdf", text)
            return None
        pages = tuple(page.extract_text() for page in reader.pages)
    # A broken PDF makes pypdf stumble in many ways, not all of them errors of its own.
    except (
        PyPdfError,
        ArithmeticError,
        AssertionError,
        AttributeError,
        EOFError,
        LookupError,
        OSError,
        RuntimeError,
        TypeError,
        ValueError,
        struct.error,
        zlib.error,
    ) as error:
        said = " ".join(str(error).split()) or type(error).__name__
        problems.add(
            place, "broken-pdf", f"cannot be read as PDF ({said}); expected a whole PDF, or its text as .txt"
        )
        return None
    return pages if _usable(pages, place, problems) else None


def _usable(pages: tuple[str, ...], place: Place, problems: Problems) -> bool:
    length = sum(map(len, pages))
    if length > _LIMIT:
        problems.add(place, "too-large", f"holds {length:,} characters; expected at most {_LIMIT:,}")
        return False
    if not any(character.isalnum() for page in pages for character in page):
        count = f"{len(pages):,} page{'s' * (len(pages) != 1)}"
        text = f"has {count} and no text, as a scan has; expected a PDF with text, or its text as .txt"
        problems.add(place, "no-text", text)
        return False
    return True
