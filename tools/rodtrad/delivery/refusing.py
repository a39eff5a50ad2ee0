"""The error that says why nothing is published."""


class RefusedError(Exception):
    """Nothing that readers trust was changed; the message (Swedish) says what to do."""
