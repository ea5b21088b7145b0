"""Find names at the paths where parsed files hold them, and report those that lead nowhere."""

from collections.abc import Collection, Iterable, Iterator

from generator.errors import Place
from generator.load.located import Located, YamlPath
from generator.load.problems import Problems, meant, printable

_HINTS = 50


def look_up(
    named: Iterable[tuple[Place, str]], known: Collection[str], said: tuple[str, str], problems: Problems
) -> None:
    """Report what is not known by a code and a sentence; the first few with what may have been meant, which is slow."""
    unknown = ((place, name) for place, name in named if name not in known)
    for at, (place, name) in enumerate(unknown):
        hint = meant(name, known) if at < _HINTS else ""
        problems.add(place, said[0], said[1].format(printable(name)) + hint)


def texts_at(files: Iterable[Located], shapes: Collection[tuple[str, ...]]) -> Iterator[tuple[Place, str]]:
    """Find the texts at paths of these shapes, each with its place."""
    return ((located.place(path), text) for located, path, text in paths_at(files, shapes))


def paths_at(
    files: Iterable[Located], shapes: Collection[tuple[str, ...]]
) -> Iterator[tuple[Located, YamlPath, str]]:
    """Find the texts at paths of these shapes, each with its file and path."""
    for located in files:
        found = (each for shape in shapes for each in located.shapes.get(shape, ()))
        for _, path in sorted(found):
            value = _value(located, path)
            if isinstance(value, str) and value:
                yield located, path, value


def _value(located: Located, path: YamlPath) -> object:
    value = located.value
    for part in path:
        value = value[part]
    found: object = value
    return found
