"""What is shown when Clew itself fails: that the work is safe, where it is, and where the report lies."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from app.views.widgets import GRID, button, label, wrapped


def tr(text: str) -> str:
    """Translate a text of the dialog."""
    return QCoreApplication.translate("Crash", text)


class CrashDialog(QDialog):
    """One plain sentence, the report to look at, and two ways on: keep working, or quit (`rejected`)."""

    def __init__(self, report: str, report_path: Path | None, workspace: Path | None, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Something went wrong in Clew"))
        self.resize(640, 400)
        self.message = wrapped(crash_line(report_path, workspace))
        details = QPlainTextEdit(report)
        details.setReadOnly(True)
        details.setAccessibleName(tr("Report"))
        buttons = QDialogButtonBox()
        go_on = button(tr("Keep working"), "primary", self.accept)
        go_on.setDefault(True)
        buttons.addButton(go_on, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(button(tr("Quit"), clicked=self.reject), QDialogButtonBox.ButtonRole.RejectRole)
        copy = button(tr("Copy report"), clicked=lambda: QGuiApplication.clipboard().setText(report))
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        if report_path is not None:
            folder = QUrl.fromLocalFile(str(report_path.parent))
            show = button(tr("Show report"), clicked=lambda: QDesktopServices.openUrl(folder))
            buttons.addButton(show, QDialogButtonBox.ButtonRole.ActionRole)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
        rows.setSpacing(2 * GRID)
        rows.addWidget(label(tr("Something went wrong, and it is Clew's fault"), "title"))
        rows.addWidget(self.message)
        rows.addWidget(details, 1)
        rows.addWidget(buttons)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)


def crash_line(report_path: Path | None, workspace: Path | None) -> str:
    """Return what happened, what is safe and what to do, in plain words."""
    lines = []
    if workspace is not None:
        lines.append(tr("Your work is safe: every change up to the last one is in {path}.").format(path=workspace))
    if report_path is not None:
        text = tr("A report was kept on this machine only, in {path}; send it along if you tell us about this.")
        lines.append(text.format(path=report_path))
    lines.append(tr("You can keep working; if the window looks wrong, close Clew and open the file again."))
    return "\n\n".join(lines)


def show_crash(report: str, report_path: Path | None, workspace: Path | None, parent: QWidget | None) -> CrashDialog:
    """Show the dialog without blocking whatever failed, and return it; Quit ends the program in good order."""
    dialog = CrashDialog(report, report_path, workspace, parent)
    application = QCoreApplication.instance()
    if application is not None:
        dialog.rejected.connect(application.quit)
    dialog.open()
    return dialog
