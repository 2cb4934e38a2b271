-- Players and how they are known.
CREATE TABLE players (
    id INTEGER PRIMARY KEY AUTOINCREMENT, ulid TEXT NOT NULL, public_uid TEXT NOT NULL UNIQUE, wallet_id TEXT NOT NULL,
    name TEXT NOT NULL DEFAULT '', timezone TEXT NOT NULL DEFAULT 'UTC', created_at TEXT NOT NULL, last_seen TEXT,
    last_platform TEXT NOT NULL DEFAULT ''
);
CREATE TABLE identities (
    platform TEXT, identifier TEXT, player_id INTEGER NOT NULL REFERENCES players, PRIMARY KEY (platform, identifier)
) WITHOUT ROWID;
CREATE TABLE bans (player_id INTEGER PRIMARY KEY, reason TEXT NOT NULL, banned_on REAL NOT NULL, banned_until REAL);
