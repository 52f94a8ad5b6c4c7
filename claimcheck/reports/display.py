"""How values and figures are written for people: plain words, all in one place for every format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from claimcheck.model import Fact, Magnitude, Number, Period, Value, plain
from claimcheck.reports.characters import clean, harmful, name

__all__ = [
    "clean",
    "clip",
    "digits",
    "exact",
    "figure_text",
    "harmful",
    "interval_text",
    "name",
    "plural",
    "short_figure",
    "unit_text",
    "value_text",
    "value_title",
]

SCALES = ((Decimal("1e12"), "tn"), (Decimal("1e9"), "bn"), (Decimal("1e6"), "million"))
SIGNIFICANT = 7
LONGEST = 40
UNITS = {"degree_Celsius": "°C", "degree_Fahrenheit": "°F", "kelvin": "K"}
NO_BREAK = "\N{NO-BREAK SPACE}"


def clip(text: str, limit: int) -> str:
    """At most `limit` characters, the middle left out.

    >>> clip("abcdefghij", 5)
    'ab…ij'
    """
    if len(text) <= limit:
        return text
    tail = (limit - 1) // 2
    return f"{text[: limit - 1 - tail]}…{text[len(text) - tail :]}"


def plural(count: int, one: str, many: str | None = None) -> str:
    """
    >>> plural(1, "source"), plural(2, "agreement"), plural(0, "entry", "entries")
    ('1 source', '2 agreements', '0 entries')
    """
    return f"{count} {one if count == 1 else many or one + 's'}"


def digits(number: Number) -> str:
    """All digits, in groups of three (no-break spaces) from five on; far too long ones in powers of ten.

    >>> digits(Decimal("13750000000")).split(), digits(Decimal("3119.50")), digits(Fraction(1, 3))
    (['13', '750', '000', '000'], '3119.5', '1/3')
    """
    if isinstance(number, Decimal) and abs(number.adjusted()) > LONGEST:
        return f"{number:.6e}"
    text = plain(number) or ""
    if len(text) > LONGEST:
        return (
            f"{Decimal(number.numerator) / number.denominator:.6e}"
            if isinstance(number, Fraction)
            else f"{number:.6e}"
        )
    sign, whole, dot, rest = _split(text)
    if len(whole) > 4 and whole.isdigit():
        whole = f"{int(whole):,}".replace(",", NO_BREAK)
    return f"{sign}{whole}{dot}{rest}"


def _split(text: str) -> tuple[str, str, str, str]:
    sign = "-" if text.startswith("-") else ""
    whole, dot, rest = text.removeprefix("-").partition(".")
    return sign, whole, dot, rest


def _scale(numbers: Sequence[Number | None]) -> tuple[Decimal, str]:
    """The scale at which all `numbers` are short, with its word; (1, "") when there is none."""
    known = [number for number in numbers if number is not None]
    for size, word in SCALES:
        if any(number >= size or -number >= size for number in known) and all(
            _short(number, size) for number in known
        ):
            return size, word
    return Decimal(1), ""


def _short(number: Number, size: Decimal) -> bool:
    if isinstance(number, Fraction):
        return False
    return number.adjusted() < LONGEST and len((number / size).normalize().as_tuple().digits) <= SIGNIFICANT


def _figure(number: Number, size: Decimal) -> str:
    return digits(number if size == 1 or isinstance(number, Fraction) else number / size)


def unit_text(value: Magnitude, one: bool = False) -> str:
    """What a figure is in: a currency code, a unit, the counted noun; empty for a bare number."""
    if value.kind == "money":
        unit = value.currency or "?"
    elif value.kind == "percent":
        unit = "%"
    elif value.kind == "points":
        unit = "points"
    elif value.kind == "count":
        unit = value.of or ""
    elif value.kind in ("duration", "age") and value.unit:
        unit = value.unit if one else f"{value.unit}s"
        unit += " old" if value.kind == "age" else ""
    else:
        unit = UNITS.get(value.unit or "", (value.unit or "").replace("_", " ").replace(" / ", "/"))
    return clip(clean(f"{unit} per {value.per}" if value.per else unit), LONGEST)


def value_text(value: Value) -> str:
    """What the text says, in short words.

    >>> from claimcheck.model import Magnitude
    >>> d = Decimal("13.75e9")
    >>> value_text(Magnitude("money", d, d, (d, d), currency="USD"))
    '13.75 bn USD'
    >>> value_text(Magnitude("money", d, None, (d, None), low_open=True, currency="USD"))
    'more than 13.75 bn USD'
    """
    if isinstance(value, Fact):
        return clean(value.category) if value.category is not None else ("yes" if value.truth else "no")
    if isinstance(value, Period):
        return _period_text(value)
    size, word = _scale((value.low, value.high))
    unit = unit_text(value, one=value.low == value.high == 1)
    if value.low is not None and value.high is not None:
        figure = _figure(value.low, size)
        if value.high != value.low:
            figure = f"{figure} to {_figure(value.high, size)}"
    elif value.low is not None:
        figure = f"{'more than' if value.low_open else 'at least'} {_figure(value.low, size)}"
    elif value.high is not None:
        figure = f"{'less than' if value.high_open else 'at most'} {_figure(value.high, size)}"
    else:
        figure = "some"
    lead = {"none": "", "approximate": "about", "vague": "roughly"}[value.hedge]
    prefix = "no." if value.kind == "ordinal" else ""
    return " ".join(part for part in (value.change or "", lead, prefix, figure, word, unit) if part)


def figure_text(like: Magnitude, number: Number | None) -> str:
    """A plain figure in the unit of another value."""
    return value_text(
        replace(like, low=number, high=number, hedge="none", change=None, low_open=False, high_open=False)
    )


def short_figure(number: Number) -> str:
    """A bare figure, scaled where that is shorter.

    >>> short_figure(Decimal("12.5e9")), short_figure(Decimal("0"))
    ('12.5 bn', '0')
    """
    size, word = _scale((number,))
    return f"{_figure(number, size)} {word}".strip()


def value_title(value: Value) -> str:
    """`value_text` with all digits where it is scaled: "13.75 bn USD (13 750 000 000)"."""
    text = value_text(value)
    if isinstance(value, Magnitude) and _scale((value.low, value.high))[1]:
        figures = [digits(end) for end in dict.fromkeys((value.low, value.high)) if end is not None]
        return f"{text} ({' to '.join(figures)})"
    return text


def exact(value: Value) -> bool:
    """Whether a text is compatible with nothing but what it says."""
    if isinstance(value, Fact):
        return True
    said = (value.earliest, value.latest) if isinstance(value, Period) else (value.low, value.high)
    return value.interval == said


def interval_text(value: Value) -> str:
    """What the text is compatible with, in short words; empty for facts.

    >>> d = Decimal
    >>> from claimcheck.model import Magnitude
    >>> value = Magnitude("money", d("13e9"), d("13e9"), (d("12.5e9"), d("13.5e9")), currency="USD")
    >>> interval_text(value)
    '[12.5, 13.5] bn USD'
    """
    if isinstance(value, Fact):
        return ""
    if isinstance(value, Period):
        first, last = value.interval
        if first == last and first is not None:
            return f"{first}"
        return f"{'(' if first is None else '['}{first or '-∞'}, {last or '∞'}{')' if last is None else ']'}"
    low, high = value.interval
    size, word = _scale((low, high))
    unit = " ".join(part for part in (word, unit_text(value, one=False)) if part)
    if low == high and low is not None:
        return f"{_figure(low, size)} {unit}".strip()
    left = "(" if low is None or (value.low_open and low == value.low) else "["
    right = ")" if high is None or (value.high_open and high == value.high) else "]"
    ends = ("-∞" if low is None else _figure(low, size), "∞" if high is None else _figure(high, size))
    return f"{left}{ends[0]}, {ends[1]}{right} {unit}".strip()


def _period_text(value: Period) -> str:
    first, last = value.earliest, value.latest
    lead = "" if value.relation == "in" else f"{value.relation} "
    lead = {"none": "", "approximate": "about ", "vague": "roughly "}[value.hedge] + lead
    tail = "" if value.anchored else " (relative to an unknown date)"
    if first is None or last is None:
        ends = [str(end) for end in (first, last) if end is not None]
        if lead.strip() or not ends:
            return f"{lead}{ends[0] if ends else 'an unknown time'}{tail}"
        return f"{'until' if first is None else 'since'} {ends[0]}{tail}"
    text = {
        "year": f"{first:%Y}",
        "month": f"{first:%Y-%m}",
        "quarter": f"{first:%Y}-Q{(first.month + 2) // 3}",
        "half": f"{first:%Y}-H{1 if first.month < 7 else 2}",
        "decade": f"{first:%Y}s",
    }.get(value.granularity) or (str(first) if first == last else f"{first} to {last}")
    return f"{lead}{text}{tail}"
