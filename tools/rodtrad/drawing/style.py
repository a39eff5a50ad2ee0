"""The colours of a drawing: as attributes for one that stands alone, as CSS for a page that embeds it."""

from __future__ import annotations

FONT = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', Arial, sans-serif"

LIGHT = {
    "back": "#ffffff",
    "ink": "#17242d",
    "soft": "#4d5c66",
    "line": "#44545f",
    "turn": "#a03b1c",
    "mark": "#1f5c7a",
    "decide": "#8a5a00",
    "on": "#ffffff",
    "action": "#ffffff",
    "decision": "#fff6dc",
    "entry": "#e7f3ec",
    "exit": "#eceff2",
    "label": "#f1f4f6",
    "focus": "#0b57d0",
}
DARK = {
    "back": "#14191d",
    "ink": "#e8eef2",
    "soft": "#b3c0c9",
    "line": "#a3b3be",
    "turn": "#ff9d7a",
    "mark": "#7cc0e2",
    "decide": "#f0c060",
    "on": "#10161a",
    "action": "#1d252b",
    "decision": "#33290f",
    "entry": "#16301f",
    "exit": "#2a3138",
    "label": "#262f36",
    "focus": "#8ab4ff",
}
_SYSTEM = dict.fromkeys(LIGHT, "CanvasText") | dict.fromkeys(
    ("back", "action", "decision", "entry", "exit", "label", "on"), "Canvas"
)
_SYSTEM |= {"mark": "LinkText", "decide": "LinkText", "focus": "Highlight"}

_RULES = """\
.flow-scroll { overflow-x: auto; max-width: 100%; }
.flow { font-family: var(--flow-font, system-ui, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif); }
.flow-back { fill: var(--_back); }
.flow-line { stroke: var(--_line); }
.flow-head { fill: var(--_line); }
.flow-edge-back .flow-line { stroke: var(--_turn); }
.flow-edge-back .flow-head { fill: var(--_turn); }
.flow-bar, .flow-badge { stroke: var(--_mark); }
.flow-badge { fill: var(--_back); }
.flow-word { fill: var(--_mark); }
.flow-label-box { fill: var(--_label); }
.flow-label-text { fill: var(--_ink); }
.flow-time-text, .flow-kicker { fill: var(--_soft); }
.flow-title { fill: var(--_ink); }
.flow-shape { stroke: var(--_mark); fill: var(--_action); }
.flow-strip { fill: var(--_mark); }
.flow-letter { fill: var(--_on); }
.flow-decision .flow-shape { fill: var(--_decision); stroke: var(--_decide); }
.flow-decision .flow-strip { fill: var(--_decide); }
.flow-entry .flow-shape { fill: var(--_entry); }
.flow-exit .flow-shape, .flow-elsewhere .flow-shape { fill: var(--_exit); }
.flow a { cursor: pointer; text-decoration: none; }
.flow a:hover .flow-title { text-decoration: underline; }
.flow a:focus { outline: none; }
.flow .flow-now .flow-shape { stroke: var(--_turn); stroke-width: 5; }
.flow a:focus-visible .flow-shape { stroke: var(--_focus); stroke-width: 4; }
"""


def _block(selector: str, colours: dict[str, str], chosen: bool = True) -> str:
    """Define the colours under `selector`; a page may choose its own by `--flow-…`."""
    lines = [
        f"  --_{name}: " + (f"var(--flow-{name}, {value});" if chosen else f"{value};")
        for name, value in colours.items()
    ]
    return "\n".join([f"{selector} {{", *lines, "}", ""])


STYLE = (
    _block(".flow", LIGHT)
    + "@media (prefers-color-scheme: dark) {\n"
    + _block(".flow", DARK)
    + "}\n"
    + _block('[data-md-color-scheme="default"] .flow, [data-theme="light"] .flow', LIGHT)
    + _block('[data-md-color-scheme="slate"] .flow, [data-theme="dark"] .flow', DARK)
    + "@media print {\n"
    + _block(".flow.flow, .flow-still", LIGHT, chosen=False)
    + "}\n@media (forced-colors: active) {\n"
    + _block(".flow.flow", _SYSTEM, chosen=False)
    + "}\n"
    + _RULES
)
"""CSS for the page that embeds drawings, light and dark; a page sets `--flow-ink` and the like to choose its own."""
