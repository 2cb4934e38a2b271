-- Progressions, triggers, drop tables and loot boxes, what belongs to item instances.
CREATE TABLE progression_states (
    id TEXT PRIMARY KEY, player_id INTEGER NOT NULL REFERENCES players ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('player', 'character', 'instance')), holder_id INTEGER NOT NULL,
    progression_id TEXT NOT NULL, points INTEGER NOT NULL CHECK (points >= 0), last_level_up TEXT,
    UNIQUE (kind, holder_id, progression_id)
) WITHOUT ROWID;
CREATE TABLE trigger_calls (
    player_id INTEGER NOT NULL REFERENCES players ON DELETE CASCADE, key TEXT NOT NULL, times INTEGER NOT NULL,
    PRIMARY KEY (player_id, key)
) WITHOUT ROWID;
CREATE TABLE dice (id INTEGER PRIMARY KEY CHECK (id = 1), thrown INTEGER NOT NULL);
INSERT INTO dice VALUES (1, 0);
CREATE TABLE drops (
    id INTEGER PRIMARY KEY AUTOINCREMENT, instance_id INTEGER NOT NULL REFERENCES instances ON DELETE CASCADE,
    asset_id INTEGER NOT NULL, variation_id INTEGER, rental_option_id INTEGER
);
CREATE TABLE opened_boxes (instance_id INTEGER PRIMARY KEY, player_id INTEGER NOT NULL);
CREATE TABLE instance_storage (
    id INTEGER PRIMARY KEY AUTOINCREMENT, instance_id INTEGER NOT NULL REFERENCES instances ON DELETE CASCADE,
    key TEXT NOT NULL, value TEXT NOT NULL, UNIQUE (instance_id, key)
);
CREATE TABLE favourite_assets (
    player_id INTEGER NOT NULL REFERENCES players ON DELETE CASCADE, asset_id INTEGER NOT NULL,
    PRIMARY KEY (player_id, asset_id)
) WITHOUT ROWID;
-- A grant that its player was not told of yet.
CREATE TABLE grant_notifications (instance_id INTEGER PRIMARY KEY REFERENCES instances ON DELETE CASCADE);
CREATE TRIGGER progress_of_character AFTER DELETE ON characters BEGIN
    DELETE FROM progression_states WHERE kind = 'character' AND holder_id = OLD.id;
END;
CREATE TRIGGER progress_of_instance AFTER DELETE ON instances BEGIN
    DELETE FROM progression_states WHERE kind = 'instance' AND holder_id = OLD.id;
END;
