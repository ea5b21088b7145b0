"""A sandbox made by bubblewrap, which on some systems may make namespaces where other programs may not."""

from collections.abc import Sequence

from generator.evaluate.backends.backend import SCRATCH, SCRATCH_SIZE, installed
from generator.evaluate.backends.shown import shown_paths
from generator.evaluate.inside.namespaces import DEVICES, NOBODY


def bubblewrap(command: Sequence[str]) -> Sequence[str]:
    """Show what is shown and nothing else, for nobody, with no network; see bwrap(1)."""
    shown = (word for real, path in shown_paths() for word in ("--ro-bind", real, path))
    devices = (word for name in DEVICES for word in ("--dev-bind", *(f"/dev/{name}",) * 2))
    nobody = str(NOBODY)
    return (
        *(installed("bwrap"), "--unshare-all", "--unshare-user", "--uid", nobody, "--gid", nobody),
        *("--die-with-parent", "--new-session", "--as-pid-1", "--cap-drop", "ALL"),
        *(*shown, *devices, "--perms", "0700", "--size", str(SCRATCH_SIZE), "--tmpfs", SCRATCH),
        *("--remount-ro", "/", "--chdir", SCRATCH, *command),
    )
