"""Jobs that run beside the web server, each in a process of its own.

They are forked before the server starts: a server that forks its workers while another
thread works on the database hands them locks that nobody will ever open.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.process import BaseProcess

Job = Callable[[threading.Event], None]
_jobs: list[Job] = []
_fork = multiprocessing.get_context("fork")
LOOK_SECONDS = 0.5
REST_SECONDS = 1.0
GRACE_SECONDS = 10.0


def run_beside(job: Job) -> None:
    """Run a job beside every server; it is asked to stop with it."""
    if job not in _jobs:
        _jobs.append(job)


@contextmanager
def jobs_beside() -> Iterator[None]:
    """Keep all jobs running while the block runs."""
    keepers = [_fork.Process(target=_keep, args=(job, os.getpid())) for job in _jobs]
    for keeper in keepers:
        keeper.start()
    try:
        yield
    finally:
        for keeper in keepers:
            keeper.terminate()
        for keeper in keepers:
            _end(keeper)


def _keep(job: Job, server: int) -> None:
    """Start the job again whenever it dies, until the server stops or is gone."""
    stopping = _asked_to_stop()
    while not stopping.is_set():
        worker = _fork.Process(target=_work, args=(job,))
        worker.start()
        while worker.is_alive() and not stopping.is_set() and os.getppid() == server:
            worker.join(LOOK_SECONDS)
        if os.getppid() != server:
            stopping.set()
        if worker.is_alive():
            worker.terminate()
            _end(worker)
        stopping.wait(REST_SECONDS)


def _work(job: Job) -> None:
    stopping = _asked_to_stop()
    end_with_parent()
    job(stopping)


def end_with_parent() -> None:
    """Have this process end politely when the one that forked it is gone, killed even."""
    threading.Thread(target=_watch, args=(os.getppid(),), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)


def _asked_to_stop() -> threading.Event:
    """Return the event that a polite end sets; the terminal's Ctrl-C reaches the server first."""
    stopping = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return stopping


def _end(process: BaseProcess) -> None:
    process.join(GRACE_SECONDS)
    if process.is_alive():
        process.kill()
        process.join()
