-- What players make, until it would be an asset, and its files. `data` is JSON.
CREATE TABLE asset_candidates (
    id INTEGER PRIMARY KEY AUTOINCREMENT, player_id INTEGER NOT NULL REFERENCES players, status TEXT NOT NULL,
    data TEXT NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL
);
CREATE INDEX candidates_of_player ON asset_candidates (player_id, id);
CREATE TABLE candidate_files (
    id INTEGER PRIMARY KEY AUTOINCREMENT, candidate_id INTEGER NOT NULL REFERENCES asset_candidates ON DELETE CASCADE,
    revision TEXT NOT NULL REFERENCES file_revisions (id), content_type TEXT NOT NULL, purpose TEXT NOT NULL
);
CREATE INDEX files_of_candidate ON candidate_files (candidate_id, id);
