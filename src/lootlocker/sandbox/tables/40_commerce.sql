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
