"""Pages on paper: what the site shows of a document, as an accessible PDF."""
