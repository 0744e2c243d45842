"""Where the work is done: in this process, in a process a core, or on a Dask cluster. One interface, one result.

Results come as they are ready, in any order. What is handed over is pickled; a function is one of a module.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import islice
from typing import Any, Protocol, TypeVar

from glossary.errors import MalmoiError, UsageError

A = TypeVar("A")
B = TypeVar("B")

_WAITING = 4
"""Tasks a worker that are handed over ahead of time: enough to keep it busy, few enough to stop soon."""


class Workers(Protocol):
    """Something that does work."""

    def each(self, work: Callable[[A], B], items: Iterable[A]) -> Iterator[B]:
        """Yield the results as they are ready, in any order."""
        ...


class Here:
    """Does the work in this process."""

    def each(self, work: Callable[[A], B], items: Iterable[A]) -> Iterator[B]:
        """Yield the results one after the other."""
        return map(work, items)


class Processes:
    """Does the work in processes of this machine."""

    def __init__(self, pool: Any, count: int) -> None:
        self._pool = pool
        self.count = count

    def each(self, work: Callable[[A], B], items: Iterable[A]) -> Iterator[B]:
        """Yield the results as they are ready; few items are handed over ahead."""
        source = iter(items)
        waiting = [self._pool.apply_async(work, (item,)) for item in islice(source, self.count * _WAITING)]
        while waiting:
            ready = next((n for n, task in enumerate(waiting) if task.ready()), 0)
            result = waiting.pop(ready).get()
            waiting += [self._pool.apply_async(work, (item,)) for item in islice(source, 1)]
            yield result


class Cluster:
    """Does the work on a Dask cluster; what a lost worker had is done again by another."""

    def __init__(self, client: Any) -> None:
        self._client = client

    @property
    def count(self) -> int:
        """How many threads the cluster has now."""
        return max(1, int(sum(self._client.nthreads().values())))

    def each(self, work: Callable[[A], B], items: Iterable[A]) -> Iterator[B]:
        """Yield the results as they are ready."""
        import distributed

        as_completed: Any = distributed.as_completed

        source = iter(items)
        tasks = [
            self._client.submit(work, item, pure=False, retries=3) for item in islice(source, self.count * _WAITING)
        ]
        ready = as_completed(tasks)
        for task in ready:
            yield task.result()
            task.release()
            for item in islice(source, 1):
                ready.add(self._client.submit(work, item, pure=False, retries=3))


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def workers(count: int | None = None, scheduler: str = "") -> AbstractContextManager[Workers]:
    """Give workers for a block: a cluster's where a scheduler is named, else `count` processes (default: all cores)."""
    if scheduler:
        return _cluster(scheduler)
    return _processes(cores() if count is None else count)


@contextmanager
def _processes(count: int) -> Iterator[Workers]:
    if count < 2:
        yield Here()
        return
    import multiprocessing

    # spawn: a forked process would share BLAS threads that are not there any more
    with multiprocessing.get_context("spawn").Pool(count, initializer=_quiet) as pool:
        yield Processes(pool, count)


def _quiet() -> None:
    """Leave Ctrl-C to the parent, which says it once."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def _cluster(address: str) -> Iterator[Workers]:
    try:
        import distributed
    except ImportError as error:
        raise UsageError(
            "A cluster needs Dask, which is not installed.", hint="Install it: pip install 'malmoi[cluster]'."
        ) from error
    connect: Any = distributed.Client
    try:
        client = connect(address, timeout=10)
    except (OSError, ValueError) as error:
        raise MalmoiError(
            f"The scheduler {address} does not answer: {error}", hint="Start one: dask scheduler, and dask worker."
        ) from error
    with client:
        yield Cluster(client)
