-- Leases of remote sessions. `asker` is the player who is to get a provider; the last three say who signed in and how.
CREATE TABLE leases (
    code TEXT PRIMARY KEY, nonce TEXT NOT NULL, intent TEXT NOT NULL, asker INTEGER REFERENCES players,
    status TEXT NOT NULL, expires REAL NOT NULL, attached INTEGER NOT NULL DEFAULT 0,
    player_id INTEGER REFERENCES players, platform TEXT, identifier TEXT
) WITHOUT ROWID;
