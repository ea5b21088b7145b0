"""Files of every kind are broken at random and read: a value or an `InputError`, never another exception."""

import gzip
import io
import random
import shutil
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import zstandard

from generator.errors import InputError, Place
from generator.load.adapters import read_files, result_files
from generator.load.adapters.protocol import ResultFile
from generator.load.corpus import read_corpus
from generator.load.metadata import Metadata
from generator.load.placing import Catalogue, place_run
from generator.load.problems import Problems
from generator.load.report_json import read_report_json
from generator.load.source_texts import read_source_texts
from generator.model.catalogue import Benchmark, DatasetVersion, ModelCard
from generator.pipeline import snapshot
from generator.render.data.report_json import REPORT_JSON, add_report
from generator.render.engine import environment
from generator.render.site import Site
from generator.store.claims import ClaimOptions, plan_claims
from generator.store.scaffolding import scaffold
from generator.store.snapshots import store_snapshot
from tests.load.pdfs import pdf
from tests.soak.reports import ROOT

CORPUS = ROOT / "tests" / "fixtures" / "fuzz"  # what once broke a loader, by the loader's name
RUNS = ROOT / "tests" / "fixtures" / "runs"
_PIECES = [
    *(b'"', b"'", b"{", b"}", b"[", b"]", b",", b":", b"\n", b"\t", b" ", b"- ", b"#", b"|", b"@", b"\\"),
    *(
        b"null",
        b"true",
        b"-1",
        b"0",
        b"1e999",
        b"NaN",
        b"9" * 30,
        b"0.5",
        b"''",
        b"[]",
        b"{}",
        b"~",
        b"&a",
        b"*a",
    ),
    *(
        b"\0",
        b"\x80",
        b"\xef\xbb\xbf",
        b"\xed\xa0\x80",
        "é".encode(),
        "\u202e".encode(),
        b"\r\n",
        b"!!python/object:a",
    ),
]
_RESAMPLING = b"""id,source,model,quantity,cost,value,k,locator,note
q1,wang2023codet5plus,CodeT5+ 2B,best_reward,0.5,-0.25,3,Figure 1,
"""
_TEXTS = {
    ".txt": b"Title\n\n1 Introduction\n\nA text of a page.\n\f2.1 Method\n\nAnother.\n",
    ".md": b"# Title\n\n## 1 Method\n\nA *text* with `code`.\n",
    ".html": b"<!doctype html><title>T</title><h2>1 Method</h2><p>A text &amp; more<script>x</script><table><tr><td>1",
    ".pdf": pdf("A text of a page.", "Another."),
}


def _zipped(content: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("folder/a.json", content)
    return made.getvalue()


_PACKS: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress,
    ".zst": zstandard.ZstdCompressor().compress,
    ".zip": _zipped,
}
_KNOWN = Catalogue(
    models={"toy": ModelCard("toy", "Toy")},
    benchmarks={
        "humaneval": Benchmark(
            "humaneval", "HumanEval", task_prefix="HumanEval/", versions=(DatasetVersion("v1"),)
        )
    },
)
Loader = Callable[[bytes, Path], None]


def read_result(content: bytes, _: Path) -> None:
    """Read a result file of any harness, and place what it holds."""
    problems = Problems()
    found = read_files([ResultFile("r.json", content, Place("r.json"), "0" * 64)], problems)
    for raw in found.runs:
        place_run(raw, Metadata(model="toy", dataset_version="v1"), _KNOWN, problems)


def file_of_report(name: str) -> Loader:
    """Read a report of which one file holds the content."""

    def read(content: bytes, folder: Path) -> None:
        path = folder / name
        before = path.read_bytes()
        try:
            path.write_bytes(content)
            read_corpus(folder)
        finally:
            path.write_bytes(before)

    return read


def read_packed(ending: str) -> Loader:
    """Read an archive or a compressed file as `gen add` does."""

    def read(content: bytes, folder: Path) -> None:
        path = folder / f"given.json{ending}"
        path.write_bytes(content)
        problems = Problems()
        read_files(result_files(path, folder, problems), problems)

    return read


def read_source(ending: str) -> Loader:
    """Read the stored text of a source."""

    def read(content: bytes, folder: Path) -> None:
        path = folder / "results" / "sources" / f"paper{ending}"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        try:
            read_source_texts(folder, {"paper"}, {"paper"}, Problems())
        finally:
            path.unlink()

    return read


def read_published_report(content: bytes, _: Path) -> None:
    """Read what another site says of its data."""
    read_report_json(content, Place("report.json"))


def read_claims(content: bytes, folder: Path) -> None:
    """Read a file of claims that are to be added."""
    path = folder / "given.txt"
    path.write_bytes(content)
    plan_claims([path], folder, ClaimOptions("", "C"))


def loaders(report: Path) -> dict[str, tuple[Loader, list[bytes]]]:
    """Give each loader by its name, with contents that are in order; makes the report that it needs."""
    scaffold(report, "Toy")
    shutil.copy(RUNS / "nested_eval_results.json", report / "results" / "runs" / "toy.json")
    sidecar = "model: codet5p-2b\ndataset_version: v0.1.9\ndecoding: {strategy: sampling, temperature: 0.8}\n"
    (report / "results" / "runs" / "toy.json.meta.yaml").write_text(sidecar, encoding="utf-8")
    (report / "results" / "published" / "resampling.csv").write_bytes(_RESAMPLING)
    store_snapshot(report, snapshot(report))
    found: dict[str, tuple[Loader, list[bytes]]] = {}
    found["result"] = (
        read_result,
        [path.read_bytes() for path in sorted(RUNS.iterdir()) if path.suffix != ".md"],
    )
    for path in sorted((report / "results").rglob("*")):
        if path.is_file() and path.suffix in {".yaml", ".csv", ".bib", ".json"}:
            name = path.relative_to(report).as_posix()
            found[name] = file_of_report(name), [path.read_bytes()]
    csv = b"id,text,source\nX1,One claim here.,wang2023codet5plus\n"
    text = b"Title\n\nClaim\tVerified\tConfidence\nA claim of some length stands here.\tyes\t0.5\n\n"
    found |= {f"sources/{ending}": (read_source(ending), [text]) for ending, text in _TEXTS.items()}
    result = (RUNS / "nested_eval_results.json").read_bytes()
    found |= {f"packed/{ending}": (read_packed(ending), [pack(result)]) for ending, pack in _PACKS.items()}
    site = Site(read_corpus(report), environment(report / "site_src"))
    add_report(site)
    found["report.json"] = read_published_report, [site.extra_files[REPORT_JSON].content]
    found["claims"] = read_claims, [csv, text, b'[{"text": "A claim.", "source": "wang2023codet5plus"}]']
    return found


def fuzz(folder: Path, seconds: float, seed: int = 0) -> dict[str, int]:
    """Read broken files for some seconds and count them by loader; what breaks a loader is kept and raised."""
    dice = random.Random(seed)  # noqa: S311 - no secret
    counts: dict[str, int] = {}
    known = loaders(folder / "report")
    names, end = list(known), time.monotonic() + seconds
    while time.monotonic() < end:
        name = dice.choice([*names, "result", "result", "result"])
        loader, sound = known[name]
        content = broken(dice.choice(sound), dice)
        try:
            loader(content, folder / "report")
        except InputError:
            pass
        except Exception:
            path = CORPUS / f"{name.replace('/', '_')}-{dice.getrandbits(32):08x}"
            path.write_bytes(content)
            raise
        counts[name] = counts.get(name, 0) + 1
    return counts


def kept() -> Iterator[tuple[str, bytes]]:
    """Yield what once broke a loader, with the name of the loader's file."""
    for path in sorted(CORPUS.iterdir()):
        yield path.name.rpartition("-")[0], path.read_bytes()


def broken(content: bytes, dice: random.Random) -> bytes:
    """Break content in one to four places: a piece is put in, taken out, doubled or moved."""
    data = bytearray(content)
    for _ in range(dice.randint(1, 4)):
        at, length = dice.randrange(len(data) + 1), dice.choice((0, 1, 1, 2, 5, 20, 200))
        piece = bytes(data[at : at + length])
        match dice.randrange(4):
            case 0:
                data[at:at] = dice.choice(_PIECES)
            case 1:
                data[at : at + length] = b""
            case 2:
                data[at : at + length] = dice.choice(_PIECES)
            case _:
                to = dice.randrange(len(data) + 1)
                data[to:to] = piece
    return bytes(data)
