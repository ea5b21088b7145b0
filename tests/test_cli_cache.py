"""`gen cache`, as a shell sees it."""

from pathlib import Path

from click.testing import CliRunner

from generator.cli import main
from generator.kept import keep


def said(root: Path, *words: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(main, ["-C", str(root), "cache", *words])
    return done.exit_code, done.stdout, done.stderr


def fill(root: Path) -> Path:
    for name, size in (("html/a", 100), ("html/deep/b", 2_000_000), ("reading/0", 3_000)):
        keep(root / "build" / "cache" / name, b"x" * size)
    return root / "build" / "cache"


def test_what_is_kept_is_counted_by_kind(tmp_path: Path) -> None:
    folder = fill(tmp_path)
    assert said(tmp_path) == (
        0,
        f"{folder}: 3 files, 2.0 MB\n  html            2 files    2.0 MB\n  reading          1 file      3 kB\n",
        "",
    )


def test_it_is_removed_and_nothing_else(tmp_path: Path) -> None:
    folder = fill(tmp_path)
    (tmp_path / "build" / "CACHEDIR.TAG").write_text("ours")
    (tmp_path / "build" / "mkdocs.yml").write_text("settings")
    assert said(tmp_path, "--clear") == (0, "build/cache/: 3 files, 2.0 MB removed\n", "")
    assert sorted(path.name for path in folder.parent.iterdir()) == [".lock", "CACHEDIR.TAG", "mkdocs.yml"]
    assert said(tmp_path, "--clear") == (0, "build/cache/: holds nothing\n", "")
    assert said(tmp_path) == (0, "build/cache/: holds nothing\n", "")


def test_where_there_was_no_build_there_is_nothing(tmp_path: Path) -> None:
    assert said(tmp_path, "--clear") == (0, "build/cache/: holds nothing\n", "")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    folder = fill(tmp_path)
    (tmp_path / "build" / "main.o").write_text("of a compiler")
    text = "build/cache: lies in a folder that gen did not make; expected one of gen build, or none\n1 problem; nothing was written\n"
    assert said(tmp_path, "--clear") == (1, "", text)
    assert said(tmp_path) == (1, "", text)
    assert (folder / "reading" / "0").exists()


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    folder = fill(tmp_path / "other")
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "cache").symlink_to(folder)
    text = "build/cache: is a link; expected a folder, or none\n1 problem; nothing was written\n"
    assert said(tmp_path, "--clear") == (1, "", text)
    (tmp_path / "build" / "cache").unlink()
    (tmp_path / "build" / "cache").write_text("a file")
    text = "build/cache: is a file; expected a folder, or none\n1 problem; nothing was written\n"
    assert said(tmp_path, "--clear") == (1, "", text)
