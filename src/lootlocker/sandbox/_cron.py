"""Cron texts of five fields, in UTC, and the names that stand for some."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

_NAMES = {
    "@hourly": "0 * * * *",
    "@daily": "0 0 * * *",
    "@weekly": "0 0 * * 0",
    "@monthly": "0 0 1 * *",
    "@yearly": "0 0 1 1 *",
}
_BOUNDS = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))
_PART = re.compile(r"(\*|[0-9]{1,2}(?:-[0-9]{1,2})?)(?:/([1-9][0-9]?))?")
#: Eight years hold every leap day, also around a year such as 2100.
_DAYS = 8 * 366 + 1


def cron_problem(text: str) -> str | None:
    """What is wrong with a cron text, None if nothing is."""
    try:
        following_run(text, datetime(2024, 1, 1, tzinfo=UTC))
    except ValueError as error:
        return str(error)
    return None


def following_run(text: str, now: datetime) -> datetime:
    """The first moment after `now` that a cron text names.

    Raises:
        ValueError: The text is no cron text, or names no moment.
    """
    parts = _NAMES.get(text, text).split()
    if len(parts) != len(_BOUNDS):
        raise ValueError(f"{text!r} is no cron text: five fields, or one of {', '.join(_NAMES)}.")
    minutes, hours, days, months, weekdays = (
        _values(text, part, *bounds) for part, bounds in zip(parts, _BOUNDS, strict=True)
    )
    weekdays = {day % 7 for day in weekdays}
    start = now.astimezone(UTC).replace(second=0, microsecond=0) + timedelta(minutes=1)
    for later in range(_DAYS):
        day = start if later == 0 else (start + timedelta(days=later)).replace(hour=0, minute=0)
        # As in cron: where both days are restricted, either does.
        right = (day.day in days, day.isoweekday() % 7 in weekdays)
        either = not parts[2].startswith("*") and not parts[4].startswith("*")
        if day.month not in months or not (any(right) if either else all(right)):
            continue
        for hour in sorted(hours):
            for minute in sorted(minutes):
                if (hour, minute) >= (day.hour, day.minute):
                    return day.replace(hour=hour, minute=minute)
    raise ValueError(f"{text!r} names a day that never comes.")


def _values(text: str, field: str, least: int, most: int) -> set[int]:
    found: set[int] = set()
    for part in field.split(","):
        match = _PART.fullmatch(part)
        if match is None:
            raise ValueError(f"{text!r} is no cron text: {part!r} is not a number, a range, a step or a star.")
        first, _, last = match[1].partition("-")
        low, high = (least, most) if first == "*" else (int(first), int(last or (most if match[2] else first)))
        if not least <= low <= high <= most:
            raise ValueError(f"{text!r} is no cron text: {part!r} is not from {least} to {most}.")
        found.update(range(low, high + 1, int(match[2] or 1)))
    return found
