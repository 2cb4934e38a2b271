-- Characters, heroes, what they own and wear.
CREATE TABLE characters (
    id INTEGER PRIMARY KEY AUTOINCREMENT, ulid TEXT NOT NULL, player_id INTEGER NOT NULL REFERENCES players,
    character_type_id INTEGER NOT NULL, is_default INTEGER NOT NULL, name TEXT NOT NULL DEFAULT ''
);
CREATE INDEX characters_of_player ON characters (player_id);
CREATE TABLE heroes (
    id INTEGER PRIMARY KEY AUTOINCREMENT, player_id INTEGER NOT NULL REFERENCES players, hero_id INTEGER NOT NULL,
    instance_id INTEGER NOT NULL, character_id INTEGER NOT NULL UNIQUE, name TEXT, is_default INTEGER NOT NULL,
    asset_variation_id INTEGER
);
CREATE INDEX heroes_of_player ON heroes (player_id);
CREATE TABLE instances (
    id INTEGER PRIMARY KEY AUTOINCREMENT, ulid TEXT NOT NULL, player_id INTEGER NOT NULL REFERENCES players,
    character_id INTEGER NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('item', 'hero', 'universal')),
    asset_id INTEGER NOT NULL, variation_id INTEGER, rental_option_id INTEGER, source TEXT NOT NULL,
    acquired REAL NOT NULL, activated REAL
);
CREATE INDEX instances_of_character ON instances (character_id, kind, id);
CREATE TABLE loadouts (
    instance_id INTEGER PRIMARY KEY REFERENCES instances, character_id INTEGER NOT NULL REFERENCES characters,
    place INTEGER NOT NULL, mounted_at TEXT NOT NULL
);
CREATE INDEX loadout_of_character ON loadouts (character_id, place);
