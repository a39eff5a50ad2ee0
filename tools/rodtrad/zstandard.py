"""The compression that the feed's archive and a region's copy use: in Python from 3.14, before that in a package."""

import sys

if sys.version_info >= (3, 14):
    from compression import zstd as zstd
else:
    from backports import zstd as zstd
