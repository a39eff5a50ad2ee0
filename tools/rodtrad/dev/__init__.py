"""Tools for those who build the toolchain itself: test corpora and measurements."""
