"""How many lines of generated code change when the document changes a little."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from ..harness import Plan
from ..results import Comparison, Goal, Row, Spread
from ..workshops import WORKSHOPS, generate, generated, workshop

MEMBER = """  xp_multiplier:
    type: number
    description: What experience points are multiplied with.
"""
NESTED = """  title:
    $ref: HeroTitle.yaml
    description: The hero's title.
"""
TITLE = """type: object
description: A title that a hero wears.
properties:
  id:
    type: integer
    format: int64
    description: Id of the title.
  name:
    type: string
    description: Name of the title.
  awarded_at:
    type: string
    description: When the title was awarded.
"""
OPERATION = """hero_title:
  parameters:
    - $ref: ../parameters.yaml#/OtherHeroId
  get:
    operationId: game_get_hero_title
    summary: Get Hero Title
    description: Shows a hero by its title.
    tags: [Game Heroes]
    x-evidence: inferred
    x-source:
      - nowhere, this is an experiment
    x-retry: safe
    security:
      - gameSession: []
    responses:
      '200':
        description: The hero.
        x-evidence: inferred
        content:
          application/json:
            schema:
              $ref: ../schemas/PlayerHeroResponse.yaml
      default:
        $ref: ../responses.yaml#/Error
"""


def _add_member(openapi: Path, text: str) -> None:
    file = openapi / "schemas" / "PlayerHero.yaml"
    changed = re.sub(r"^properties:\n", f"properties:\n{text}", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    file.write_text(changed, encoding="utf-8")


def _scalar(openapi: Path) -> None:
    _add_member(openapi, MEMBER)


def _nested(openapi: Path) -> None:
    (openapi / "schemas" / "HeroTitle.yaml").write_text(TITLE, encoding="utf-8")
    _add_member(openapi, NESTED)


def _operation(openapi: Path) -> None:
    file = openapi / "game" / "heroes.yaml"
    file.write_text(file.read_text(encoding="utf-8") + OPERATION, encoding="utf-8")
    index = openapi / "openapi.yaml"
    line = "  /game/v1/heroes/{hero_id}/title:\n    $ref: game/heroes.yaml#/hero_title\n"
    index.write_text(index.read_text(encoding="utf-8").replace("paths:\n", "paths:\n" + line, 1), encoding="utf-8")


CHANGES: dict[str, tuple[Callable[[Path], None], float]] = {
    "one scalar field added": (_scalar, 4),
    "one nested model added": (_nested, 35),
    "one operation added": (_operation, 100),
}


def _changed(before: Path, after: Path) -> dict[str, int]:
    """Lines added and removed, by what they are."""
    command = ["git", "diff", "--no-index", "--numstat", str(before), str(after)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = {"code": 0, "document": 0, "files": 0}
    for line in done.stdout.splitlines():
        added, removed, name = line.split("\t")
        code = name.rstrip("}").endswith(".py")
        found["code" if code else "document"] += int(added) + int(removed)
        found["files"] += code
    return found


def diffs(plan: Plan) -> Comparison:
    """Three small changes, each by itself."""
    found = Comparison(
        "regeneration", "Lines of generated code that a change of the document changes", "lines", chart=False
    )
    before = WORKSHOPS / "ours"
    if not (before / "generated").is_dir():
        generate(generated(None))
    for name, (change, limit) in CHANGES.items():
        after = workshop("changed")
        shutil.rmtree(after / "openapi", ignore_errors=True)
        shutil.copytree(before / "openapi", after / "openapi")
        change(after / "openapi")
        generate(after)
        lines = _changed(before / "generated" / "lootlocker_api", after / "generated" / "lootlocker_api")
        code = float(lines["code"])
        extra = {"files of code": str(lines["files"]), "lines of openapi.json": str(lines["document"])}
        found.rows.append(Row(name, Spread(code, code, code), ours=True, samples=1, extra=extra))
        found.goals.append(Goal(f"regeneration diff: {name}", limit, code, unit="lines"))
    found.notes.append("Lines added and lines removed, counted by git diff --no-index --numstat in a scratch folder.")
    return found
