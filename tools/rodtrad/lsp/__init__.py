"""The language server: one project held in memory, and what an editor may ask about it; `server` alone knows LSP."""
