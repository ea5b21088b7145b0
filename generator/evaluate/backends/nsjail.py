"""A sandbox made by nsjail, in the same namespaces as bubblewrap's."""

from collections.abc import Sequence

from generator.evaluate.backends.backend import SCRATCH, SCRATCH_FILES, SCRATCH_SIZE, installed
from generator.evaluate.backends.shown import shown_paths
from generator.evaluate.inside.limits import FILE_SIZE, OPEN_FILES
from generator.evaluate.inside.namespaces import DEVICES, NOBODY

_UNTIL_TOLD = "0"  # seconds: the server ends when nobody asks any more, each trial by its own time


def nsjail(command: Sequence[str]) -> Sequence[str]:
    """Show what is shown and nothing else, for nobody, with no network and no /proc; see `nsjail --help`.

    Its own limits are those of a trial or none: a server lives as long as there are samples.
    """
    shown = (word for real, path in shown_paths() for word in ("--bindmount_ro", f"{real}:{path}"))
    devices = (word for name in DEVICES for word in ("--bindmount_ro", f"/dev/{name}"))
    scratch = f"none:{SCRATCH}:tmpfs:size={SCRATCH_SIZE},mode=0700,nr_inodes={SCRATCH_FILES}"
    return (
        *(installed("nsjail"), "--mode", "o", "--really_quiet", "--keep_env", "--hostname", "sandbox"),
        *("--user", str(NOBODY), "--group", str(NOBODY), "--disable_proc", "--iface_no_lo"),
        *("--time_limit", _UNTIL_TOLD, "--nice_level", "0"),
        *("--rlimit_as", "hard", "--rlimit_cpu", "inf", "--rlimit_stack", "hard"),
        *(
            "--rlimit_fsize",
            str(FILE_SIZE // 2**20),
            "--rlimit_nofile",
            str(OPEN_FILES),
            "--rlimit_core",
            "0",
        ),
        *(*shown, *devices, "--mount", scratch, "--cwd", SCRATCH, "--", *command),
    )
