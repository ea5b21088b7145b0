"""Work is shared out among sandboxes, one for each thread, and results come as they are done."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from queue import SimpleQueue
from typing import TypeVar

from generator.evaluate.sandbox import Backend, Sandbox

Job = TypeVar("Job")
Done = TypeVar("Done")


def in_sandboxes(
    backend: Backend, workers: int, jobs: Sequence[Job], work: Callable[[Sandbox, Job], Done]
) -> Iterator[tuple[Job, Done]]:
    """Yield each job with its result, in whatever order; when the caller ends, so do the sandboxes."""
    sandboxes = [Sandbox(backend) for _ in range(max(1, min(workers, len(jobs))))]
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
        for sandbox in sandboxes:
            sandbox.stop()
        threads.shutdown(cancel_futures=True)
        for sandbox in sandboxes:
            sandbox.close()
