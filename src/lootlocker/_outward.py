"""What an error may take along when it leaves the package."""

from __future__ import annotations

import sys
import traceback

from lootlocker_api.errors import LootLockerError


class Outward:
    """Lets no error out with what the frames below hold in their variables: keys and tokens.

    An error of this package comes without those frames, any other one (a cancellation, an interrupt) with empty ones.
    """

    def __enter__(self) -> None:
        self._outside = sys.exception()  # what the user is handling already is the user's own

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if error is None:
            return
        links: list[BaseException | None] = [error]
        known = [self._outside]
        while links:
            link = links.pop()
            if link is None or link in known:
                continue
            known.append(link)
            if isinstance(link, LootLockerError):
                link.__traceback__ = None
            else:
                traceback.clear_frames(link.__traceback__)
            links += [link.__cause__, link.__context__]
            if link.__suppress_context__ and link.__cause__ is None:
                link.__context__ = None  # nobody sees it, and what it says of an answer may hold a token
