"""Is the document true? Compares live answers with the document that this client was generated from.

    from lootlocker import GameClient
    from lootlocker.drift import Drift

    def note(drift: Drift) -> None:
        print(drift)

    game = GameClient("dev_key", login=GuestLogin(), on_drift=note)

The command `lootlocker-drift` calls the read-only operations with your own keys and writes a report. Neither the report
nor a `Drift` holds a value out of an answer: only names, places, types and shapes, and new values of documented enums.
"""

from ._answers import Drift, compare_answer
from ._compare import Kind

__all__ = ["Drift", "Kind", "compare_answer"]
