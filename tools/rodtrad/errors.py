"""The error that ends a command because it cannot be carried out as asked, and the exit codes."""


class UsageError(Exception):
    """Wrong use; the message (English) says what to do instead. Exit code 2."""


CLEAN, FOUND, USAGE, INTERNAL = 0, 1, 2, 3
"""Exit codes: nothing to mend, findings, wrong use, a fault in the tool itself."""
