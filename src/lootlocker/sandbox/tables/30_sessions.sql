-- Sessions, verifications, White Label accounts.
CREATE TABLE game_sessions (
    token TEXT PRIMARY KEY, player_id INTEGER NOT NULL REFERENCES players, expires REAL NOT NULL, white_label_token TEXT
) WITHOUT ROWID;
CREATE TABLE refresh_tokens (
    token TEXT PRIMARY KEY, player_id INTEGER NOT NULL REFERENCES players, platform TEXT NOT NULL,
    identifier TEXT NOT NULL, expires REAL NOT NULL
) WITHOUT ROWID;
CREATE TABLE verifications (
    id INTEGER PRIMARY KEY AUTOINCREMENT, platform TEXT NOT NULL, identifier TEXT, expires REAL NOT NULL
);
CREATE TABLE server_sessions (token TEXT PRIMARY KEY, expires REAL NOT NULL) WITHOUT ROWID;
CREATE TABLE white_label_users (
    id INTEGER PRIMARY KEY AUTOINCREMENT, email TEXT NOT NULL UNIQUE COLLATE NOCASE, password TEXT NOT NULL,
    created_at TEXT NOT NULL, custom_fields TEXT NOT NULL
);
CREATE TABLE white_label_tokens (
    token TEXT PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES white_label_users, expires REAL NOT NULL
) WITHOUT ROWID;
