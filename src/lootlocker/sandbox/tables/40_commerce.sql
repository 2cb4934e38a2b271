-- Wallets and what is in them. Amounts are text: they have any number of digits.
CREATE INDEX IF NOT EXISTS players_by_wallet ON players (wallet_id);
CREATE INDEX IF NOT EXISTS players_by_ulid ON players (ulid);
CREATE INDEX IF NOT EXISTS characters_by_ulid ON characters (ulid);
CREATE TABLE wallets (
    id TEXT PRIMARY KEY, holder_type TEXT NOT NULL, holder_id TEXT NOT NULL UNIQUE,
    player_id INTEGER NOT NULL REFERENCES players, character_id INTEGER
) WITHOUT ROWID;
CREATE TABLE balances (
    wallet_id TEXT NOT NULL REFERENCES wallets, currency_id TEXT NOT NULL, amount TEXT NOT NULL,
    created_at TEXT NOT NULL, PRIMARY KEY (wallet_id, currency_id)
) WITHOUT ROWID;
-- What was bought, won or redeemed. `items`, `paid`, `given` and `metadata` are JSON. Before `due` the outcome is not
-- told; `way` is how it came about: purchase, async, store, steam, reward.
CREATE TABLE entitlements (
    place INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, player_id INTEGER NOT NULL REFERENCES players,
    way TEXT NOT NULL, type TEXT NOT NULL, status TEXT NOT NULL, store TEXT, wallet_id TEXT, character_id INTEGER,
    items TEXT NOT NULL, paid TEXT NOT NULL, given TEXT NOT NULL, metadata TEXT NOT NULL, error TEXT,
    due REAL NOT NULL, created_at TEXT NOT NULL
);
CREATE INDEX entitlements_of_player ON entitlements (player_id, place);
CREATE TABLE receipts (store TEXT NOT NULL, receipt TEXT NOT NULL, PRIMARY KEY (store, receipt)) WITHOUT ROWID;
CREATE TABLE soft_balances (player_id INTEGER PRIMARY KEY REFERENCES players, amount INTEGER NOT NULL);
CREATE TABLE orders (
    id INTEGER PRIMARY KEY AUTOINCREMENT, player_id INTEGER NOT NULL REFERENCES players, instance_ids TEXT NOT NULL
);
