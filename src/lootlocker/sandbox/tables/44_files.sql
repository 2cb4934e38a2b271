-- Files of players. The bytes are in a folder beside the database, a file for each revision; one of an asset candidate
-- is of no player file.
CREATE TABLE player_files (
    id INTEGER PRIMARY KEY AUTOINCREMENT, player_id INTEGER NOT NULL REFERENCES players, name TEXT NOT NULL,
    purpose TEXT NOT NULL, is_public INTEGER NOT NULL, created_at TEXT NOT NULL
);
CREATE INDEX files_of_player ON player_files (player_id);
CREATE TABLE file_revisions (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
    file_id INTEGER REFERENCES player_files ON DELETE CASCADE, name TEXT NOT NULL, size INTEGER NOT NULL
);
CREATE INDEX revisions_of_file ON file_revisions (file_id, number);
CREATE TABLE secrets (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
