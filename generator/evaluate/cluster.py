"""Workers of a Dask cluster: each makes and tries a sandbox of its own, and judges what is shared out to it."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from queue import Empty, SimpleQueue
from typing import Any

from distributed import Client, as_completed, get_worker
from distributed.diagnostics.plugin import WorkerPlugin

from generator.errors import InputError, Place, Problem
from generator.evaluate.backends import NO_SANDBOX
from generator.evaluate.backends.backend import Backend
from generator.evaluate.choosing import choose
from generator.evaluate.running import Done, Job, in_words
from generator.evaluate.sandbox import Sandbox

_NAME = "gen-evaluate"
_PATIENCE = "10s"  # for a scheduler to answer
_PACKAGES = ("scalebook", "evalplus", "numpy")


@contextmanager
def cluster(address: str, sandbox: str | None = None, *, unsafe: bool) -> Iterator["Cluster"]:
    """Prepare every worker of a cluster, with the sandbox of this name or the first that works there.

    Raises `InputError` where there is no worker, or one that cannot be used.
    """
    place = Place(address)
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        text = f"is no Dask scheduler that answers ({error}); expected an address such as tcp://host:8786"
        raise InputError(Problem(place, "no-cluster", text)) from error
    with client:
        client.register_plugin(_Sandboxes(_versions(), sandbox, unsafe=unsafe), name=_NAME)
        try:
            found = client.run(_state, on_error="return")
            if not found:
                raise InputError(Problem(place, "no-workers", "has no workers; expected at least one"))
            faults = {worker: state for worker, state in found.items() if not isinstance(state, Backend)}
            if faults:
                raise InputError(
                    *(Problem(Place(each), "worker", str(said)) for each, said in faults.items())
                )
            yield Cluster(client, tuple(found.values()))
        finally:
            client.unregister_worker_plugin(_NAME)


@dataclass(frozen=True, slots=True)
class Cluster:
    """Workers that are ready; see `Crew`."""

    client: Client
    backends: tuple[Backend, ...]

    @property
    def where(self) -> str:
        """See `Crew`."""
        return in_words(self.backends)

    @property
    def safe(self) -> bool:
        """See `Crew`."""
        return all(backend.safe for backend in self.backends)

    def share_out(
        self, jobs: Sequence[Job], work: Callable[[Sandbox, Job], Done]
    ) -> Iterator[tuple[Job, Done]]:
        """See `Crew`; what `work` needs travels once to each worker."""
        there = self.client.scatter([work], broadcast=True, hash=False)[0]
        futures = [self.client.submit(_carry_out, job, there, pure=False) for job in jobs]
        jobs_of = {future.key: job for future, job in zip(futures, jobs, strict=True)}
        try:
            for future, done in as_completed(futures, loop=self.client.loop, with_results=True):
                yield jobs_of[future.key], done
        finally:
            self.client.cancel(futures)


class _Sandboxes(WorkerPlugin):  # type: ignore[misc]  # Dask ships no types
    """The sandboxes of one worker, as many as it has threads at work."""

    def __init__(self, versions: dict[str, str], sandbox: str | None, *, unsafe: bool) -> None:
        self._versions, self._sandbox, self._unsafe = versions, sandbox, unsafe

    def setup(self, worker: Any) -> None:  # noqa: ARG002 - Dask's signature
        """Choose a sandbox, or keep what speaks against this worker."""
        self._free: SimpleQueue[Sandbox] = SimpleQueue()
        self._made: list[Sandbox] = []
        self.state: Backend | str = self._chosen()

    def _chosen(self) -> Backend | str:
        ours = _versions()
        for name, wanted in self._versions.items():
            if ours[name] != wanted:
                return (
                    f"has {name} {ours[name] or 'not at all'}; expected {wanted}, as where it is asked from"
                )
        try:
            return NO_SANDBOX if self._unsafe else choose(self._sandbox)
        except InputError as error:
            return "; ".join(map(str, error.problems))

    def teardown(self, worker: Any) -> None:  # noqa: ARG002 - as above
        """End all sandboxes, and the trials in them."""
        for sandbox in self._made:
            sandbox.stop()
        while not self._free.empty():
            self._free.get().close()

    @contextmanager
    def one(self) -> Iterator[Sandbox]:
        """Lend a sandbox that nobody else uses."""
        try:
            sandbox = self._free.get_nowait()
        except Empty:
            assert isinstance(self.state, Backend)  # noqa: S101 - other workers are not asked
            sandbox = Sandbox(self.state)
            self._made.append(sandbox)
        try:
            yield sandbox
        finally:
            if sandbox.stopped:
                sandbox.close()
            else:
                self._free.put(sandbox)


def _versions() -> dict[str, str]:
    """Give the versions that verdicts may depend on."""
    return {"Python": ".".join(map(str, sys.version_info[:2]))} | {name: _version(name) for name in _PACKAGES}


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _here(worker: Any) -> _Sandboxes:
    found: _Sandboxes = worker.plugins[_NAME]
    return found


def _state(dask_worker: Any) -> Backend | str:
    return _here(dask_worker).state


def _carry_out(job: Job, work: Callable[[Sandbox, Job], Done]) -> Done:
    with _here(get_worker()).one() as sandbox:
        return work(sandbox, job)
