"""A kit for whoever writes a client of the feed, in any language: served states, and what must come of them."""
