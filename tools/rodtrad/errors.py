"""The error that ends a command because it cannot be carried out as asked."""


class UsageError(Exception):
    """Wrong use; the message (English) says what to do instead. Exit code 2."""
