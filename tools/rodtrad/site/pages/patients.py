"""Patientsidor: each full pathway step by step for the patient, in the words that its text has for the patient."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from rodtrad.document import Block, Document
from rodtrad.face import Role
from rodtrad.model import Kind, PathwayMatter
from rodtrad.rules import is_full_text
from rodtrad.site.authored import parts
from rodtrad.site.page import Page, Site
from rodtrad.site.parts import Outline, anchor, attribute, listing, text
from rodtrad.site.pathway import head
from rodtrad.site.pathway.essentials import EXCEPTION
from rodtrad.site.pathway.steps import Plain, Step, is_promise, sentences, steps
from rodtrad.site.pathway.views import PATIENT_PAGE, SUMMARY_PAGE, speaks_to_patient
from rodtrad.site.words import joined
from rodtrad.site.writer import Writer

KINDS = (Kind.PATHWAY,)

_NOT = "Ej tillämpligt"
_NUMBER = re.compile(r"\b(?:112|1177)\b")
_LINK = re.compile(r"(<a .*?</a>|<[^>]*>)")


def document_pages(document: Document, site: Site) -> Iterator[Page]:
    """The patient's page of a pathway that says what the patient can do."""
    face = document.face
    matter = face.matter
    assert isinstance(matter, PathwayMatter)
    if not (is_full_text(face) and speaks_to_patient(document)):
        return
    top = parts(document)[1]
    found = steps(document, top)
    path = f"{face.key}/{PATIENT_PAGE}/"
    writer = Writer(document, site, path, in_part=True)
    said = [step for step in found if _is_asked(step) or _promises(step)]
    plain = Plain(writer, said)
    outline = Outline()
    outline.add(_about(writer))
    _numbers(said, plain, outline)
    _steps(said, plain, outline, writer)
    if goals := list(document.body.of(Role.GOAL)):
        outline.section("Vad vården vill nå", listing(plain.first(goal) for goal in goals))
    outline.section("Läs mer", _more(writer))
    yield Page(
        path=path,
        title=f"{face.title} – för patienter",
        kicker="För patienter",
        lead="Vad som händer i vården steg för steg, och vad du själv kan göra.",
        html=f'<div class="rt-plainly">\n{outline.html}</div>\n',
        toc=outline.toc,
        description=f"{face.title}: vad som händer i vården steg för steg, och vad du som patient kan göra.",
        banners=tuple(head.banners(writer, matter)),
        searchable=False,  # the same words are found in the pathway
        noindex=bool(matter.example),
        source=face.path,
    )


def _about(writer: Writer) -> str:
    whole = writer.links.page(f"{writer.face.key}/")
    return (
        '<p class="rt-gathered">Allt här står också i det fullständiga vårdförloppet. '
        f'<a href="{attribute(whole)}">Läs hela vårdförloppet</a>.</p>\n'
    )


def _numbers(found: Sequence[Step], plain: Plain, outline: Outline) -> None:
    """What the text itself says of the numbers that one calls, as written."""
    lines = [
        (block, step)
        for step in found
        for block in step.patient
        if block.role is Role.PATIENT_ACTION and _NUMBER.search(block.text)
    ]
    if not lines:
        return
    known = joined(sorted({number for block, _ in lines for number in _NUMBER.findall(block.text)}))
    items = listing(
        f'{_callable(plain.first(block))} <a href="#{step.node.id}">{text(_called(step))}</a>' for block, step in lines
    )
    outline.section(f"När du kan behöva ringa {known}", f'<div class="rt-call">{items}</div>\n', "ring")


def _callable(html: str) -> str:
    """With the numbers as links that call them; what is a link already is left alone."""
    parts = _LINK.split(html)
    parts[::2] = [_NUMBER.sub(r'<a href="tel:\g<0>">\g<0></a>', part) for part in parts[::2]]
    return "".join(parts)


def _called(step: Step) -> str:
    node = step.node
    return f"Steg {node.label}" if node.label else node.title


def _steps(found: Sequence[Step], plain: Plain, outline: Outline, writer: Writer) -> None:
    outline.section(
        "Steg för steg",
        "<p>Alla går inte igenom alla steg. Bokstäverna är desamma som i hela texten. "
        "Steg där texten inte säger något till patienten är inte med.</p>\n",
    )
    group: Block | None = None
    for step in found:
        if step.group is not None and step.group is not group:
            outline.subsection(step.group.title, id=step.group.id)
        group = step.group
        outline.add(_step(step, plain, writer))


def _step(step: Step, plain: Plain, writer: Writer) -> str:
    node = step.node
    level = 4 if step.group else 3
    letter = f'<span class="rt-letter">{text(node.label)}</span> ' if node.label else ""
    kind = '<span class="rt-node__kind">Beslut:</span> ' if node.role is Role.DECISION else ""
    met = [
        f"<div><dt>{label}</dt><dd>{text(said)}</dd></div>"
        for label, fact in (("Var", "Vårdnivå"), ("Du kan möta", "Profession"))
        if (said := step.said(fact))
    ]
    who = f'<dl class="rt-who">{"".join(met)}</dl>\n' if met else ""
    doing = "".join(plain.below(half) for half in step.halves) if _is_asked(step) else ""
    promises = "".join(
        f'<p class="rt-promise">Så står det i texten till vården: ”{text(sentence)}”</p>\n'
        for sentence in _promises(step)
    )
    whole = writer.links.a(f"{writer.face.key}#{node.id}", f"{_called(step)} i hela texten")
    return (
        f'<section class="rt-step">\n<h{level} id="{attribute(node.id)}">{letter}{kind}{text(node.title)} '
        f"{anchor(node.id, step.name)}</h{level}>\n{who}{doing}{promises}"
        f'<p class="rt-step__whole">{whole}</p>\n</section>\n'
    )


def _promises(step: Step) -> list[str]:
    """What care is to offer, and when; with what is said of those that it does not hold for."""
    return [_whole(sentence, step) for sentence, before in step.limited if is_promise(sentence, before)]


def _whole(sentence: str, step: Step) -> str:
    for block in step.care:
        said = sentences(block.prose.text)
        if sentence in said:
            after = said[said.index(sentence) + 1 :]
            return " ".join([sentence, *takewhile(EXCEPTION.match, after)])
    return sentence


def _is_asked(step: Step) -> bool:
    """Whether the text has something for the patient: a reason why nothing is asked is for those who write."""
    return any(not block.text.startswith(_NOT) for block in step.patient)


def _more(writer: Writer) -> str:
    links = writer.links
    return listing(
        (
            links.a(writer.face.key, "Hela vårdförloppet, som är skrivet för dem som arbetar i vården"),
            f'<a href="{attribute(links.page(f"{writer.face.key}/{SUMMARY_PAGE}/"))}">Sammanfattning på en sida</a>',
        )
    )
