"""What regions fetch: the feed's own models, payloads made from documents, and releases read back."""
