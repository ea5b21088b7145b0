"""Read samples: lines with `task_id` and `solution` or `completion`, or a folder of tasks with a file for each sample."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from generator.errors import Place
from generator.evaluate.datasets import Dataset
from generator.load.adapters.counting import natural_order
from generator.load.adapters.lines import decoded_lines
from generator.load.adapters.packed import unpacked
from generator.load.adapters.protocol import ResultFile
from generator.load.files import listed, place_of, read_bytes, read_text
from generator.load.problems import Problems, meant, shortened

_LIMIT = 2**30  # bytes of a file of samples


@dataclass(frozen=True, slots=True)
class Sample:
    """A whole solution of a task."""

    task: str
    solution: str

    @property
    def key(self) -> str:
        """Identify the sample by all that its verdict depends on: sha256 of task and solution."""
        text = f"{self.task}\0{self.solution}".encode("utf-8", "surrogatepass")
        return hashlib.sha256(text).hexdigest()


class _Line(msgspec.Struct):
    task_id: str
    solution: str | None = None
    completion: str | None = None


def read_samples(path: Path, dataset: Dataset, root: Path, problems: Problems) -> tuple[Sample, ...]:
    """Read the samples of a file or folder, tasks in their natural order and samples of a task as they stand."""
    found = list(_of_folder(path, root, problems) if path.is_dir() else _of_file(path, root, problems))
    _check_tasks(found, path, root, dataset, problems=problems)
    if not found and not problems:
        text = "holds no samples; expected lines with `task_id`, or folders such as HumanEval_0 with 0.py"
        problems.add(place_of(path, root), "no-samples", text)
    by_task: dict[str, list[Sample]] = {}
    for _, line in found:
        if (task := dataset.tasks.get(line.task_id)) is not None:
            solution = task.prompt + (line.completion or "") if line.solution is None else line.solution
            by_task.setdefault(task.id, []).append(Sample(task.id, solution))
    return tuple(sample for task in natural_order(by_task) for sample in by_task[task])


_Placed = tuple[Place, _Line]


def _of_file(path: Path, root: Path, problems: Problems) -> Iterator[_Placed]:
    content = read_bytes(path, root, problems, _LIMIT)
    place = place_of(path, root)
    for member in () if content is None else unpacked(content, place, problems):
        inside = Place(f"{place.file}/{member.path}") if member.path else place
        for where, line in decoded_lines(ResultFile(path.name, member.content, inside, ""), _Line, problems):
            if line.solution is None and line.completion is None:
                text = "has no `solution` and no `completion`; expected one of them"
                problems.add(where, "no-solution", text)
            else:
                yield where, line


def _of_folder(path: Path, root: Path, problems: Problems) -> Iterator[_Placed]:
    for folder in listed(path, root, problems):
        named = re.fullmatch(r"(\w+)_(\w+)", folder.name)
        if not folder.is_dir() or not named:
            continue
        files = {file.name: file for file in listed(folder, root, problems) if file.suffix == ".py"}
        for name in natural_order(files):
            solution = read_text(files[name], root, problems)
            if solution is not None:
                yield place_of(files[name], root), _Line(f"{named[1]}/{named[2]}", solution)


def _check_tasks(
    found: list[_Placed], path: Path, root: Path, dataset: Dataset, *, problems: Problems
) -> None:
    """Name each task that the dataset does not have, once; say it in one sentence where it has none of them."""
    strangers: dict[str, list[Place]] = {}
    for place, line in found:
        if line.task_id not in dataset.tasks:
            strangers.setdefault(line.task_id, []).append(place)
    tasks = {line.task_id for _, line in found}
    if strangers and len(strangers) == len(tasks):
        more = f" and {len(tasks) - 1:,} more" if len(tasks) > 1 else ""
        text = f"holds samples of {shortened(next(iter(strangers)))}{more}; expected tasks of {dataset.name}"
        problems.add(
            place_of(path, root), "other-benchmark", f"{text}, such as `{next(iter(dataset.tasks))}`"
        )
        return
    for task, places in strangers.items():
        again = f" (in {len(places):,} samples)" if len(places) > 1 else ""
        text = f"{shortened(task)}{again} is no task of {dataset.name}; expected one of its {len(dataset.tasks):,}"
        problems.add(places[0], "unknown-task", text + meant(task, dataset.tasks))
