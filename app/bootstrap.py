"""The one place that wires the window together; it reaches Qt through the views, inside its functions only."""

import os
import sys
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from app.models.collecting import no_collecting
from app.models.errors import FileError, InputError

if TYPE_CHECKING:
    from app.views.window import MainWindow


def open_window(path: Path | None) -> int:
    """Open the window, on a workspace or a file to import if one is given, and return the exit status at its end.

    Raises FileError where that file does not exist, InputError where there is no display or Qt cannot be loaded.
    """
    if path is not None and not path.exists():
        raise FileError(f"There is no file {path}.")
    if not has_display():
        raise InputError(
            "There is no display, so no window can be opened; the commands of `clew --help` work without one."
        )
    with no_collecting():
        try:
            from app.views.application import make_application
        except ImportError as error:
            raise InputError(f"The window cannot be loaded ({error}); `make setup` says what is missing.") from error
        from app.views.settings import Settings
        from app.views.theme import ThemeKeeper
        from app.views.window import MainWindow

        application = make_application()
        settings = Settings()
        window = MainWindow(ThemeKeeper(application, settings.theme), settings)
        tell_of_crashes(window)
        application.file_asked_for.connect(lambda file: window.take_files([file]))
        if path is not None:
            window.take_files([path.absolute()])
        window.show()
    return application.exec()


def try_window(workspace: Path) -> str:
    """Open a workspace in a window that nobody sees, with settings of its own, and return what was found there.

    Where Qt cannot be loaded it says so: the other commands do without.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    try:
        from app.views.trial import look
    except ImportError as error:
        return f"left out, it cannot be loaded here: {error}"
    return look(workspace)


def has_display() -> bool:
    """Return whether Qt will find a screen: it ends the program by itself where it doesn't."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def tell_of_crashes(window: "MainWindow") -> None:
    """Say of each error that nobody caught where the work is (safe), and keep a report on this machine."""
    telling = False

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        nonlocal telling
        if issubclass(kind, KeyboardInterrupt):
            window.close()
            return
        from app.crash_report import note_crash

        workspace = window.session.store.path if window.session.is_open else None
        report, report_path = note_crash(error, workspace)
        if telling:  # one dialog is enough where every paint fails
            return
        telling = True
        from app.views.crash import show_crash

        dialog = show_crash(report, report_path, workspace, window)

        def done() -> None:
            nonlocal telling
            telling = False

        dialog.finished.connect(done)

    sys.excepthook = hook
