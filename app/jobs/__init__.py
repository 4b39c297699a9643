"""Long work on the one background worker, with progress and cancel; knows the core of Qt only."""

from app.jobs.worker import CancelledCheck, Job, JobFunction, Outcome, Progress, Worker

__all__ = ["CancelledCheck", "Job", "JobFunction", "Outcome", "Progress", "Worker"]
