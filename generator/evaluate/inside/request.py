"""What is asked of a sandbox, and how a line of its answers starts that is no answer."""

import marshal
from dataclasses import dataclass, fields

RAISED, NOT_LOADED, DONE, DIGEST = "!", "?", ".", "#"
TOO_LONG = "ran out of time"
WAITED = f"{TOO_LONG}, most of it waiting"  # asleep, or because other processes had the processor


@dataclass(frozen=True, slots=True)
class Trial:
    """A solution, what it is called on, and for how long."""

    code: str
    entry_point: str
    inputs: bytes  # a list of lists of arguments, as `marshal` writes it
    seconds: tuple[float, ...]  # for each test
    whole: float  # seconds for all of it
    most: int  # bytes of answers
    listed: bool = False  # an answer is what can be counted off what is returned
    digests: bool = True  # of long answers only their digest comes back

    def packed(self) -> bytes:
        """Write the trial for the way into the sandbox."""
        return marshal.dumps(tuple(getattr(self, each.name) for each in fields(self)))


def unpacked(content: bytes) -> Trial:
    """Read a trial that was packed; only the program outside sends one."""
    return Trial(*marshal.loads(content))  # noqa: S302 - comes from outside the sandbox, as this code does
