"""Where things lie: the names that the sender, the client and those who test them have in common."""

from __future__ import annotations

from rodtrad.feed.models import Environment

RELEASED, WORKING = "api/v1", "utkast/v1"
"""Where a feed lies below the site's root; working texts are apart, at an address of their own."""

MANIFEST, ARCHIVE = "manifest.json", "rodtrad-v1.tar.zst"
"""The names that are signed."""

METADATA = "tuf"
"""Folder of the feed with the signed metadata."""


def home_of(environment: Environment) -> str:
    """Where the feed of an environment lies."""
    return WORKING if environment == "draft" else RELEASED


def signed_at(name: str, sha256: str) -> str:
    """Where readers of the metadata fetch what is signed under a name, relative to the feed."""
    return f"manifest/{sha256}.{name}"
