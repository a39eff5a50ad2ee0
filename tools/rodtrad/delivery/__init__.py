"""Delivery: keys, signed metadata, and the order in which a feed and its site are put where others read them."""
