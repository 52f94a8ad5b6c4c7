"""A small corpus with everything that an engine meets: good documents, bad ones, remarks, copies."""

from __future__ import annotations

import json
from pathlib import Path

FACTS = (
    "Le groupe Valoren va investir {money} millions d'euros dans son usine de Mersac, selon sa direction. "
    "L'usine de Mersac emploie {staff} salariés, a précisé Valoren mardi.",
    "Valoren will invest {money} million euros in its Mersac plant, its management said. "
    "The Mersac plant employs {staff} people, Valoren said on Tuesday.",
)


def write_corpus(folder: Path) -> None:
    folder.mkdir()
    for number in range(6):
        money = 340 if number != 4 else 410
        text = FACTS[number % 2].format(money=money, staff=1250)
        (folder / f"{number}.txt").write_text(f"{text}\n", encoding="utf-8")
    (folder / "broken.txt").write_bytes(b"Deux cents \xc3\xa9l\xe8ves \xff\x81")
    (folder / "old.txt").write_bytes("L'usine de Mersac emploie 1 250 salariés.".encode("cp1252"))
    records = [
        {"id": "a", "text": FACTS[0].format(money=340, staff=1300), "published": "2024-03-01"},
        {"id": "b", "text": ""},
        {"id": "a", "text": "The Mersac plant employs 1,250 people."},
        {"id": "c", "text": FACTS[1].format(money=340, staff=1250), "language": "en"},
    ]
    lines = [json.dumps(record) for record in records]
    (folder / "wire.jsonl").write_text("\n".join([*lines, "{", ""]), encoding="utf-8")


def write_stories(folder: Path) -> None:
    """Four stories of three documents: enough for the gate of rare names."""
    folder.mkdir()
    names = (
        ("Valoren", "Mersac"),
        ("Kerbastel", "Lunville"),
        ("Ormeval", "Dravières"),
        ("Tridanne", "Ostrevent"),
    )
    for story, (name, place) in enumerate(names):
        for number in range(3):
            text = FACTS[number % 2].format(money=210 + 37 * story + 60 * (number == 2), staff=1250)
            text = text.replace("Valoren", name).replace("Mersac", place)
            (folder / f"{story}-{number}.txt").write_text(text, encoding="utf-8")
