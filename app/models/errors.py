"""The errors a user can cause, each one plain line: what happened, what is safe, what to do."""


class ClewError(Exception):
    """Anything that is told to a user in one line instead of as a traceback."""


class RuleError(ClewError):
    """A record that breaks a rule of the domain; the workspace is left as it was."""


class FileError(ClewError):
    """A file that cannot be read or written; its bytes are left as they were."""


class InputError(ClewError):
    """Input to an import or a command that cannot be used; nothing was changed."""


class Cancelled(ClewError):
    """Long work that was stopped by the user; nothing was changed."""
