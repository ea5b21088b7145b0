"""A whole report is read, and its names lead from file to file; this repository's own is in order."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.errors import Place
from generator.load.corpus import read_catalogue, read_corpus
from generator.load.placing import Catalogue
from generator.load.problems import Problems
from generator.model.catalogue import Alias, Benchmark, DatasetVersion, ModelCard
from generator.model.claim import Claim
from generator.model.corpus import Corpus
from generator.model.reference import Reference
from generator.model.report import Report

Files = dict[str, str | bytes | None]
Read = Callable[[Files], Corpus]

HERE = Path(__file__).parents[2]
TOY = "models:\n- id: toy-7b\n  name: Toy 7B\n  aliases: [{source: doe2024, name: Toy}]\n"
CLAIM = (
    "claims:\n- {{id: {}, text: Size matters., source: doe2024, kind: finding, verdict: supported}}\n".format
)


def test_a_small_report_is_read_whole(corpus: Read) -> None:
    read = corpus({"models.yaml": TOY})
    assert read.report == Report("Evaluation results")
    assert read.models == {"toy-7b": ModelCard("toy-7b", "Toy 7B", aliases=(Alias("doe2024", "Toy"),))}
    assert read.benchmarks == {
        "humaneval": Benchmark(
            "humaneval", "HumanEval", task_prefix="HumanEval/", versions=(DatasetVersion("v1"),)
        )
    }
    assert read.references == {
        "doe2024": Reference(
            "doe2024", "misc", "A Title", (), bibtex="@misc{doe2024,\n  title = {A Title},\n}\n"
        )
    }
    assert read.claims == (Claim("C1", "Size matters.", "doe2024", "finding", "supported"),)
    assert (read.runs, read.resampling) == ((), ())
    assert read.identities == {("doe2024", "Toy"): "toy-7b"}
    (score,) = read.published
    assert (score.id, score.source, score.place) == (
        "r1",
        "doe2024",
        Place("results/published/doe2024.csv", 2),
    )
    assert read.card_of(score) == read.models["toy-7b"]


def test_a_name_is_no_model_until_an_alias_says_so(corpus: Read) -> None:
    read = corpus({"models.yaml": TOY.replace("name: Toy}", "name: toy}")})
    assert [read.card_of(score) for score in read.published] == [None]


def test_a_report_file_is_read(corpus: Read) -> None:
    assert corpus({"report.yaml": "title: T\nseed: 7\n"}).report == Report("T", seed=7)


def test_one_claim_is_enough_for_a_report(corpus: Read) -> None:
    read = corpus({"models.yaml": None, "benchmarks.yaml": None, "published/doe2024.csv": None})
    assert [claim.id for claim in read.claims] == ["C1"]


def test_claims_stand_as_in_their_files(corpus: Read) -> None:
    files: Files = {"claims/b.yaml": CLAIM("C2"), "claims/a.yaml": CLAIM("C9"), "claims/.c.yaml": "hidden"}
    read = corpus(files)
    assert [(claim.id, str(claim.place)) for claim in read.claims] == [
        ("C1", "results/claims.yaml:2:7"),
        ("C9", "results/claims/a.yaml:2:8"),
        ("C2", "results/claims/b.yaml:2:8"),
    ]


def test_a_harness_file_is_a_run_with_what_its_sidecar_says(corpus: Read) -> None:
    lines = (
        f'{{"benchmark_id": "humaneval", "model": "Toy", "example_id": "HumanEval/{task}", "pass1": {task % 2}}}'
        for task in range(3)
    )
    sidecar = "dataset_version: v1\nsource: doe2024\n"
    read = corpus({"models.yaml": TOY, "runs/x.JSONL": "\n".join(lines), "runs/x.JSONL.meta.yaml": sidecar})
    (run,) = read.runs
    assert (run.model, run.dataset_version, run.provenance.source) == ("toy-7b", "v1", "doe2024")
    assert run.base is not None
    assert run.base.tolist() == [0, 1, 0]


def test_a_mistake_in_one_entry_makes_no_name_of_another_unknown(
    refused: Callable[[Files], list[str]],
) -> None:
    files: Files = {
        "references.bib": "@misc{doe2024, title = {A}\n@misc{roe2025, title = {B}}\n",
        "models.yaml": "models:\n- {id: base, name: B, trainin: sft}\n- {id: toy-7b, name: T, base_model: base}\n",
        "claims.yaml": "claims:\n- {id: C1, text: T, source: doe2024, kind: find, verdict: mixed}\n"
        "- {id: C2, text: T, source: roe2025, kind: finding, verdict: mixed, same_sentence_as: C1}\n",
    }
    assert refused(files) == [
        (
            "results/claims.yaml:2:44: kind: found `find`; expected one of finding, argument, descriptive, figure_text; "
            "did you mean `finding`?"
        ),
        "results/models.yaml:2:23: unknown key `trainin`; did you mean `training`?",
        (
            "results/references.bib:1: the entry that starts `@misc{doe2024, title = {A}` cannot be read: "
            "found `@misc` in a new line; expected `,` or `}` before it"
        ),
    ]


def test_an_unreadable_bibliography_makes_no_citation_unknown(refused: Callable[[Files], list[str]]) -> None:
    assert refused({"references.bib": b"@misc{doe2024, title = {\xf6}}"}) == [
        (
            "results/references.bib:1:25: found the byte 0xf6, which is “ö” in Latin-1 or Windows-1252; "
            "expected UTF-8: save the file as UTF-8"
        )
    ]


def test_unreadable_benchmarks_make_no_score_unknown(refused: Callable[[Files], list[str]]) -> None:
    assert refused({"benchmarks.yaml": "benchmarks: 7"}) == [
        "results/benchmarks.yaml:1:13: benchmarks: found `7`; expected a list"
    ]


def test_many_unknown_names_are_all_told(refused: Callable[[Files], list[str]]) -> None:
    claims = "claims:\n" + "".join(CLAIM(f"C{n}").removeprefix("claims:\n") for n in range(60))
    told = refused({"claims.yaml": claims.replace("doe2024", "doe2025")})
    unknown = "no entry of results/references.bib has the key `doe2025`; expected one"
    hinted = {
        f"results/claims.yaml:{n + 2}:{40 + len(str(n))}: {unknown}; did you mean `doe2024`?"
        for n in range(50)
    }
    plain = {f"results/claims.yaml:{n + 2}:{40 + len(str(n))}: {unknown}" for n in range(50, 60)}
    assert set(told) == hinted | plain


def test_a_long_chain_of_models_is_followed_at_once(corpus: Read) -> None:
    chain = "".join(f"- {{id: m{n}, name: M, base_model: m{n + 1}}}\n" for n in range(2000))
    assert len(corpus({"models.yaml": f"models:\n{chain}- {{id: m2000, name: M}}\n"}).models) == 2001


def test_the_catalogue_is_read_alone(written: Callable[[Files], Path]) -> None:
    root, problems = written({"models.yaml": TOY, "claims.yaml": "not: read"}), Problems()
    assert read_catalogue(root, problems) == Catalogue(
        models={"toy-7b": ModelCard("toy-7b", "Toy 7B", aliases=(Alias("doe2024", "Toy"),))},
        benchmarks={
            "humaneval": Benchmark(
                "humaneval", "HumanEval", task_prefix="HumanEval/", versions=(DatasetVersion("v1"),)
            )
        },
        identities={("doe2024", "Toy"): "toy-7b"},
    )
    assert problems.found == []


@pytest.fixture(scope="module")
def own() -> Corpus:
    return read_corpus(HERE)


def test_the_report_of_this_repository_is_in_order(own: Corpus) -> None:
    assert (len(own.references), len(own.models), len(own.identities), len(own.resampling)) == (
        43,
        130,
        245,
        68,
    )
    assert {key: len(benchmark.versions) for key, benchmark in own.benchmarks.items()} == {
        "humaneval": 6,
        "mbpp": 4,
        "evalperf": 1,
    }
    assert {claim.id: claim.verdict for claim in own.claims if claim.id.startswith("S")} == {
        "S1": "supported",
        "S2": "supported",
        "S3": "supported",
        "S4": "supported",
        "S5": "supported_with_limits",
        "S6": "supported_with_limits",
        "S7": "not_checkable",
        "S8": "not_checkable",
        "S9": "not_checkable",
    }
    assert own.report.seed == 20261124


def test_every_published_score_of_this_repository_is_read(own: Corpus) -> None:
    assert Counter(score.source for score in own.published) == {
        "bai2022hh": 40,
        "chen2021codex": 39,
        "deepseekv2": 4,
        "dubey2024llama3": 46,
        "evalplus_leaderboard": 428,
        "guo2024deepseekcoder": 14,
        "hui2024qwen25coder": 8,
        "lambert2024tulu3": 42,
        "liu2023evalplus": 172,
        "liu2025coder1": 8,
        "meta_llama31_card": 3,
        "meta_llama3_card": 5,
        "roziere2023codellama": 102,
        "ruan2024obsscaling": 153,
        "stroebl2026limits": 17,
        "wang2023codet5plus": 76,
        "yang2024codearena": 84,
        "yue2025limit": 92,
    }
    rows = {
        path.stem: len(path.read_text().splitlines()) - 1
        for path in (HERE / "results" / "published").glob("*.csv")
    }
    assert rows.pop("resampling") == len(own.resampling)
    assert Counter(score.source for score in own.published) == rows


def test_every_entry_of_this_repositorys_bibliography_is_read(own: Corpus) -> None:
    text = (HERE / "results" / "references.bib").read_text()
    starts = [line.partition("{")[2].partition(",")[0] for line in text.splitlines() if line.startswith("@")]
    assert list(own.references) == starts
    assert [
        key for key, each in own.references.items() if not (each.title and each.authors and each.year)
    ] == []
    assert [key for key, each in own.references.items() if set(each.title) & set("\\{}")] == []
