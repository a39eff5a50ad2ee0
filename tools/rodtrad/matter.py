"""Front matter: from YAML values to the typed matter of a kind, with every fault on its line."""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import cache
from typing import Any, TypeGuard, Union, get_args, get_origin, get_type_hints

from msgspec import Struct

from rodtrad.document import Spot
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.keyed import Keyed
from rodtrad.model import Matter
from rodtrad.quantities.patterns import later
from rodtrad.source import Source
from rodtrad.strictyaml import Value
from rodtrad.values import Date, Period, Semver, Slug, Url

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
PERIOD = re.compile(r"[0-9]{4}(?:-(?:[0-9]{4}|0[1-9]|1[0-2]|h[12]|k[1-4]))?")
SEMVER = re.compile(r"(?:0|[1-9][0-9]{0,5})(?:\.(?:0|[1-9][0-9]{0,5})){2}")
URL = re.compile(r"https?://[^\s<>\"]+")
_MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni", "juli"),
    *("augusti", "september", "oktober", "november", "december"),
)
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Report(Struct):
    """Where faults in the front matter of one file are collected."""

    source: Source
    findings: list[Finding] = []
    spots: dict[str, Spot] = {}

    def add(self, rule: str, at: Value, message: str, hint: str = "", fix: Fix | None = None) -> None:
        place = self.source.place(at.start, at.end)
        self.findings.append(Finding(self.source.path, place, rule, message, hint, fix=fix))


def build(cls: type[Keyed], value: Value, report: Report, path: str = "") -> Any:
    """Make a `cls` from a YAML map. Faults go to `report`; what cannot be read is left out."""
    attributes = _attributes(cls)
    required = [key.alias for key in cls.keys.values() if key.required and key.rule == "missing-key"]
    values: dict[str, Any] = {}
    seen: dict[str, Value] = {}
    values_of: dict[str, str] = {}
    for key, item in value.entries:
        name = key.text
        here = f"{path}.{name}" if path else name
        if name in seen:
            line = report.source.line_column(seen[name].start)[0]
            fix = _dropped(report.source.text, key, item) if item.text and values_of[name] == item.text else None
            report.add("duplicate-key", key, f"Nyckeln `{name}` står redan på rad {line}.", "Behåll en av dem.", fix)
            continue
        seen[name], values_of[name] = key, item.text
        report.spots[here] = Spot(key.start, key.end, item.start, item.end)
        if name not in attributes:
            _unknown(key, name, list(attributes), report)
            continue
        attribute, convert = attributes[name]
        if item.kind == "null":
            if name in required:
                report.add("missing-key", key, f"Nyckeln `{name}` har inget värde.", f"Skriv `{name}: …`.")
            continue
        values[attribute] = convert(item, report, here)
    for alias in required:
        if alias not in seen:
            at = Value("text", value.start, value.start)
            fix = _named(report.source.path, value) if alias == "id" and not path else None
            report.add("missing-key", at, f"Nyckeln `{alias}` saknas.", f"Lägg till raden `{alias}: …`.", fix)
    return cls(**values)


def _dropped(text: str, key: Value, item: Value) -> Fix | None:
    """Without a line that says again what another has said."""
    start, end = text.rfind("\n", 0, key.start) + 1, text.find("\n", item.end) + 1
    if not end or text[start : key.start].strip() or text[item.end : end].strip() or "\n" in text[key.start : item.end]:
        return None
    return Fix("Ta bort raden: värdet är detsamma", (Edit(start, end, ""),))


def _named(path: str, value: Value) -> Fix | None:
    """The id is what the file is called."""
    name = path.rpartition("/")[2].rpartition(".")[0]
    if value.kind != "map" or not SLUG.fullmatch(name):
        return None
    return Fix(f"Skriv `id: {name}`", (Edit(value.start, value.start, f"id: {name}\n"),))


def nearest(word: str, known: list[str] | tuple[str, ...]) -> str:
    """The known word most like `word`, or "" when none is near."""
    from difflib import get_close_matches

    folded = {k.casefold(): k for k in sorted(known, reverse=True)}
    found = get_close_matches(word.casefold(), folded, n=1, cutoff=0.7)
    return folded[found[0]] if found else ""


def _unknown(key: Value, name: str, known: list[str], report: Report) -> None:
    near = nearest(name, known)
    hint = f"Menade du `{near}`?" if near else f"Nycklar som finns: {', '.join(known)}."
    fix = Fix(f"Skriv `{near}`", (Edit(key.start, key.end, near),), safe=False) if near else None
    report.add("unknown-key", key, f"Nyckeln `{name}` finns inte.", hint, fix)


Convert = Callable[[Value, Report, str], Any]


@cache
def _attributes(cls: type[Keyed]) -> Mapping[str, tuple[str, Convert]]:
    """Swedish key → (attribute, converter) of a matter class."""
    hints = get_type_hints(cls)
    return {key.alias: (name, _converter(hints[name], bool(key.register))) for name, key in cls.keys.items()}


def _converter(hint: Any, is_entry: bool = False) -> Convert:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _converter(next(a for a in get_args(hint) if a is not type(None)), is_entry)
    if origin is tuple:
        inner, of_maps = get_args(hint)[0], _is_keyed(get_args(hint)[0])
        return _list(_converter(inner, is_entry), next(iter(_attributes(inner))) if of_maps else "")
    if is_entry:
        return _entry
    if origin is not None and issubclass(origin, Mapping):
        inner = get_args(hint)[1]
        return _map(_converter(inner))
    if _is_keyed(hint):
        return _nested(hint)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return _choice(hint)
    if hint is bool:
        return _boolean
    if hint is int:
        return _integer
    if shape := _SHAPES.get(hint):
        return _shaped(*shape)
    if hint is not str:
        raise TypeError(f"no way is known to read {hint} from front matter")
    return _text


def _is_keyed(hint: Any) -> TypeGuard[type[Keyed]]:
    return isinstance(hint, type) and issubclass(hint, Keyed)


def _text(value: Value, report: Report, path: str) -> str | None:
    if value.kind != "text":
        report.add("wrong-value", value, f"`{_last(path)}` ska vara en text, inte en lista.", "Skriv värdet på raden.")
        return None
    text = value.text.strip()
    is_quoted = text[:1] in "“”„»«’‘" and bool(text)
    if is_quoted and (quoted := _TYPOGRAPHIC().fullmatch(text)) and report.source.text[value.start] == text[0]:
        message = "Citattecknen är typografiska och blir en del av värdet."
        fix = Fix("Ta bort citattecknen", (Edit(value.start, value.end, f'"{quoted[1]}"'),), safe=False)
        report.add("wrong-value", value, message, f'Skriv `"{quoted[1]}"`, eller inga citattecken.', fix)
        return quoted[1]
    return text


_TYPOGRAPHIC = later(r"[“”„»«’‘]([^“”„»«’‘\"\\]+)[“”„»«’‘]")


def _entry(value: Value, report: Report, path: str) -> str | None:
    """The id of a register's entry. What is no id is left out: unknown-reference knows what was meant."""
    text = _text(value, report, path)
    return text if text and SLUG.fullmatch(text) else None


def _shaped(pattern: re.Pattern[str], what: str, example: str, mend: Callable[[str], str]) -> Convert:
    def convert(value: Value, report: Report, path: str) -> str | None:
        text = _text(value, report, path)
        if text is None or (pattern.fullmatch(text) and (pattern is not DATE or _is_date(text))):
            return text
        better = mend(text)
        good = better if better != text and pattern.fullmatch(better) else ""
        fix = Fix(f"Skriv `{good}`", (Edit(value.start, value.end, good),), safe=False) if good else None
        hint = f"Skriv `{good}`." if good else f"Skriv till exempel `{example}`."
        report.add("wrong-value", value, f"`{text}` är inte {what}.", hint, fix)
        return None

    return convert


def _is_date(text: str) -> bool:
    found = DATE.fullmatch(text)
    month, day = (int(found[2] or 1), int(found[3] or 1)) if found else (0, 0)
    return 1 <= month <= 12 and 1 <= day <= _DAYS[month - 1]


def _kebab(text: str) -> str:
    from rodtrad.chapters import slug

    return slug(text)


def _iso(text: str) -> str:
    if found := re.fullmatch(r"(\d\d?)[./](\d\d?)[./ ](\d{4})", text):
        return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"
    if found := re.fullmatch(r"(\d{4})-(\d\d?)-(\d\d?)", text):
        return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"
    if (found := re.fullmatch(r"(?:(\d\d?)\.? )?([a-zå]{3,9})\.? (\d{4})", text.casefold())) and (
        month := next((n for n, name in enumerate(_MONTHS, 1) if name.startswith(found[2])), 0)
    ):
        return f"{found[3]}-{month:02}" + (f"-{int(found[1]):02}" if found[1] else "")
    return text.replace("/", "-").replace(".", "-")


def _period(text: str) -> str:
    """`2019–2020`, `2024 K3`, `h1 2024` as they are written here."""
    text = re.sub(r"[\s/–]+", "-", text.casefold()).replace("q", "k")
    return re.sub(r"(h[12]|k[1-4])-?([0-9]{4})", r"\2-\1", re.sub(r"([0-9]{4})(h[12]|k[1-4])", r"\1-\2", text))


_SHAPES: Mapping[Any, tuple[re.Pattern[str], str, str, Callable[[str], str]]] = {
    Slug: (SLUG, "ett id (små bokstäver a–z, siffror och bindestreck)", "stroke-tia", _kebab),
    Date: (DATE, "ett datum", "2026-05-02", _iso),
    Period: (PERIOD, "en mätperiod", "2024", _period),
    Semver: (SEMVER, "en version med tre tal", "1.0.0", lambda text: text + ".0" if text.count(".") == 1 else text),
    Url: (URL, "en webbadress", "https://www.exempel.se/", lambda text: "https://" + text),
}


def _choice(options: type[StrEnum]) -> Convert:
    def convert(value: Value, report: Report, path: str) -> StrEnum | None:
        text = _text(value, report, path)
        if text is None:
            return None
        try:
            return options(text)
        except ValueError:
            near = nearest(text, [o.value for o in options])
            fix = Fix(f"Skriv `{near}`", (Edit(value.start, value.end, near),), safe=False) if near else None
            choices = ", ".join(f"`{o.value}`" for o in options)
            hint = f"Menade du `{near}`? Möjliga värden: {choices}." if near else f"Möjliga värden: {choices}."
            report.add("wrong-value", value, f"`{text}` är inget giltigt värde för `{_last(path)}`.", hint, fix)
            return None

    return convert


def _boolean(value: Value, report: Report, path: str) -> bool | None:
    text = _text(value, report, path)
    if text in ("true", "false"):
        return text == "true"
    if text is not None:
        better = {"ja": "true", "nej": "false", "yes": "true", "no": "false"}.get(text.casefold(), "")
        fix = Fix(f"Skriv `{better}`", (Edit(value.start, value.end, better),)) if better else None
        hint = f"Skriv `{better}`." if better else "Skriv `true` eller `false`."
        report.add("wrong-value", value, f"`{_last(path)}` är antingen `true` eller `false`.", hint, fix)
    return None


def _integer(value: Value, report: Report, path: str) -> int | None:
    text = _text(value, report, path)
    if text is not None and re.fullmatch(r"[0-9]{1,9}", text):
        return int(text)
    if text is not None:
        report.add("wrong-value", value, f"`{_last(path)}` ska vara ett heltal.", "Skriv till exempel `10`.")
    return None


def _list(convert_item: Convert, nested: str) -> Convert:
    """A list of values; of maps, `nested` is their first key."""

    def convert(value: Value, report: Report, path: str) -> tuple[Any, ...] | None:
        if value.kind == "text" and not nested:
            # One value where a list may stand is read as a list of one. Commas betray forgotten brackets, but not in
            # running text ("SKR 2023, rad 254").
            if ", " in value.text and convert_item is not _text:
                fix = Fix("Sätt hakparenteser", (Edit(value.start, value.end, f"[{value.text}]"),), safe=False)
                hint = f"Skriv `[{value.text}]`, eller en rad per värde med `- ` först."
                report.add("wrong-value", value, f"`{_last(path)}` ska vara en lista.", hint, fix)
                return None
            item = convert_item(value, report, path)
            return None if item is None else (item,)
        if value.kind != "list":
            hint = "Börja varje rad med `- `."
            if nested and value.entries:
                first = value.entries[0][0].text
                hint = f"Skriv `- ` före postens första nyckel, `  - {first}: …`, och dra in de andra lika långt."
            elif nested:
                hint = f"Skriv varje post på egna rader under nyckeln: `  - {nested}: …`."
            report.add("wrong-value", value, f"`{_last(path)}` ska vara en lista.", hint)
            return None
        items = []
        for index, item_value in enumerate(value.items):
            here = f"{path}[{index}]"
            report.spots[here] = Spot(item_value.start, item_value.end, item_value.start, item_value.end)
            item = convert_item(item_value, report, here)
            if item is not None:
                items.append(item)
        return tuple(items)

    return convert


def _map(convert_item: Convert) -> Convert:
    def convert(value: Value, report: Report, path: str) -> Mapping[str, Any] | None:
        if value.kind != "map":
            example = "icd-10-se: [F32, F33]" if _last(path) == "koder" else "nyckel: värde"
            hint = f"Skriv på nästa rad, med två mellanslag först: `  {example}`."
            report.add("wrong-value", value, f"`{_last(path)}` ska ha egna rader under sig.", hint)
            return None
        result: dict[str, Any] = {}
        for key, item in value.entries:
            here = f"{path}.{key.text}"
            if key.text in result:
                report.add("duplicate-key", key, f"Nyckeln `{key.text}` står två gånger.", "Behåll en av dem.")
                continue
            report.spots[here] = Spot(key.start, key.end, item.start, item.end)
            if item.kind == "null":
                continue
            converted = convert_item(item, report, here)
            if converted is not None:
                result[key.text] = converted
        return result

    return convert


def _nested(cls: Any) -> Convert:
    def convert(value: Value, report: Report, path: str) -> Any:
        if value.kind != "map":
            known = ", ".join(_attributes(cls))
            first = known.partition(",")[0]
            hint = f"Skriv på nästa rad, med två mellanslag först, `  {first}: …`. Nycklar: {known}."
            report.add("wrong-value", value, f"`{_last(path)}` ska ha egna rader under sig.", hint)
            return None
        return build(cls, value, report, path)

    return convert


def _last(path: str) -> str:
    return re.sub(r"\[\d+\]$", "", path).rpartition(".")[2]


def matter_of(cls: type[Matter], value: Value, source: Source) -> tuple[Matter, Report]:
    """The matter of a whole front matter, with its faults and the place of every key."""
    report = Report(source)
    return build(cls, value, report), report
