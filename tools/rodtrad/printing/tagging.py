"""What PDF/UA asks for beyond what WeasyPrint writes: scopes of headings, words of links, bodies of items, artifacts.

Objects are those of pydyf, which are dictionaries and arrays; they are made anew as their own kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rodtrad.printing.tree import DECORATION

_SCOPES = {"col": "/Column", "colgroup": "/Column", "row": "/Row", "rowgroup": "/Row"}
_IN_ITEM = ("/Lbl", "/LBody")


def mend(document: Any, pdf: Any) -> None:
    """Mend the objects of a PDF that is about to be written."""
    for page in document.pages:
        for box in _boxes(page._page_box):
            _mend_box(box)
    for element in list(pdf.objects):
        if _kind(element) == "/LI":
            _give_body(element, pdf)
        elif _kind(element) == "/Figure" and getattr(element.get("Alt"), "string", "") == DECORATION:
            _let_go(element, pdf)
    _free_loose(pdf)


def _boxes(box: Any) -> Iterator[Any]:
    yield box
    for child in getattr(box, "children", ()):
        yield from _boxes(child)


def _mend_box(box: Any) -> None:
    """A heading of a table says what it heads; a link says where it leads in words, not by address."""
    cell = getattr(box, "mark", None)
    if cell and cell.get("S") == "/TH":
        cell["A"]["Scope"] = _SCOPES.get(box.element.get("scope", ""), "/Column")
    annotation = getattr(box, "link_annotation", None)
    if annotation and (words := box.element.get("title") or " ".join("".join(box.element.itertext()).split())):
        annotation["Contents"] = type(annotation["Contents"])(words)


def _kind(element: Any) -> str:
    """`/LI`, `/P` … of an element of the structure; "" for any other object."""
    return str(element.get("S", "")) if isinstance(element, dict) and element.get("Type") == "/StructElem" else ""


def _target(reference: Any, pdf: Any) -> Any:
    """The object that `12 0 R` stands for; None for the number of a piece of content."""
    return pdf.objects[int(reference.split()[0])] if isinstance(reference, bytes) else None


def _give_body(item: Any, pdf: Any) -> None:
    """What stands in a list item must stand in its body: a paragraph in it, for one."""
    kids = [(reference, _target(reference, pdf)) for reference in item["K"]]
    if all(kid is not None and kid["S"] in _IN_ITEM for _, kid in kids):
        return
    array = type(item["K"])
    body = type(item)({"Type": "/StructElem", "S": "/LBody", "K": array(), "Pg": item["Pg"], "P": item.reference})
    pdf.add_object(body)
    labels = array(reference for reference, kid in kids if kid is not None and kid["S"] == "/Lbl")
    for reference, kid in kids:
        if kid is not None and kid["S"] == "/Lbl":
            continue
        inner = kid["K"] if kid is not None and kid["S"] == "/LBody" else [reference]
        for part in inner:
            if (child := _target(part, pdf)) is not None:
                child["P"] = body.reference
        body["K"].extend(inner)
    item["K"] = array([*labels, body.reference])


def _let_go(element: Any, pdf: Any) -> None:
    """Take an element out of the structure."""
    above = _target(element["P"], pdf)["K"]
    above[:] = [reference for reference in above if reference != element.reference]


def _free_loose(pdf: Any) -> None:
    """What is not in the structure becomes artifacts: heads and feet of pages, and decoration."""
    root = _target(pdf.catalog["StructTreeRoot"], pdf)
    reached: set[bytes] = set()
    waiting = list(root["K"])
    while waiting:
        reference = waiting.pop()
        element = _target(reference, pdf)
        if _kind(element) and reference not in reached:
            reached.add(reference)
            waiting += element["K"]
    numbers = _target(root["ParentTree"], pdf)["Nums"]
    pages = [_target(reference, pdf) for reference in pdf.page_references]
    for page, owners in zip(pages, numbers[1 : 2 * len(pages) : 2], strict=True):
        loose = {number for number, owner in enumerate(owners) if owner not in reached}
        stream = _target(page["Contents"], pdf).stream
        for at, marked in enumerate(stream):  # an operator is written as its name, a dictionary, and BDC
            if isinstance(marked, dict) and marked.get("MCID") in loose:
                stream[at - 1 : at + 1] = ["/Artifact", type(marked)({"Type": "/Pagination"})]
        owners[:] = ["null" if number in loose else owner for number, owner in enumerate(owners)]
