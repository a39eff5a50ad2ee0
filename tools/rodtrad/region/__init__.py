"""A region's copy of the feed: fetched, verified, kept and read without anything that Rödtråd is written with."""

from rodtrad.region.errors import CopyError as CopyError
from rodtrad.region.errors import EmptyError as EmptyError
from rodtrad.region.errors import NotFetchedError as NotFetchedError
from rodtrad.region.errors import NotTrustedError as NotTrustedError
from rodtrad.region.errors import StaleError as StaleError
from rodtrad.region.mirror import Mirror as Mirror
