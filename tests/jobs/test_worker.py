"""The background worker: outcomes on the main thread, progress that is not too often, cancel, quitting."""

import threading
import time

import pytest

from app.jobs import Worker
from app.jobs.worker import PROGRESS_INTERVAL
from app.models.errors import Cancelled, InputError


@pytest.fixture
def worker(qapp):
    worker = Worker()
    yield worker
    worker.close()


def outcome_of(qtbot, worker, function):
    outcomes: list = []
    worker.run(function, outcomes.append)
    qtbot.waitUntil(lambda: bool(outcomes), timeout=5000)
    return outcomes[0]


def test_a_value_comes_back_in_the_main_thread(qtbot, worker):
    threads = []
    job = worker.run(lambda progress, cancelled: threading.current_thread().name)
    with qtbot.waitSignal(job.finished) as signal:
        job.finished.connect(lambda outcome: threads.append(threading.current_thread()))
    assert signal.args[0].value.startswith("clew-worker")
    assert threads == [threading.main_thread()]
    assert not worker.busy


def test_an_error_is_an_outcome(qtbot, worker):
    def fail(progress, cancelled):
        raise InputError("No such file.")

    outcome = outcome_of(qtbot, worker, fail)
    assert str(outcome.error) == "No such file."
    assert not outcome.cancelled


def test_progress_comes_at_most_ten_times_a_second(qtbot, worker):
    seen: list = []

    def count(progress, cancelled):
        end = time.monotonic() + 3 * PROGRESS_INTERVAL
        while time.monotonic() < end:
            progress(0.5)

    job = worker.run(count)
    job.progressed.connect(seen.append)
    with qtbot.waitSignal(job.finished):
        pass
    assert 1 <= len(seen) <= 4


def test_cancel_stops_a_job_that_only_reports(qtbot, worker):
    started = threading.Event()

    def forever(progress, cancelled):
        started.set()
        while True:
            progress(0.1)

    job = worker.run(forever)
    started.wait(5)
    with qtbot.waitSignal(job.finished) as signal:
        job.cancel()
    assert signal.args[0].cancelled
    assert isinstance(signal.args[0].error, Cancelled)


def test_close_cancels_and_waits(qapp):
    worker = Worker()
    started, ended = threading.Event(), threading.Event()

    def wait(progress, cancelled):
        started.set()
        while not cancelled():
            time.sleep(0.001)
        ended.set()

    worker.run(wait)
    worker.run(wait)
    started.wait(5)
    worker.close()
    assert ended.is_set()


def test_jobs_run_one_after_another(qtbot, worker):
    order = []
    for number in range(5):
        worker.run(lambda progress, cancelled, number=number: order.append(number))
    qtbot.waitUntil(lambda: not worker.busy)
    assert order == [0, 1, 2, 3, 4]
