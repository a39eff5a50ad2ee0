"""Rödtråd: care pathways as structured Markdown, checked, linked, rendered and exported."""
