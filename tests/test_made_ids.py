"""An id made from a heading's words never hides one that an author wrote or the format gives."""

from rodtrad.face import Role
from rodtrad.reader import read

TEXT = """---
id: a
titel: A
---

## Om hälsotillståndet

### Definition

Text.

## Vårdförloppets åtgärder

### Definition

### Uppföljning

#### A. Uppföljning {#uppfoljning}

### Uppföljning
"""


def test_made_ids_make_way() -> None:
    document = read("content/vardforlopp/a.md", TEXT.encode()).document
    assert document
    ids = [block.id for block in document.face.blocks if block.role is not Role.PROSE]
    assert ids == [
        "om-halsotillstandet",
        "definition",
        "vardforloppets-atgarder",
        "definition-2",
        "uppfoljning-2",
        "uppfoljning",
        "uppfoljning-3",
    ]
    assert document.face.by_id["uppfoljning"].role is Role.ACTION
    assert next(b for b in document.body.blocks if b.label).parent == "uppfoljning-2"
