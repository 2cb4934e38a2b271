-- Players who asked to be deleted, and what players keep as pairs.
CREATE TABLE deletions (
    player_id INTEGER PRIMARY KEY REFERENCES players, due REAL NOT NULL, gone INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE player_storage (
    player_id INTEGER NOT NULL REFERENCES players, key TEXT NOT NULL, value TEXT NOT NULL, is_public INTEGER NOT NULL,
    place INTEGER NOT NULL, PRIMARY KEY (player_id, key)
) WITHOUT ROWID;
-- Players who show their inventories elsewhere; nothing asks about it.
CREATE TABLE public_profiles (player_id INTEGER PRIMARY KEY REFERENCES players);
