"""Why a copy could not be brought up to date. In every case the last good copy stays as it was."""

from __future__ import annotations


class CopyError(Exception):
    """The message (Swedish) says what is wrong and what to do."""


class EmptyError(CopyError):
    """Nothing has been fetched yet."""


class NotFetchedError(CopyError):
    """The sender does not answer, or not as it should."""


class NotTrustedError(CopyError):
    """What the sender answers is not what was signed, or says something it must not."""


class StaleError(CopyError):
    """What was signed has expired: nobody vouches any longer for what is served."""
