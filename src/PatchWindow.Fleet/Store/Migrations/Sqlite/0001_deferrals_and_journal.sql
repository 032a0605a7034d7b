-- Moments are UTC text (2026-11-23T22:00:00.000Z): they sort as they read. A host is the same in any letter case.

CREATE TABLE sighting (
    host       TEXT NOT NULL COLLATE NOCASE,
    name       TEXT NOT NULL,
    version    TEXT NOT NULL,
    first_seen TEXT NOT NULL,
    PRIMARY KEY (host, name, version)
) WITHOUT ROWID;

CREATE TABLE deferral (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    host          TEXT NOT NULL COLLATE NOCASE,
    name          TEXT NOT NULL,
    version       TEXT NOT NULL,
    policy        TEXT,
    created       TEXT NOT NULL,
    until         TEXT NOT NULL,
    reason        TEXT NOT NULL CHECK (length(reason) > 0),
    deferred_by   TEXT NOT NULL,
    resumed       TEXT,
    resumed_by    TEXT,
    superseded_by INTEGER REFERENCES deferral (id)
);

CREATE INDEX deferral_of_patch ON deferral (host, name, version);

CREATE TABLE step (
    id              TEXT PRIMARY KEY,
    host            TEXT NOT NULL COLLATE NOCASE,
    policy          TEXT,
    state           TEXT NOT NULL,
    runner          TEXT NOT NULL,
    process_id      INTEGER NOT NULL,
    process_started TEXT NOT NULL,
    boot_id         TEXT NOT NULL,
    override_reason TEXT,
    override_by     TEXT,
    created         TEXT NOT NULL,
    ended           TEXT
);

-- A host has one step at a time, whoever asks.
CREATE UNIQUE INDEX step_in_progress ON step (host) WHERE ended IS NULL;

CREATE TABLE step_patch (
    step    TEXT NOT NULL REFERENCES step (id),
    name    TEXT NOT NULL,
    version TEXT NOT NULL,
    PRIMARY KEY (step, name)
) WITHOUT ROWID;

CREATE TABLE journal (
    step     TEXT NOT NULL REFERENCES step (id),
    sequence INTEGER NOT NULL,
    time     TEXT NOT NULL,
    state    TEXT NOT NULL,
    message  TEXT NOT NULL,
    PRIMARY KEY (step, sequence)
) WITHOUT ROWID;
