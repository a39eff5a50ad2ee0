"""HTML is safe by construction: whatever is written, only our own tags and checked addresses come out."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from payloads import payloads
from rodtrad.html import Setting, Target, inline_html, to_html
from rodtrad.markdown import parse
from rodtrad.source import Source
from rodtrad.tree import plain

ALLOWED = frozenset(
    [
        "p",
        "li",
        "ul",
        "ol",
        "blockquote",
        "strong",
        "em",
        "s",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "a",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "br",
        "pre",
        "code",
        "hr",
        "img",
        "div",
        "sup",
    ]
)
SETTING = Setting(
    link=lambda href: (
        Target(f"https://rodtrad.example/{href.lstrip('./')}", {"data-rodtrad-ref": href})
        if href.endswith(".md")
        else None
    ),
    note=lambda label: ("1", f"not-{label}") if label == "n" else None,
)


def render(text: str) -> str:
    return to_html(parse(Source.read("x.md", text.encode())).children, SETTING)


PLACES = ("{}", "Text {}.", "# {}", "- {}\n  - {}", "| {} |\n| --- |\n| {} |", "[{}](b.md)", "> {}", "```{}\n{}\n```")
"""Where a payload stands in a text."""


@pytest.mark.parametrize("place", PLACES)
def test_hostile_text_gives_only_our_own_tags(place: str) -> None:
    for payload in payloads():
        assert_safe(render(place.replace("{}", payload)))


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<",
                ">",
                '"',
                "'",
                "&",
                "script",
                "javascript:",
                "](",
                "[",
                "!",
                "`",
                "\n",
                "on",
                "=",
                "x",
                "{#",
                "}",
                " ",
                "- ",
            ]
        ),
        max_size=40,
    ).map("".join)
)
def test_generated_text_gives_only_our_own_tags(text: str) -> None:
    assert_safe(render(text))


def assert_safe(written: str) -> None:
    tree = lxml_html.fragment_fromstring(written, create_parent="main")
    for element in tree.iter():
        if element is tree:
            continue
        assert element.tag in ALLOWED, written
        for name, value in element.attrib.items():
            assert name in ("href", "src", "alt", "id", "start", "scope", "data-rodtrad-ref"), written
            if name in ("href", "src"):
                assert re.match(r"https?://|mailto:|#", value), written


def test_raw_html_is_shown_as_text() -> None:
    assert render("a <b>fet</b>") == "<p>a &lt;b&gt;fet&lt;/b&gt;</p>\n"


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "ord ",
                "**fet** ",
                "*em* ",
                "[länk](b.md) ",
                "\n\n",
                "- ",
                "## ",
                "1. ",
                "| a | b |\n| --- | --- |\n| c | d |\n\n",
                "`kod` ",
                "åäö ",
                "&amp; ",
            ]
        ),
        max_size=20,
    ).map("".join)
)
def test_html_says_the_same_words(text: str) -> None:
    nodes = parse(Source.read("x.md", text.encode())).children
    written = lxml_html.fragment_fromstring(to_html(nodes, SETTING), create_parent="main").text_content()
    assert written.split() == plain(*nodes).split() or "".join(written.split()) == "".join(plain(*nodes).split())


def test_shapes() -> None:
    assert render("3. tre\n4. fyra") == '<ol start="3">\n<li>tre</li>\n<li>fyra</li>\n</ol>\n'
    assert render("- a {#x}\n  - b") == '<ul>\n<li id="x">a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>\n'
    assert render("| a |\n| --- |\n| b |") == (
        '<table>\n<thead>\n<tr><th scope="col">a</th></tr>\n</thead>\n'
        "<tbody>\n<tr><td>b</td></tr>\n</tbody>\n</table>\n"
    )
    assert render("x[^n]\n\n[^n]: not") == (
        '<p>x<sup><a href="#not-n">1</a></sup></p>\n<div id="not-n">\n<p>not</p>\n</div>\n'
    )
    assert render("x  \ny") == "<p>x<br>\ny</p>\n"
    assert render("~~s~~ > q") == "<p><s>s</s> &gt; q</p>\n"
    assert render("> q\n\n---\n\n<!-- tyst -->") == "<blockquote>\n<p>q</p>\n</blockquote>\n<hr>\n"
    assert render("[b](b.md) [c](c) <mailto:a@b.se>") == (
        '<p><a href="https://rodtrad.example/b.md" data-rodtrad-ref="b.md">b</a> c '
        '<a href="mailto:a@b.se">mailto:a@b.se</a></p>\n'
    )


def test_inline_without_paragraph() -> None:
    assert inline_html(parse(Source.read("x.md", b"a **b**")).children, SETTING) == "a <strong>b</strong>"
