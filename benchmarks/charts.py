"""Pictures of the results, drawn with matplotlib: the same bytes for the same figures."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .report import figure
from .results import Comparison, Row

OURS, OTHERS = "#c2410c", "#64748b"
#: From here on a linear axis would leave the short bars invisible.
WIDE = 12.0


def draw(comparisons: Sequence[Comparison], folder: Path) -> dict[str, str]:
    """Draw what is to be drawn, and remove pictures of what no longer is.

    Returns:
        The file's name for each comparison.
    """
    matplotlib: Any = importlib.import_module("matplotlib")
    matplotlib.use("Agg")
    matplotlib.rcParams.update({"svg.hashsalt": "lootlocker", "font.size": 9, "svg.fonttype": "none"})
    pyplot: Any = importlib.import_module("matplotlib.pyplot")
    names: dict[str, str] = {}
    for found in comparisons:
        if found.chart and len(found.rows) > 1:
            names[found.name] = f"{found.name}.svg"
            _draw(pyplot, found, folder / names[found.name])
    for file in folder.glob("*.svg"):
        if file.name not in names.values():
            file.unlink()
    return names


def _draw(pyplot: Any, found: Comparison, file: Path) -> None:
    rows = sorted((row for row in found.rows if row.value.median > 0), key=lambda row: row.value.median, reverse=True)
    values = [row.value.median for row in rows]
    wide = max(values) / min(values) > WIDE
    canvas, axes = pyplot.subplots(figsize=(8, 0.9 + 0.3 * len(rows)))
    colours = [OURS if row.ours else OTHERS for row in rows]
    places = range(len(rows))
    spreads = [[row.value.median - row.value.low for row in rows], [row.value.high - row.value.median for row in rows]]
    if wide:  # a bar has no honest length on a logarithmic axis: points
        for place, row, colour in zip(places, rows, colours, strict=True):
            axes.plot([row.value.low, row.value.high], [place, place], color=colour, linewidth=1.5)
            axes.plot([row.value.median], [place], "o", color=colour, markersize=6)
        axes.set_xscale("log")
        axes.set_xlim(min(values) / 1.6, max(row.value.high for row in rows) * 2.5)
        axes.xaxis.set_major_formatter("{x:g}")
        axes.grid(axis="x", alpha=0.3)
    else:
        axes.barh(places, values, color=colours, height=0.65)
        if any(map(any, spreads)):
            axes.errorbar(values, places, xerr=spreads, fmt="none", ecolor="#1e293b", elinewidth=0.8, capsize=2)
        axes.set_xlim(0, max(row.value.high for row in rows) * 1.25)
    for place, row in zip(places, rows, strict=True):
        axes.annotate(
            _label(row, found),
            (row.value.high, place),
            xytext=(6, 0),
            textcoords="offset points",
            va="center",
            fontsize=8,
        )
    axes.set_yticks(list(places), [row.candidate for row in rows])
    for label, row in zip(axes.get_yticklabels(), rows, strict=True):
        label.set_fontweight("bold" if row.ours else "normal")
    axes.set_xlabel(f"{found.unit}{' (logarithmic)' if wide else ''}; less is better")
    axes.set_title(found.title, loc="left", fontsize=10)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    canvas.savefig(file, format="svg", bbox_inches="tight", metadata={"Date": None, "Creator": None})
    pyplot.close(canvas)


def _label(row: Row, found: Comparison) -> str:
    text = f"{figure(row.value.median)} {found.unit}"
    return f"{text} ({figure(row.ratio.median)}x)" if row.ratio else text
