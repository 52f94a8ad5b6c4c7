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
        (
            "Les élus de la région", "Les syndicats", "Les riverains", "Les sous-traitants", "Les experts",
            "Les associations", "Les avocats du groupe", "Les services de l'État", "Les commerçants",
            "Les salariés réunis à huis clos", "Les chambres consulaires", "Des proches du dossier",
        ),
        (
            "suivent de près", "attendent des garanties sur", "n'ont pas voulu commenter",
            "veulent comprendre",
            "demandent à être consultés sur", "se disent surpris par", "ont longuement commenté",
            "plaident pour un autre regard sur", "n'ont pas oublié", "restent divisés sur",
        ),
        (
            "la suite du projet", "la stratégie du groupe", "les discussions en cours", "l'état du marché",
            "la réforme des transports", "l'avenir de la filière", "le rôle des collectivités",
            "la qualité de l'air", "l'accueil des apprentis", "la concurrence étrangère",
        ),
        (
            "avant toute nouvelle étape du chantier", "tant les commandes varient d'une saison à l'autre",
            "comme le prévoit la convention", "malgré les promesses de la campagne",
            "dans un climat jugé serein", "faute d'accord entre les parties",
            "à la veille d'une réunion décisive", "sans calendrier précis",
        ),
    ),
    "en": (
        (
            "Local councillors", "Unions", "Residents", "Subcontractors", "Campaigners", "Shopkeepers",
            "The group's lawyers", "Government officials", "Analysts", "Staff representatives",
            "Chambers of commerce", "People close to the matter",
        ),
        (
            "are following closely", "want assurances about", "declined to comment on", "have been debating",
            "ask to be consulted on", "said they were surprised by", "spoke at length about",
            "argue for another look at", "stressed the importance of", "remain divided over",
        ),
        (
            "what comes next", "the group's strategy", "the talks with workers", "the state of the market",
            "the transport reform", "the future of the industry", "the role of local authorities",
            "the quality of the air", "the training of apprentices", "foreign competition",
        ),
        (
            "before any further step is taken on the site", "as orders change from one season to the next",
            "as the agreement provides", "in spite of promises made during the campaign",
            "in what was called a calm mood", "for want of a deal between the parties",
            "on the eve of a decisive meeting", "without a firm timetable",
        ),
    ),
}  # fmt: skip
"""Who does what about what, and how: a sentence without figures has one of each, so that two documents
seldom have one in common."""
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
        sentences += (" ".join(map(dice.choice, BETWEEN[language])) + "." for _ in range(2))
    paragraphs = [" ".join(sentences[i : i + 4]) for i in range(0, len(sentences), 4)]
    return Source(
        id=f"{number:07d}",
        text="\n\n".join(paragraphs),
        language=language,
        published=datetime.date(2024, 1, 1) + datetime.timedelta(days=number % 365),
        publisher=f"Outlet {number % 17}",
    )
