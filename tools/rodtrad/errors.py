"""The error that ends a command because it cannot be carried out as asked, and the exit codes."""


class UsageError(Exception):
    """Wrong use; the message (English) says what to do instead. Exit code 2."""


class ChangedError(UsageError):
    """A file is no longer what it was when the project was read: what is made of both would be of neither."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path

    def __str__(self) -> str:
        return f"{self.path} was changed while the project was read: run it again"


CLEAN, FOUND, USAGE, INTERNAL = 0, 1, 2, 3
"""Exit codes: nothing to mend, findings, wrong use, a fault in the tool itself."""
