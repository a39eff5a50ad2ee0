"""The comment on a change, read by an independent parser: words stay words, nobody is called, nothing is linked."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt
from reported import HOSTILE, found, hostile, hostile_line, result, suites

from rodtrad.finding import Finding, Result, Severity
from rodtrad.report import markdown
from rodtrad.source import Place
from rodtrad.telling import shown

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
ALLOWED = {"div", "p", "h3", "ul", "li", "strong", "code"}
APART = "\u200b"


def comment(result: Result) -> str:
    return markdown.write(result, hostile_line)


def rendered(result: Result) -> html.HtmlElement:
    said = comment(result)
    assert said.startswith(f"{markdown.MARK}\n")
    tree = html.fragment_fromstring(PARSER.render(said.removeprefix(markdown.MARK)), create_parent="div")
    assert {str(node.tag) for node in tree.iter()} <= ALLOWED
    for node in tree.iter():
        assert not node.attrib
    return tree


def prose(node: html.HtmlElement) -> str:
    """The words that are not code: only in them do GitHub and GitLab look for whom to call and what to link."""
    return "".join(str(text) for text in node.xpath(".//text()[not(ancestor::code)]"))


def test_a_comment() -> None:
    said = result(
        found("a.md", Place(4, 1, 4, 2), message="Det finns inget med id `å|b`.", hint="Menade du `b`?"),
        found("a.md", Place(9, 1, 9, 2), severity=Severity.WARNING),
        found("b.md", Place(1, 1, 1, 1)),
        files=46,
    )
    assert comment(said) == (
        "<!-- rodtrad check -->\n\n**Rödtråd:** 2 fel, 1 varning i 46 filer.\n"
        "\n### Fel\n\n**`a.md`**\n\n- Rad 4: Det finns inget med id `å|b`. Menade du `b`? (`dead-link`)\n"
        "\n**`b.md`**\n\n- Rad 1: Det finns inget. (`dead-link`)\n"
        "\n### Varningar\n\n**`a.md`**\n\n- Rad 9: Det finns inget. (`dead-link`)\n"
    )
    assert len(rendered(said).findall(".//li")) == 3


def test_nothing_found() -> None:
    assert comment(result(files=2)) == "<!-- rodtrad check -->\n\n**Rödtråd:** Inga anmärkningar i 2 filer.\n"


def test_hostile_words_are_words() -> None:
    tree = rendered(hostile())
    assert len(tree.findall(".//li")) == 4
    assert not re.search(r"[@#]\w|://", prose(tree))
    text = tree.text_content().replace(APART, "")
    assert "<script>alert(1)</script>" in text
    assert "[x](javascript:alert(1))" in text
    assert "\x1b" not in text


def test_all_that_rules_say_is_words() -> None:
    rendered(Result(suites()[0].findings[:400], 1))


@given(st.text(alphabet="a å@#|\\*_`~<>[]()!&;{}$:/-+=.0\n\t"))
@example(HOSTILE)
@example("`` a ` b `")
@example("@_a #å a@b.se &amp; &#64;x")
@example("\\`x\\` \\")
def test_any_words_are_read_back(message: str) -> None:
    (item,) = rendered(result(found(message=f"x {message}"))).findall(".//li")
    meant = " ".join(shown(f"x {message}").split())
    text = item.text_content().replace(APART, "").removeprefix("Rad 1: ").removesuffix(" (dead-link)")
    if item.find("code") is item.findall(".//code")[-1]:  # no code but the rule's name: all is as written
        assert text == meant
    assert text.replace("`", "").replace(" ", "") == meant.replace("`", "").replace(" ", "")
    assert not re.search(r"[@#]\w|://", prose(item))


@given(st.text(alphabet="a`| \\", min_size=1).filter(lambda path: path == path.strip() and "  " not in path))
def test_any_path_is_code(path: str) -> None:
    assert rendered(result(found(path=path))).findtext(".//strong/code") == path


def long(level: Severity, number: int) -> list[Finding]:
    return [found(place=Place(n, 1, n, 1), message="å" * 500, severity=level) for n in range(1, number + 1)]


def test_what_has_no_room_is_counted_and_the_worst_is_kept() -> None:
    said = result(*long(Severity.ADVICE, 60), *long(Severity.WARNING, 60), *long(Severity.ERROR, 60))
    text = comment(said)
    assert len(text) < 65_536
    kept = len(rendered(said).findall(".//li"))
    assert 100 < kept < 120
    assert text.count("### ") == 2
    assert text.endswith(
        f"\n{120 - kept} varningar, 60 råd till får inte plats här. Kör `rodtrad check` för att se alla.\n"
    )


def test_where_one_had_no_room_no_later_one_is_shown() -> None:
    said = result(*long(Severity.ERROR, 130), found("z.md", severity=Severity.WARNING))
    assert "z.md" not in comment(said)


def test_a_backtick_without_another_is_a_backtick() -> None:
    (item,) = rendered(result(found(message="Tecknet ` står ensamt."))).findall(".//li")
    assert [code.text for code in item.findall("code")] == ["dead-link"]
