"""What is asked of a sandbox, and how a line of its answers starts that is no answer."""

import marshal
from dataclasses import dataclass

RAISED, NOT_LOADED, DONE = "!", "?", "."


@dataclass(frozen=True, slots=True)
class Trial:
    """A solution, what it is called on, and for how long."""

    code: str
    entry_point: str
    inputs: bytes  # a list of lists of arguments, as `marshal` writes it
    seconds: tuple[float, ...]  # for each test
    whole: float  # seconds for all of it
    most: int  # bytes of answers

    def packed(self) -> bytes:
        """Write the trial for the way into the sandbox."""
        return marshal.dumps((self.code, self.entry_point, self.inputs, self.seconds, self.whole, self.most))


def unpacked(content: bytes) -> Trial:
    """Read a trial that was packed; only the program outside sends one."""
    return Trial(*marshal.loads(content))  # noqa: S302 - comes from outside the sandbox, as this code does
