"""Generated news in French and English: as many documents as asked for, the same for the same seed.

Each event (a company, a place, figures) is told by several documents in sentences of different
wording; one in ten documents changes a figure. Between the sentences with figures stand as many
without, so that the text has about as many numbers as a newspaper (4 to 5 a kilobyte).
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator

from claimcheck import Source

SYLLABLES = ("va", "lo", "mer", "dan", "ti", "sor", "bel", "ka", "ru", "nex", "phi", "gal", "or", "len", "ys")

TOLD = {
    "fr": (
        "{name} a annoncé un investissement de {money} millions d'euros dans son {thing} de {place}.",
        "{name} va investir {money} millions d'euros à {place}, selon sa direction.",
        "À {place}, {name} emploie désormais {staff} personnes, contre {before} un an plus tôt.",
        "Le {thing} de {place} compte {staff} salariés, d'après {name}.",
        "Le chiffre d'affaires de {name} a progressé de {growth} % en {year}.",
        "En {year}, les ventes de {name} ont augmenté de {growth} %.",
        "Les travaux du {thing} de {place} doivent finir en {month} {year}, avec {delay} mois de retard.",
    ),
    "en": (
        "{name} announced an investment of €{money} million in its {place} {thing}.",
        "The group {name} will spend {money} million euros in {place}, its management said.",
        "In {place}, {name} now employs {staff} people, up from {before} a year earlier.",
        "The {place} {thing} has {staff} workers, according to {name}.",
        "Sales at {name} rose by {growth} % in {year}.",
        "In {year}, revenue of {name} grew by {growth} percent.",
        "Work on the {thing} in {place} is due to end in {month} {year}, after a delay of {delay} months.",
    ),
}
BETWEEN = {
    "fr": (
        "La direction n'a pas voulu commenter les discussions engagées avec les représentants du personnel.",
        "Les élus de la région suivent le dossier de près et attendent des garanties sur la suite du projet.",
        "Cette décision s'inscrit dans une stratégie engagée de longue date, rappelle un proche du dossier.",
        "Les syndicats demandent que la concertation reprenne avant toute nouvelle étape du chantier.",
        "Le marché reste difficile à lire, tant les commandes varient d'une saison à l'autre.",
    ),
    "en": (
        "Management declined to comment on the talks that are under way with staff representatives.",
        "Local councillors are following the matter closely and want assurances about what comes next.",
        "The decision is part of a strategy that was set out long ago, a person close to the matter said.",
        "Unions have asked for the consultation to resume before any further step is taken on the site.",
        "The market remains hard to read, since orders change so much from one season to the next.",
    ),
}
THINGS = (
    ("chantier naval", "shipyard"),
    ("terminal portuaire", "port terminal"),
    ("centre de tri", "sorting centre"),
    ("parc éolien", "wind farm"),
    ("laboratoire", "laboratory"),
    ("haut fourneau", "blast furnace"),
    ("entrepôt", "warehouse"),
    ("studio d'animation", "animation studio"),
    ("vignoble", "vineyard"),
    ("barrage", "dam"),
    ("abattoir", "slaughterhouse"),
    ("centre de données", "data centre"),
    ("moulin", "mill"),
    ("stade", "stadium"),
    ("hôpital", "hospital"),
    ("dépôt de bus", "bus depot"),
    ("incinérateur", "incinerator"),
    ("parc de loisirs", "theme park"),
    ("gisement de lithium", "lithium mine"),
    ("pôle de recherche", "research campus"),
    ("réacteur", "reactor"),
    ("tunnel", "tunnel"),
    ("silo à grains", "grain silo"),
    ("atelier de couture", "sewing workshop"),
)
"""What an event is about, in both languages: the words by which its documents are told from others."""
MONTHS = {
    "fr": ("janvier", "mars", "mai", "juin", "septembre", "octobre"),
    "en": ("January", "March", "May", "June", "September", "October"),
}


def _name(dice: random.Random) -> str:
    return "".join(dice.choice(SYLLABLES) for _ in range(4)).capitalize()


def documents(count: int, *, seed: int = 7, per_event: int = 5, size: int = 1200) -> Iterator[Source]:
    """`count` documents of about `size` characters, `per_event` an event, by turns in both languages."""
    dice = random.Random(seed)
    for number in range(count):
        if number % per_event == 0:
            event = {
                "name": f"{_name(dice)} {_name(dice)}", "place": _name(dice), "money": dice.randint(12, 980),
                "staff": dice.randint(150, 9000), "before": dice.randint(100, 8000),
                "growth": dice.randint(2, 60), "year": dice.randint(2012, 2030), "delay": dice.randint(2, 30),
                "thing": dice.randrange(len(THINGS)),
            }  # fmt: skip
        language = ("fr", "en")[number % 2]
        yield _document(number, language, event, dice, size)


def _document(
    number: int, language: str, event: dict[str, str | int], dice: random.Random, size: int
) -> Source:
    thing = THINGS[int(event["thing"])][language == "en"]
    facts = dict(event, month=dice.choice(MONTHS[language]), thing=thing)
    if dice.random() < 0.1:
        facts["money"] = int(event["money"]) + dice.randint(20, 300)
    sentences: list[str] = []
    while sum(map(len, sentences)) < size:
        sentences.append(dice.choice(TOLD[language]).format(**facts))
        sentences.append(dice.choice(BETWEEN[language]))
        sentences.append(dice.choice(BETWEEN[language]))
    paragraphs = [" ".join(sentences[i : i + 4]) for i in range(0, len(sentences), 4)]
    return Source(
        id=f"{number:07d}",
        text="\n\n".join(paragraphs),
        language=language,
        published=datetime.date(2024, 1, 1) + datetime.timedelta(days=number % 365),
        publisher=f"Outlet {number % 17}",
    )
