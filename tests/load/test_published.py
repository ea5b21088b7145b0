"""Published scores and figures of resampling, as they are printed."""

from pathlib import Path

from generator.errors import Place
from generator.load.problems import Problems
from generator.load.published import read_published, read_resampling
from generator.load.rows import CsvRow
from generator.model.published import PublishedScore, ResamplingFigure

HEADER = "id,model,benchmark,dataset_version,tasks,harness,k,value,estimand,temperature,samples,ci95_half,read,locator,url,note"
RESAMPLING = "id,source,model,quantity,cost,value,k,locator,note"


def scores(root: Path, **files: str) -> tuple[PublishedScore, ...]:
    folder, problems = root / "published", Problems()
    folder.mkdir()
    for source, rows in files.items():
        (folder / f"{source}.csv").write_bytes(f"{HEADER}\n{rows}".encode())
    read = read_published(folder, root, problems)
    assert problems.found == []
    return read


def test_a_score_is_read_whole_and_keeps_what_is_printed(tmp_path: Path) -> None:
    row = 'r1,"Toy, 7B",humaneval+,v1,164,evalplus,10,30.0,sampled,0.8,200,1.5,vector,"Table 1, row ""a""",https://e.org,n\n'
    (score,) = scores(tmp_path, doe2024=row)
    assert score == PublishedScore(
        id="r1",
        source="doe2024",
        model="Toy, 7B",
        benchmark="humaneval",
        plus=True,
        dataset_version="v1",
        tasks=164,
        harness="evalplus",
        k=10,
        printed="30.0",
        share=0.3,
        estimand="sampled",
        temperature=0.8,
        samples=200,
        ci95_half=1.5,
        read="vector",
        locator='Table 1, row "a"',
        url="https://e.org",
        note="n",
    )
    assert score.place == Place("published/doe2024.csv", 2)


def test_what_a_source_does_not_state_is_not_known(tmp_path: Path) -> None:
    (score,) = scores(tmp_path, doe2024="r1, Toy ,mbpp,,,,1,7,unknown,,,,by-eye,,,\n")
    assert score == PublishedScore(
        id="r1",
        source="doe2024",
        model="Toy",
        benchmark="mbpp",
        plus=False,
        dataset_version="",
        tasks=None,
        harness="",
        k=1,
        printed="7",
        share=0.07,
        estimand="unknown",
        temperature=None,
        samples=None,
        ci95_half=None,
        read="by-eye",
        locator="",
        url="",
        note="",
    )


def test_scores_stand_by_source_and_then_as_in_their_file(tmp_path: Path) -> None:
    row = "{},Toy,mbpp,,,,1,7,unknown,,,,printed,,,\n".format
    read = scores(tmp_path, b=row("r3") + row("r1"), a=row("r2"))
    assert [(each.source, each.id, each.place.line) for each in read] == [
        ("a", "r2", 2),
        ("b", "r3", 2),
        ("b", "r1", 3),
    ]


def test_lines_are_counted_across_empty_lines_and_rows_of_several_lines(tmp_path: Path) -> None:
    row = "{},Toy,mbpp,,,,1,7,unknown,,,,printed,,,{}\n".format
    (tmp_path / "x").mkdir()
    read = scores(tmp_path / "x", a="\n" + row("r1", '"two\nlines"') + "\n" + row("r2", ""))
    assert [(each.id, each.place.line, each.note) for each in read] == [
        ("r1", 3, "two\nlines"),
        ("r2", 6, ""),
    ]


def test_a_mark_and_other_line_ends_make_no_difference(tmp_path: Path) -> None:
    row = "r1,Toy,mbpp,,,,1,7,unknown,,,,printed,,,n"
    read = []
    for name, content in (
        ("a", f"{HEADER}\n{row}\n"),
        ("b", f"\ufeff{HEADER}\r\n{row}\r\n"),
        ("c", f"{HEADER}\r{row}"),
    ):
        (tmp_path / name).mkdir()
        (tmp_path / name / "s.csv").write_bytes(content.encode())
        read.append(read_published(tmp_path / name, tmp_path / name, Problems()))
    assert read[0] == read[1] == read[2]
    assert len(read[0]) == 1


def test_a_file_without_rows_has_no_scores(tmp_path: Path) -> None:
    assert scores(tmp_path, doe2024="") == ()


def test_other_files_are_not_read_as_scores(tmp_path: Path) -> None:
    (tmp_path / ".hidden.csv").write_text("x")
    (tmp_path / "resampling.csv").write_text("x")
    (tmp_path / "notes.txt").write_text("x")
    assert read_published(tmp_path, tmp_path, Problems()) == ()
    assert read_published(tmp_path / "nothing", tmp_path, Problems()) == ()


def test_figures_of_resampling_are_read(tmp_path: Path) -> None:
    (tmp_path / "resampling.csv").write_text(
        f"{RESAMPLING}\nq1,doe2024,Toy,best_reward,0.5,-0.25,0,Figure 1,n\nq2,doe2024,Toy,conditional_ceiling,,0.9,,,\n"
    )
    problems = Problems()
    read = read_resampling(tmp_path, tmp_path, problems)
    assert problems.found == []
    assert read == (
        ResamplingFigure("q1", "doe2024", "Toy", "best_reward", 0.5, -0.25, 0, "Figure 1", "n"),
        ResamplingFigure("q2", "doe2024", "Toy", "conditional_ceiling", None, 0.9, None, "", ""),
    )
    assert [each.place.line for each in read] == [2, 3]
    assert read_resampling(tmp_path / "nothing", tmp_path, problems) == ()


def test_the_place_of_a_field_is_its_column() -> None:
    row = CsvRow({"a": "x,y", "b": 'z"', "c": ""}, Place("f", 4), '"x,y","z""",\n')
    assert [row.place_of(name) for name in "abc"] == [Place("f", 4, 1), Place("f", 4, 7), Place("f", 4, 13)]
    odd = CsvRow({"a": "", "b": 'x"y', "c": "z"}, Place("f", 4), ',x"y,"z"')
    assert [odd.place_of(name) for name in "abc"] == [Place("f", 4, 1), Place("f", 4, 2), Place("f", 4, 6)]
    assert CsvRow({"a": "x\ny", "b": ""}, Place("f", 4), '"x\ny",\n').place_of("b") == Place("f", 4)


def test_a_name_of_two_lines_is_the_name_in_one(tmp_path: Path) -> None:
    (score,) = scores(tmp_path, doe2024='r1,"Toy\n  7B",mbpp,,,"a\n\nb",1,7,unknown,,,,by-eye,"c\nd",,\n')
    assert (score.model, score.harness, score.locator) == ("Toy 7B", "a b", "c\nd")
