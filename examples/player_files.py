"""A save game in the cloud: uploaded with progress, replaced by a newer one, downloaded, and what others see of it.

A file is read from the disk while it is sent, whatever its size, and read anew if the call has to be sent again; a
download is written beside its place and moved there when it is whole. The address of a file is signed and on another
host: the client sends it no key and no token. Others see public files alone.

The settings are those of quickstart.py.
"""

import tempfile
from pathlib import Path

from lootlocker import GameClient, Upload
from lootlocker.auth import GuestLogin


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, GameClient(login=GuestLogin()) as game:
        player_id = game.start_session().player_id
        save = Path(folder, "save.bin")
        save.write_bytes(b"level 1" * 100_000)

        told: list[int] = []
        upload = Upload(save, progress=lambda sent, total: told.append(sent * 100 // total))
        file = game.player_files.upload_player_file(file=upload, purpose="save_game", public=True)
        print(f"uploaded: {file.name}, {file.size} bytes, told {told[0]} to {told[-1]} %")
        game.player_files.upload_player_file(file=b"not for others", purpose="notes", public=False)

        newer = game.player_files.update_player_file(file.id, file=Upload(b"level 2", filename="save.bin"))
        print(f"updated: {newer.size} bytes, another revision: {newer.revision_id != file.revision_id}")

        current = game.player_files.get_player_file(file.id)
        came = game.download(current.url, Path(folder, "restored.bin"))
        print(f"downloaded: {came} bytes, {Path(folder, 'restored.bin').read_bytes()!r}")

        other = game.with_options(login=GuestLogin())
        own = [each.purpose for each in game.player_files.list_player_files().items]
        seen = [each.purpose for each in other.player_files.list_other_player_files(player_id).items]
        print(f"own files: {', '.join(own)}; seen by others: {', '.join(seen)}")
        game.player_files.delete_player_file(file.id)
        print(f"left: {len(game.player_files.list_player_files().items)}")


if __name__ == "__main__":
    main()
