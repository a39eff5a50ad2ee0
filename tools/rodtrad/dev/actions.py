"""The chapter of actions in a test pathway: groups, nodes with their two halves, and the ways onward."""

from __future__ import annotations

from collections.abc import Iterator

from rodtrad.dev.grammar import Grammar
from rodtrad.dev.measures import cited
from rodtrad.dev.nodes import GROUPS, Kind
from rodtrad.dev.outlines import Outline
from rodtrad.dev.phrases import LISTS, WAIVERS
from rodtrad.dev.subjects import Subject
from rodtrad.dev.ways import Way, ways

_CARE_ITEMS, _CARE_ITEMS_LESS, _PATIENT_ITEMS = 96, 4, 48
"""Things done over all actions of one pathway: many actions get fewer each, so that sizes stay near each other."""


def actions(plan: Outline, say: Grammar, other: Subject) -> Iterator[str]:
    """Return the blocks of the chapter; one decision leads on to the pathway about `other`."""
    onward = f"[{other.title}]({other.id}.md#in-vidare)"
    flow = ways(plan.chosen, say.dice, onward, plan.evaluate_weeks)
    amount = sum(1 for group in GROUPS for kind in group.kinds if kind.id in plan.chosen and kind.phase)
    share, rest = divmod(_CARE_ITEMS - _CARE_ITEMS_LESS * amount, amount)
    yield "## Vårdförloppets åtgärder"
    for group in GROUPS:
        kinds = [kind for kind in group.kinds if kind.id in plan.chosen]
        if not kinds:
            continue
        yield "### " + say.expand(say.dice.pick(group.titles))
        yield f"- **Vårdnivå:** {group.levels}\n- **Profession:** {group.professions}"
        for kind in kinds:
            title = say.expand(say.dice.pick(kind.titles))
            name = f"{plan.letters[kind.id]}. {'' if kind.phase else 'Beslut: '}{title}"
            yield f"#### {name} {{#{kind.id}}}"
            if kind.phase:
                extra, rest = (1, rest - 1) if rest else (0, 0)
                yield from _halves(plan, say, kind, share + extra, _PATIENT_ITEMS // amount)
                yield "##### Vägar vidare"
            yield "\n".join(_way(plan, way, onward) for way in flow[kind.id])


def _halves(plan: Outline, say: Grammar, kind: Kind, count: int, own: int) -> Iterator[str]:
    """What care does and what the patient does in one action."""
    yield "##### Hälso- och sjukvårdens åtgärder"
    yield say.expand(kind.lead)
    items = [f"- {_limited(plan, kind, text)}" for text in _templates(say, f"care {kind.phase}", count)]
    items = [say.fill(item) for item in items]
    items = ["- " + item[2:3].upper() + item[3:] for item in items]
    reference = cited(kind.id)
    if reference:
        items[0] += f"\n  - **Rekommendation:** {reference}"
    lead, first, second = say.dice.pick(LISTS)
    cut = (count + 1) // 2
    yield "\n".join(items[:cut])
    yield lead
    yield "\n".join(f"- {part}" for part in (*say.distinct(first, 2), *say.distinct(second, 2)))
    yield f"Därefter gäller följande vid {plan.subject.disease}:"
    yield "\n".join(items[cut:])
    yield "##### Patientens åtgärder (efter förmåga)"
    if kind.waived:
        yield say.fill(say.dice.pick(WAIVERS))
    else:
        yield "\n".join(f"- {text}" for text in say.several(f"patient {kind.phase}", own))


def _templates(say: Grammar, pool: str, count: int) -> list[str]:
    """`count` different templates, unexpanded."""
    found: dict[str, None] = {}
    while len(found) < count:
        found.setdefault(say.deal(pool))
    return list(found)


def _limited(plan: Outline, kind: Kind, template: str) -> str:
    """Put the one time limit of this action into a template: two limits from one start would contradict each other."""
    limit = {
        "bedöma": f"inom {plan.wait_days} dagar från [ingång](#in-misstanke)",
        "planera": f"inom {plan.wait_days + 10} dagar från [ingång](#in-misstanke)",
        "behandla": f"inom {plan.evaluate_weeks // 2} veckor från [planeringen](#plan)",
        "utvärdera": f"inom {plan.evaluate_weeks} veckor från [behandlingsstart](#behandling)",
        "samverka": f"inom {plan.evaluate_weeks + 1} dagar från [beslutet](#beslut-diagnos)",
    }[kind.phase]
    return template.replace("{limit}", limit)


def _way(plan: Outline, way: Way, onward: str) -> str:
    def link(target: str) -> str:
        if target == onward:
            return target
        return f"[{plan.letters.get(target, 'Utgång')}](#{target})"

    parts = [f"**{way.condition}**"] if way.condition else []
    parts += [way.prose] if way.prose else []
    parts.append("→ " + way.joint.join(link(target) for target in way.targets))
    parts += [way.limit] if way.limit else []
    return "- " + " ".join(parts)
