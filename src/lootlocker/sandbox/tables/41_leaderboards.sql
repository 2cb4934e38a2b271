-- Leaderboards, their entries, rewards, resets and archives.
CREATE TABLE leaderboards (
    id INTEGER PRIMARY KEY AUTOINCREMENT, ulid TEXT NOT NULL, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
    type TEXT NOT NULL, direction_method TEXT NOT NULL, enable_game_api_writes INTEGER NOT NULL,
    overwrite_score_on_submit INTEGER NOT NULL, has_metadata INTEGER NOT NULL, created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL, cron TEXT, next_run REAL, last_run REAL
);
-- Keys of the game file that were read: a board that was deleted does not come back.
CREATE TABLE leaderboard_seeds (key TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE leaderboard_entries (
    place INTEGER PRIMARY KEY AUTOINCREMENT, board_id INTEGER NOT NULL REFERENCES leaderboards ON DELETE CASCADE,
    member_id TEXT NOT NULL, score INTEGER NOT NULL, metadata TEXT NOT NULL, UNIQUE (board_id, member_id)
);
CREATE INDEX entries_by_score ON leaderboard_entries (board_id, score, place);
CREATE TABLE leaderboard_rewards (
    board_id INTEGER NOT NULL REFERENCES leaderboards ON DELETE CASCADE, reward_id TEXT NOT NULL,
    predicates TEXT NOT NULL, PRIMARY KEY (board_id, reward_id)
);
CREATE TABLE leaderboard_resets (
    id INTEGER PRIMARY KEY AUTOINCREMENT, board_id INTEGER NOT NULL REFERENCES leaderboards ON DELETE CASCADE,
    name TEXT NOT NULL, status TEXT NOT NULL, scheduled_for REAL NOT NULL, requested_at REAL NOT NULL,
    processed_at REAL
);
CREATE TABLE leaderboard_archives (
    id INTEGER PRIMARY KEY AUTOINCREMENT, board_id INTEGER NOT NULL REFERENCES leaderboards ON DELETE CASCADE,
    key TEXT NOT NULL UNIQUE, made REAL NOT NULL, content TEXT NOT NULL
);
