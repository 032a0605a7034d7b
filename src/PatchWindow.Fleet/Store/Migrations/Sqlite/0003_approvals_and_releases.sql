-- What a sighting was of: the version that the host had then, and how grave the release was. By it the releases are known that a
-- host still lacks, and since when. Of older rows it is not known.
ALTER TABLE sighting ADD COLUMN installed TEXT;
ALTER TABLE sighting ADD COLUMN severity TEXT NOT NULL DEFAULT 'Unknown';
ALTER TABLE sighting ADD COLUMN classification TEXT NOT NULL DEFAULT 'Other';

-- A newer version that the host was offered makes a deferral of the older one void.
ALTER TABLE deferral ADD COLUMN superseded_version TEXT;

CREATE TABLE approval (
    id                 INTEGER PRIMARY KEY AUTOINCREMENT,
    host               TEXT NOT NULL COLLATE NOCASE,
    name               TEXT NOT NULL,
    version            TEXT NOT NULL,
    verdict            TEXT NOT NULL CHECK (verdict IN ('Approved', 'Denied')),
    policy             TEXT,
    created            TEXT NOT NULL,
    until              TEXT,
    reason             TEXT NOT NULL CHECK (length(reason) > 0),
    approved_by        TEXT NOT NULL,
    withdrawn          TEXT,
    withdrawn_by       TEXT,
    superseded_by      INTEGER REFERENCES approval (id),
    superseded_version TEXT
);

CREATE INDEX approval_of_patch ON approval (host, name, version);
