"""Each way to make a sandbox, in the order in which they are tried; adding one is one module and one entry."""

from generator.evaluate.backends.backend import Backend
from generator.evaluate.backends.bubblewrap import bubblewrap
from generator.evaluate.backends.containers import docker, podman
from generator.evaluate.backends.namespaces import unprivileged_namespaces
from generator.evaluate.backends.nsjail import nsjail

BACKENDS = (
    Backend("bubblewrap", bubblewrap),
    Backend("nsjail", nsjail),
    Backend("namespaces", unprivileged_namespaces),
    Backend("podman", podman, container=True),
    Backend("docker", docker, container=True),
)
NO_SANDBOX = Backend("no sandbox", None)
