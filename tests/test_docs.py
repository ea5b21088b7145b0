"""The guide says what is so: its commands, options, names, examples and links are those of the program."""

import json
import re
import shlex
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import click
import msgspec
import pytest
from jinja2 import Environment
from pydantic import BaseModel

from generator.cli import COMMANDS, FORMS, main
from generator.errors import InputError, Place
from generator.load.adapters import ADAPTERS, compact
from generator.load.adapters.protocol import ResultFile
from generator.load.bibtex import read_references
from generator.load.catalogue import BenchmarksFile, ModelsFile, read_benchmarks, read_models
from generator.load.claims import ClaimsFile, read_claims
from generator.load.corpus import read_corpus
from generator.load.located import Located, parse_yaml
from generator.load.metadata import Metadata, SidecarFile, read_sidecar
from generator.load.problems import Problems
from generator.load.published import RESAMPLING_COLUMNS, SCORE_COLUMNS, read_published, read_resampling
from generator.load.report import ReportFile, read_report
from generator.load.snapshots import SnapshotFile, read_snapshot
from generator.model.corpus import Corpus
from generator.model.report import Report
from generator.model.run import Decoding
from generator.render.engine import environment
from generator.render.figures import FIGURES
from generator.render.page_names import page_values
from generator.render.pages import render_site
from generator.render.scope import PageScope
from generator.render.site import Site
from generator.store.scaffolding import scaffold
from generator.store.snapshots import snapshot_file

ROOT = Path(__file__).parent.parent
DOCS = tuple(sorted((ROOT / "docs").glob("*.md")))
PAGES = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *DOCS)
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def section(name: str, heading: str) -> str:
    """A page's text below a heading, up to the next of its rank or above."""
    return "\n".join(_below(text_of(name).splitlines(), heading)) + "\n"


def _below(lines: list[str], heading: str) -> Iterator[str]:
    rank, inside, fenced = heading.index(" "), False, False
    for line in lines:
        fenced ^= line.startswith("```")
        marks = 0 if fenced else len(line) - len(line.lstrip("#"))
        if inside and 0 < marks <= rank:
            return
        if inside:
            yield line
        inside |= line == heading and not fenced


def block(name: str, heading: str, language: str) -> str:
    """The only fenced block of a language below a heading."""
    (found,) = (code for kind, code in FENCE.findall(section(name, heading)) if kind == language)
    return str(found)


def first_column(text: str) -> list[str]:
    """What the first cells of tables hold between backticks."""
    cells = (line.split(" | ")[0] for line in text.splitlines() if line.startswith("| "))
    return [name for cell in cells for name in re.findall(r"`([^`]+)`", cell)]


# Commands


def gen_lines(path: Path) -> list[list[str]]:
    """Each `gen` command in a page's fenced blocks, as words."""
    code = "\n".join(code for _, code in FENCE.findall(path.read_text(encoding="utf-8")))
    parts = (part.strip() for line in code.splitlines() for part in re.split("&&| # ", line))
    return [
        shlex.split(part.removeprefix("- run: "))[1:] for part in parts if re.match(r"(- run: )?gen ", part)
    ]


def refused(words: list[str]) -> str:
    """What the program says against a command line, whether or not its files are there; nothing where all is well."""
    context = click.Context(main)
    try:
        _, rest, _ = main.make_parser(context).parse_args(list(words))
        if rest:
            check_words(main.resolve_command(context, rest))
    except click.UsageError as error:
        return f"gen {' '.join(words)}: {error.format_message()}"
    return ""


def check_words(resolved: tuple[str | None, click.Command | None, list[str]]) -> None:
    name, command, words = resolved
    assert command is not None
    context = click.Context(command, info_name=name)
    values, left, _ = command.make_parser(context).parse_args(words)
    if left:
        raise click.UsageError(f"too many words: {left}")
    for param in command.params:
        value = values.get(str(param.name))
        if param.required and param.value_is_missing(value):
            raise click.UsageError(f"{param.human_readable_name} is missing")
        if isinstance(value, str) and not isinstance(param.type, click.Path):
            param.type_cast_value(context, value)


def options_of(name: str) -> set[str]:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    forms = [resolved(*words) for words in FORMS if words[0] == name]
    params = [param for each in (command, *forms) for param in each.params]
    return {word for param in params for word in param.opts if word.startswith("--")}


def resolved(*words: str) -> click.Command:
    _, command, _ = main.resolve_command(click.Context(main), list(words))
    assert command is not None
    return command


def test_every_gen_command_line_of_the_guide_is_one_that_the_program_takes() -> None:
    lines = [words for page in PAGES for words in gen_lines(page)]
    assert [said for said in map(refused, lines) if said] == []
    assert {word for words in lines for word in words} >= set(COMMANDS)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "build --fail-on errors",
            "Invalid value for '--fail-on': 'errors' is not one of 'note', 'warning', 'error'.",
        ),
        ("build --zz", "No such option '--zz'."),
        ("add", "FILE... is missing"),
        ("bild", "No such command 'bild'."),
        ("serve 8000", "too many words: ['8000']"),
        ("serve --port 8000", ""),
    ],
)
def test_a_wrong_command_line_would_be_found(line: str, said: str) -> None:
    assert refused(line.split()).partition(": ")[2] == said


def test_every_command_has_a_section_and_nothing_else_has() -> None:
    assert re.findall(r"^## gen (\w+)$", text_of("docs/commands.md"), re.MULTILINE) == list(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_section_of_a_command_names_its_options_and_no_others(name: str) -> None:
    rows = " ".join(first_column(section("docs/commands.md", f"## gen {name}")))
    assert set(re.findall(r"--[\w-]+", rows)) == options_of(name)


@pytest.mark.parametrize("words", [*((name,) for name in COMMANDS), *FORMS], ids=" ".join)
def test_the_help_of_a_command_has_an_example_that_the_program_takes(words: tuple[str, ...]) -> None:
    command = resolved(*words)
    shown = (line.strip() for line in command.get_help(click.Context(command)).splitlines())
    examples = [shlex.split(line.partition(" && ")[0])[1:] for line in shown if line.startswith("gen ")]
    assert ([refused(words) for words in examples if refused(words)], bool(examples)) == ([], True)


def test_every_finding_that_a_check_yields_is_listed() -> None:
    files = [*(ROOT / "generator/check").glob("*.py"), ROOT / "generator/render/bibliography.py"]
    sources = "".join(path.read_text(encoding="utf-8") for path in files)
    yielded = set(re.findall(r'(?:Finding\([^,"]+, |yield )"([a-z-]+)", "([a-z]+)"', sources))
    rows = re.findall(
        r"^\| `([a-z-]+)` \| (\w+) \|", section("docs/commands.md", "## gen check"), re.MULTILINE
    )
    assert sorted(rows) == sorted(yielded)


def test_every_make_target_that_is_named_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", text_of("Makefile"), re.MULTILINE))
    code = {
        page.name: "\n".join(re.findall(r"```.*?```|`[^`]+`", page.read_text(encoding="utf-8"), re.DOTALL))
        for page in PAGES
    }
    named = {
        (name, target)
        for name, text in code.items()
        for target in re.findall(r"^`?make ([a-z]+)", text, re.MULTILINE)
    }
    assert sorted((name, target) for name, target in named if target not in targets) == []
    assert {target for name, target in named if name == "README.md"} >= {"site", "test"}


# Pages


def values(folder: Path) -> dict[str, Any]:
    """The names that a page can use."""
    return page_values(PageScope(Site(Corpus(Report("")), environment(folder)), "", ""))


def test_every_function_of_pages_is_documented_and_nothing_else_is(tmp_path: Path) -> None:
    named = first_column(section("docs/templates.md", "## Functions"))
    assert [name for name in named if named.count(name) > 1] == []
    found = {match[1] for match in (re.match(r"(\w+)\(", name) for name in named) if match}
    assert found == {name for name, value in values(tmp_path).items() if callable(value)}


def test_every_value_of_pages_is_documented_and_nothing_else_is(tmp_path: Path) -> None:
    known = {name for name, value in values(tmp_path).items() if not callable(value)}
    assert set(first_column(section("docs/templates.md", "## Values"))) == known | {
        "model",
        "benchmark",
        "claim",
        "source",
    }


def test_every_filter_of_ours_is_documented_and_nothing_else_is(tmp_path: Path) -> None:
    named = first_column(section("docs/templates.md", "## Filters"))
    ours = environment(tmp_path).filters.keys() - Environment(autoescape=True).filters.keys()
    assert {name.partition("(")[0] for name in named} == ours


def test_every_figure_is_named() -> None:
    (listed,) = re.findall(r"^The figures are ([^.]*)\.$", text_of("docs/templates.md"), re.MULTILINE)
    assert re.findall(r"`([^`]+)`", listed) == sorted(FIGURES)


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """What `gen init` makes."""
    folder = tmp_path_factory.mktemp("docs") / "report"
    scaffold(folder)
    return read_corpus(folder)


def rendered(corpus: Corpus, site_src: Path, **pages: str) -> dict[str, str]:
    for name, text in pages.items():
        (site_src / f"{name}.md").parent.mkdir(exist_ok=True)
        (site_src / f"{name}.md").write_text(text, encoding="utf-8")
    files = render_site(corpus, site_src)
    return {file.path: file.content.decode() for file in files if file.path.endswith(".md")}


def test_the_example_page_renders(example: Corpus, tmp_path: Path) -> None:
    (page,) = (code for kind, code in FENCE.findall(text_of("docs/templates.md")) if kind == "markdown")
    lines = rendered(example, tmp_path / "site_src", index=page)["index.md"].splitlines()
    assert (lines[5], lines[-1]) == (
        "# " + example.report.title,
        "Of the 1 claim, [each is checked](claims/index.md).",
    )


def test_the_example_scores_read_as_the_guide_says(example: Corpus, tmp_path: Path) -> None:
    text = section("docs/templates.md", "## Scores in a sentence")
    scores = FENCE.findall(text)[0][1]
    (said,) = re.findall(r"The first becomes `([^`]+)`", text)
    page = rendered(example, tmp_path / "site_src", index=f"# Home\n\n{scores}")["index.md"]
    shown = re.sub(r"<[^>]*>|&#(\d+);", lambda found: chr(int(found[1])) if found[1] else "", page)
    assert shown.splitlines()[2] == said


MISTAKES = {
    6: "{{ scor() }}",
    7: "{{ report.titel }}",
    8: "[@wang2023codet5]",
    9: '{{ figure("nope") }}',
}


def test_mistakes_of_pages_are_told_as_the_guide_says(example: Corpus, tmp_path: Path) -> None:
    said = []
    for line, mistake in MISTAKES.items():
        with pytest.raises(InputError) as raised:
            rendered(example, tmp_path / "site_src", method="# Method" + "\n" * (line - 1) + mistake)
        said += [str(problem) for problem in raised.value.problems]
    told = block("docs/templates.md", "## Errors", "text").splitlines()
    assert [line for line in told if re.match(r"\S+:\d", line)] == said


# Formats

READERS: dict[str, tuple[type[BaseModel], Callable[[Located, Problems], object]]] = {
    "report.yaml": (ReportFile, read_report),
    "models.yaml": (ModelsFile, read_models),
    "benchmarks.yaml": (BenchmarksFile, read_benchmarks),
    "claims.yaml": (ClaimsFile, read_claims),
}


def test_the_example_of_a_snapshot_is_read_and_written_as_it_stands() -> None:
    text = block("docs/formats.md", "## snapshots/<day>.json", "json")
    snapshot = read_snapshot(text, "example.json", problems := Problems())
    assert problems.found == []
    assert snapshot is not None
    assert snapshot_file(snapshot).decode() == text
    keys = set(schema_keys(SnapshotFile))
    assert keys - set(keys_in(json.loads(text))) == set()


def schema_keys(annotation: Any) -> Iterator[str]:
    """Every key of a schema and of the schemas inside it."""
    for inner in get_args(annotation):
        yield from schema_keys(inner)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for name, field in annotation.model_fields.items():
            yield name
            yield from schema_keys(field.annotation)
    if isinstance(annotation, type) and issubclass(annotation, msgspec.Struct):
        for each in msgspec.structs.fields(annotation):
            yield each.name
            yield from schema_keys(each.type)


def keys_in(value: object) -> Iterator[str]:
    """Every key of a parsed example."""
    if isinstance(value, dict):
        yield from value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from keys_in(inner)


def unwritten(schema: type[BaseModel], heading: str) -> list[str]:
    """The keys of a schema that the example below a heading does not write, in a comment at least."""
    example = block("docs/formats.md", heading, "yaml")
    return sorted(set(schema_keys(schema)) - set(re.findall(r"(\w+):", example)))


def yaml_example(heading: str) -> Located:
    located = parse_yaml(block("docs/formats.md", heading, "yaml"), "example.yaml", problems := Problems())
    assert problems.found == []
    assert located is not None
    return located


@pytest.mark.parametrize("name", READERS)
def test_the_example_of_a_yaml_file_is_read_and_shows_every_key(name: str) -> None:
    schema, read = READERS[name]
    located = yaml_example(f"## {name}")
    read(located, problems := Problems())
    assert (problems.found, unwritten(schema, f"## {name}")) == ([], [])


def test_the_example_of_a_sidecar_is_read_and_shows_every_key(tmp_path: Path) -> None:
    (tmp_path / "phi.json.meta.yaml").write_text(
        block("docs/formats.md", "### Sidecars", "yaml"), encoding="utf-8"
    )
    stated = read_sidecar(tmp_path / "phi.json", tmp_path, problems := Problems())
    assert (problems.found, unwritten(SidecarFile, "### Sidecars")) == ([], [])
    assert stated == Metadata(
        model="phi-1",
        dataset_version="v0.1.9",
        decoding=Decoding("sampling", 0.8, 0.95),
        harness="evalplus",
        harness_version="0.2.0",
        date="2024-01-29",
        source="evalplus_pr247",
        url="https://example.org/phi-1.json",
        note="free text",
    )


def test_the_example_of_a_stored_run_is_read_and_every_key_is_documented() -> None:
    example = block("docs/formats.md", "## runs/", "json")
    file = ResultFile("run.json", example.encode(), Place("run.json"), "0" * 64)
    runs = compact.read(file, problems := Problems())
    assert problems.found == []
    assert [(run.model, run.tasks) for run in runs] == [("codet5p-2b", ("HumanEval/0", "HumanEval/1"))]
    named = {*keys_in(msgspec.json.decode(example)), *first_column(section("docs/formats.md", "## runs/"))}
    assert sorted(set(schema_keys(compact._Run)) - named) == []


def test_the_example_of_printed_scores_is_read_and_every_column_is_documented(tmp_path: Path) -> None:
    heading = "## published/<source>.csv"
    (tmp_path / "example2026.csv").write_text(block("docs/formats.md", heading, "csv"), encoding="utf-8")
    scores = read_published(tmp_path, tmp_path, problems := Problems())
    assert problems.found == []
    assert [(score.id, score.source, score.printed) for score in scores] == [
        ("r0060", "example2026", "30.9"),
        ("r9001", "example2026", "22.0"),
    ]
    assert set(SCORE_COLUMNS) == set(first_column(section("docs/formats.md", heading)))


def test_the_example_of_resampling_is_read_and_every_column_is_documented(tmp_path: Path) -> None:
    heading = "## published/resampling.csv"
    (tmp_path / "resampling.csv").write_text(block("docs/formats.md", heading, "csv"), encoding="utf-8")
    figures = read_resampling(tmp_path, tmp_path, problems := Problems())
    assert (problems.found, [(each.id, each.value) for each in figures]) == (
        [],
        [("x0001", 0.61), ("x0002", 0.42)],
    )
    prose = FENCE.sub("", section("docs/formats.md", heading))
    assert [name for name in RESAMPLING_COLUMNS if f"`{name}`" not in prose] == []


def test_the_example_of_a_bibliography_is_read() -> None:
    text = block("docs/formats.md", "## references.bib", "bibtex")
    (reference,) = read_references(text, "references.bib", problems := Problems())
    assert problems.found == []
    assert (reference.key, reference.venue, [author.family for author in reference.authors]) == (
        "example2026scaling",
        "Proceedings of ACL 2026",
        ["Example", "The Example Team"],
    )


def test_every_adapter_is_listed_with_what_it_looks_for() -> None:
    rows = re.findall(
        r"^\| (.*?) \| (.*?) \|", section("docs/formats.md", "### What is recognised"), re.MULTILINE
    )
    assert rows[1:] == [(adapter.NAME, adapter.LOOKS_FOR) for adapter in ADAPTERS]


# Extending


def module(heading: str) -> dict[str, Any]:
    """What the example module below a heading defines."""
    code = compile(block("docs/extending.md", heading, "python"), heading, "exec", dont_inherit=True)
    names: dict[str, Any] = {"__name__": "example"}
    exec(code, names)  # noqa: S102 - an example of our own guide
    return names


def test_the_example_adapter_reads_a_file_of_its_format_and_refuses_others() -> None:
    adapter = module("## A result format")
    lines = (b'{"problem": "HumanEval/%d", "ok": %s}' % each for each in ((10, b"true"), (2, b"false")))
    file = ResultFile("results.jsonl", b"\n".join(lines), Place("results.jsonl"), "0" * 64)
    (run,) = adapter["read"](file, problems := Problems())
    assert (run.tasks, run.samples.tolist(), run.base.tolist(), problems.found) == (
        ("HumanEval/2", "HumanEval/10"),
        [1, 1],
        [0, 1],
        [],
    )
    assert [adapter["recognises"](content) for content in (file.content, b'{"eval": {}}', b"\xff")] == [
        True,
        False,
        False,
    ]
    assert [other.NAME for other in ADAPTERS if other.recognises(file.content)] == []


def test_the_example_check_finds_what_it_says(example: Corpus) -> None:
    check, (run,) = module("## A check")["untraceable_runs"], example.runs
    unnamed = replace(run, provenance=replace(run.provenance, source="", url=""))
    corpora = (example, replace(example, runs=(unnamed,)))
    assert [[str(finding) for finding in check(corpus)] for corpus in corpora] == [
        [],
        [
            f"{run.place}: note: {run.id}: nothing says where its file comes from; state its source or url [untraceable]"
        ],
    ]


def test_the_example_figure_is_drawn_from_the_example_report(example: Corpus) -> None:
    plot = module("## A figure")["spec"](example)
    assert (plot.said.finding, plot.alt) == (
        "CodeT5+: pass@1 is 22.0% (16.3–28.9) at 2B",
        "CodeT5+ on HumanEval+: pass@1 is 22.0% at 2B.",
    )


def test_the_example_forest_is_one_that_can_be_drawn() -> None:
    forest = module("## What a panel can show")["FOREST"]
    assert [label for _, label in forest.x.ticks] == ["−10", "−5", "0", "+5", "+10", "+15"]
    assert [row.kind for row in forest.rows] == ["heading", "estimate", "estimate", "summary", "prediction"]


# Links and folders


def anchors(path: Path) -> set[str]:
    """The anchors that GitHub gives a page's headings."""
    headings = re.findall(r"^#+ (.*)$", FENCE.sub("", path.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def dead_links(path: Path) -> Iterator[str]:
    text = re.sub(r"`[^`\n]*`", "", FENCE.sub("", path.read_text(encoding="utf-8")))
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        file, _, anchor = link.partition("#")
        target = path.parent / file if file else path
        if not link.startswith("https://") and not (
            target.exists() and (not anchor or anchor in anchors(target))
        ):
            yield f"{path.name}: {link}"


def test_every_link_of_the_guide_leads_somewhere() -> None:
    assert [link for page in PAGES for link in dead_links(page)] == []


def test_a_dead_link_would_be_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "# One `two`+\n[a](#one-two) [b](#one) [c](no.md) [d](page.md#one-two)\n", encoding="utf-8"
    )
    assert list(dead_links(page)) == ["page.md: #one", "page.md: no.md"]


def test_the_folders_that_contributing_lists_are_those_that_are_there() -> None:
    listing = re.findall(
        r"^( *)([\w.]+/?)  ", FENCE.findall(section("CONTRIBUTING.md", "## The house"))[0][1], re.MULTILINE
    )
    parents: list[str] = []
    found = []
    for indent, name in listing:
        parents[len(indent) // 2 :] = [name]
        found.append("".join(parents))
    generator = ROOT / "generator"
    stages = {f"generator/{each.name}/" for each in generator.iterdir() if (each / "__init__.py").exists()}
    made = {"build/", "site/"}
    assert [path for path in found if path not in made and not (ROOT / path).exists()] == []
    assert sorted(stages - set(found)) == []


def test_prose_is_wrapped_at_110_columns() -> None:
    prose = ((page.name, FENCE.sub("", page.read_text(encoding="utf-8")).splitlines()) for page in PAGES)
    wide = [
        f"{name}: {line}"
        for name, lines in prose
        for line in lines
        if len(line) > 110 and line[0] not in "|!"
    ]
    assert wide == []
