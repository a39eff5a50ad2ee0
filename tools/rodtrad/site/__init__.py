"""The site that people read: pages made from documents, and the one place that knows MkDocs."""
