-- Moments are UTC text (2026-11-23T22:00:00.000Z) and sort as they read: COLLATE "C". A host is the same in any letter case.

CREATE TABLE sighting (
    host       text NOT NULL,
    name       text NOT NULL COLLATE "C",
    version    text NOT NULL COLLATE "C",
    first_seen text NOT NULL COLLATE "C"
);

CREATE UNIQUE INDEX sighting_key ON sighting (lower(host), name, version);

CREATE TABLE deferral (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    host          text NOT NULL,
    name          text NOT NULL COLLATE "C",
    version       text NOT NULL COLLATE "C",
    policy        text,
    created       text NOT NULL COLLATE "C",
    until         text NOT NULL COLLATE "C",
    reason        text NOT NULL CHECK (length(reason) > 0),
    deferred_by   text NOT NULL,
    resumed       text COLLATE "C",
    resumed_by    text,
    superseded_by bigint REFERENCES deferral (id)
);

CREATE INDEX deferral_of_patch ON deferral (lower(host), name, version);

CREATE TABLE step (
    id              text PRIMARY KEY COLLATE "C",
    host            text NOT NULL,
    policy          text,
    state           text NOT NULL COLLATE "C",
    runner          text NOT NULL,
    process_id      integer NOT NULL,
    process_started text NOT NULL,
    boot_id         text NOT NULL,
    override_reason text,
    override_by     text,
    created         text NOT NULL COLLATE "C",
    ended           text COLLATE "C"
);

-- A host has one step at a time, whoever asks.
CREATE UNIQUE INDEX step_in_progress ON step (lower(host)) WHERE ended IS NULL;

CREATE TABLE step_patch (
    step    text NOT NULL COLLATE "C" REFERENCES step (id),
    name    text NOT NULL COLLATE "C",
    version text NOT NULL COLLATE "C",
    PRIMARY KEY (step, name)
);

CREATE TABLE journal (
    step     text NOT NULL COLLATE "C" REFERENCES step (id),
    sequence integer NOT NULL,
    time     text NOT NULL COLLATE "C",
    state    text NOT NULL COLLATE "C",
    message  text NOT NULL,
    PRIMARY KEY (step, sequence)
);
