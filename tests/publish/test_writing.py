"""`build/docs` holds just what was rendered, and files that stay the same are not touched."""

import os
from pathlib import Path

import pytest

from generator.errors import InputError, Place
from generator.publish.writing import Changes, write_changed, write_docs
from generator.render.files import RenderedFile

OLD = 10**18  # a time of change that no file gets by itself


def rendered(path: str, content: str = "x", source: str = "") -> RenderedFile:
    return RenderedFile(path, content.encode(), Place(source or f"site_src/{path}"))


def found(top: Path) -> dict[str, str]:
    return {path.relative_to(top).as_posix(): path.read_text() for path in top.rglob("*") if path.is_file()}


def problems(build: Path, *files: RenderedFile) -> list[str]:
    before = sorted(build.rglob("*"))
    with pytest.raises(InputError) as caught:
        write_docs(files, build)
    assert sorted(build.rglob("*")) == before
    return [str(problem) for problem in caught.value.problems]


def test_what_was_rendered_is_written_beside_the_mark_of_a_cache(tmp_path: Path) -> None:
    build = tmp_path / "build"
    files = [rendered("index.md", "é"), rendered("a/b.md", "b"), rendered("data/x.csv", "1")]
    assert write_docs(files, build) == Changes(written=3)
    assert found(build) == {
        "CACHEDIR.TAG": (
            "Signature: 8a477f597d28d172789f06886806bc55\n# Made by Scalebook; edits in here are lost.\n"
        ),
        "docs/index.md": "é",
        "docs/a/b.md": "b",
        "docs/data/x.csv": "1",
    }


def test_only_what_changed_is_written_and_what_is_not_rendered_is_removed(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    names = ("same.md", "other.md", "gone.md", "gone/a/b.md")
    write_docs([rendered(name, "one") for name in names], tmp_path)
    (docs / ".part").write_text("what a killed build left")
    for path in docs.rglob("*.md"):
        os.utime(path, ns=(OLD, OLD))
    again = [rendered("same.md", "one"), rendered("other.md", "two"), rendered("new.md", "one")]
    assert write_docs(again, tmp_path) == Changes(written=2, unchanged=1, removed=3)
    assert found(docs) == {"same.md": "one", "other.md": "two", "new.md": "one"}
    assert sorted(path.name for path in docs.iterdir()) == ["new.md", "other.md", "same.md"]
    untouched = {path.name for path in docs.iterdir() if path.stat().st_mtime_ns == OLD}
    assert untouched == {"same.md"}


def test_a_folder_becomes_a_file_and_a_file_a_folder(tmp_path: Path) -> None:
    write_docs([rendered("a/b.csv"), rendered("c")], tmp_path)
    assert write_docs([rendered("a"), rendered("c/d.csv")], tmp_path) == Changes(2, 0, 2)
    assert found(tmp_path / "docs") == {"a": "x", "c/d.csv": "x"}


def test_links_in_the_folder_are_removed_and_never_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "mine.md").write_text("mine")
    build = tmp_path / "build"
    write_docs([rendered("a.md"), rendered("sub/b.md")], build)
    (build / "docs/a.md").unlink()
    (build / "docs/a.md").symlink_to(outside / "mine.md")
    (build / "docs/folder").symlink_to(outside)
    assert write_docs([rendered("a.md"), rendered("folder/mine.md", "new")], build) == Changes(2, 0, 3)
    assert found(build / "docs") == {"a.md": "x", "folder/mine.md": "new"}
    assert found(outside) == {"mine.md": "mine"}


def test_all_files_that_take_each_others_place_are_told_before_anything_is_written(tmp_path: Path) -> None:
    files = [
        rendered("models/Toy.md", source="results/models.yaml"),
        rendered("models/toy.md", source="results/models2.yaml"),
        rendered("a.md"),
        rendered("a/index.md"),
        rendered("x.csv"),
        rendered("x.csv/deep/y.md"),
        rendered("fine/index.md"),
        rendered("fine/b.md"),
        rendered("fine2.md"),
        rendered("fine2/c.md"),
    ]
    expected = "expected a place of its own, even where upper and lower case are the same"
    assert problems(tmp_path / "build", *files) == [
        (
            "results/models2.yaml: makes models/toy.md, which would take the place of models/Toy.md, "
            f"made from results/models.yaml; {expected}"
        ),
        (
            "site_src/a/index.md: makes a/index.md, which would take the place of a.md, "
            f"made from site_src/a.md; {expected}"
        ),
        (
            "site_src/x.csv/deep/y.md: makes x.csv/deep/y.md, but x.csv, made from site_src/x.csv, is a file; "
            "expected a folder"
        ),
    ]


def test_a_folder_that_somebody_else_filled_is_refused(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "mine.md").write_text("mine")
    assert problems(tmp_path, rendered("index.md")) == [
        (
            f"{tmp_path.name}/docs: holds files that were not rendered, and they would be lost: move them; "
            "expected an empty folder, or none"
        )
    ]


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    assert write_docs([rendered("index.md")], tmp_path) == Changes(1)


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "docs").write_text("mine")
    assert problems(tmp_path, rendered("index.md")) == [
        f"{tmp_path.name}/docs: is a file; expected a folder, or none"
    ]


def test_a_link_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "docs").symlink_to("elsewhere")
    assert problems(tmp_path, rendered("index.md")) == [
        f"{tmp_path.name}/docs: is a link; expected a folder, or none"
    ]


def test_the_longest_name_that_a_file_can_have_is_written(tmp_path: Path) -> None:
    name = "é" * 126 + ".md"  # 255 bytes
    assert write_changed(tmp_path / name, b"x")
    assert not write_changed(tmp_path / name, b"x")
    assert found(tmp_path) == {name: "x"}
