"""Work is shared out among sandboxes, here or elsewhere, and results come as they are done."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Protocol, TypeVar

from generator.evaluate.backends.backend import Backend
from generator.evaluate.sandbox import Sandbox

Job = TypeVar("Job")
Done = TypeVar("Done")


class Crew(Protocol):
    """Those who work: threads of this program, or machines of a cluster."""

    @property
    def where(self) -> str:
        """Where samples run, in words: `in a sandbox (bubblewrap)`."""

    @property
    def safe(self) -> bool:
        """Whether they run in sandboxes."""

    def share_out(
        self, jobs: Sequence[Job], work: Callable[[Sandbox, Job], Done]
    ) -> Iterator[tuple[Job, Done]]:
        """Yield each job with its result, in whatever order; when the caller ends, so does the work."""


def in_words(backends: Sequence[Backend]) -> str:
    """Say where samples run."""
    names = sorted({backend.name for backend in backends if backend.safe})
    return f"in a sandbox ({', '.join(names)})" if names else "without a sandbox"


@dataclass(frozen=True, slots=True)
class Threads:
    """As many threads as are wanted, each with a sandbox of its own."""

    backend: Backend
    number: int

    @property
    def where(self) -> str:
        """See `Crew`."""
        return in_words([self.backend])

    @property
    def safe(self) -> bool:
        """See `Crew`."""
        return self.backend.safe

    def share_out(
        self, jobs: Sequence[Job], work: Callable[[Sandbox, Job], Done]
    ) -> Iterator[tuple[Job, Done]]:
        """See `Crew`."""
        sandboxes = [Sandbox(self.backend) for _ in range(max(1, min(self.number, len(jobs))))]
        free: SimpleQueue[Sandbox] = SimpleQueue()
        for sandbox in sandboxes:
            free.put(sandbox)

        def carry_out(job: Job) -> Done:
            sandbox = free.get()
            try:
                return work(sandbox, job)
            finally:
                free.put(sandbox)

        threads = ThreadPoolExecutor(len(sandboxes))
        try:
            waiting: dict[Future[Done], Job] = {threads.submit(carry_out, job): job for job in jobs}
            for done in as_completed(waiting):
                yield waiting[done], done.result()
        finally:
            threads.shutdown(wait=False, cancel_futures=True)  # no other job is begun
            for sandbox in sandboxes:
                sandbox.stop()
            threads.shutdown()
            for sandbox in sandboxes:
                sandbox.close()
