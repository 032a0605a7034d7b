-- A run is one policy's work in one window; work that needs no window has one run of a policy at a time.
CREATE TABLE run (
    id           TEXT PRIMARY KEY,
    policy       TEXT NOT NULL COLLATE NOCASE,
    outside      INTEGER NOT NULL CHECK (outside IN (0, 1)),
    window_start TEXT NOT NULL,
    window_end   TEXT,
    cutoff       TEXT,
    time_zone    TEXT NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('Running', 'Stopped', 'Ended')),
    message      TEXT NOT NULL,
    created      TEXT NOT NULL,
    ended        TEXT
);

CREATE UNIQUE INDEX run_of_window ON run (policy, window_start) WHERE outside = 0;
CREATE UNIQUE INDEX run_outside ON run (policy) WHERE outside = 1 AND ended IS NULL;

-- The rings of a run, and the budgets that hosts of a ring share: there are few, however many hosts.
CREATE TABLE run_ring (
    run  TEXT NOT NULL REFERENCES run (id),
    ring INTEGER NOT NULL,
    name TEXT NOT NULL,
    hosts INTEGER NOT NULL,
    PRIMARY KEY (run, ring)
) WITHOUT ROWID;

CREATE TABLE run_share (
    run   TEXT NOT NULL REFERENCES run (id),
    ring  INTEGER NOT NULL,
    share TEXT NOT NULL,
    PRIMARY KEY (run, ring, share)
) WITHOUT ROWID;

-- When the hosts of a policy were last asked what they have outside of windows.
CREATE TABLE survey (
    policy   TEXT PRIMARY KEY COLLATE NOCASE,
    surveyed TEXT NOT NULL
) WITHOUT ROWID;

-- The epoch counts who had the step: a result is taken only from the last. The lease ends by the database's clock.
ALTER TABLE step ADD COLUMN run TEXT REFERENCES run (id);
ALTER TABLE step ADD COLUMN ring INTEGER;
ALTER TABLE step ADD COLUMN ordinal INTEGER;
ALTER TABLE step ADD COLUMN share TEXT;
ALTER TABLE step ADD COLUMN looked TEXT;
ALTER TABLE step ADD COLUMN due INTEGER;
ALTER TABLE step ADD COLUMN estimate INTEGER;
ALTER TABLE step ADD COLUMN claimed TEXT;
ALTER TABLE step ADD COLUMN epoch INTEGER NOT NULL DEFAULT 0;
ALTER TABLE step ADD COLUMN lease_until TEXT;
-- A failure that a person has seen and let pass; and a step whose host has a newer one in the run.
ALTER TABLE step ADD COLUMN forgiven INTEGER NOT NULL DEFAULT 0 CHECK (forgiven IN (0, 1));
ALTER TABLE step ADD COLUMN replaced INTEGER NOT NULL DEFAULT 0 CHECK (replaced IN (0, 1));
ALTER TABLE step ADD COLUMN package_manager TEXT;
ALTER TABLE step ADD COLUMN boot TEXT;
ALTER TABLE step ADD COLUMN sent TEXT;

-- One that waits in a run keeps its host from nothing.
DROP INDEX step_in_progress;
CREATE UNIQUE INDEX step_in_progress ON step (host) WHERE ended IS NULL AND state <> 'Planned';
CREATE UNIQUE INDEX step_of_run ON step (run, host) WHERE run IS NOT NULL AND replaced = 0;
CREATE INDEX step_to_claim ON step (run, ring, ordinal) WHERE state = 'Planned' AND due = 1;
CREATE INDEX step_to_look ON step (run, ring, ordinal) WHERE state = 'Planned' AND due IS NULL;
CREATE INDEX step_open ON step (run, ring) WHERE ended IS NULL;
CREATE INDEX step_over ON step (run, ring, state, ended) WHERE ended IS NOT NULL;
CREATE INDEX step_times ON step (host, ended) WHERE sent IS NOT NULL AND state = 'Succeeded';
CREATE INDEX step_times_of_all ON step (package_manager, ended) WHERE sent IS NOT NULL AND state = 'Succeeded';

-- A row for each budget that a step uses up, from its claim to its end: budgets are counted and never reckoned.
CREATE TABLE hold (
    policy TEXT NOT NULL COLLATE NOCASE,
    budget TEXT NOT NULL,
    step   TEXT NOT NULL REFERENCES step (id),
    PRIMARY KEY (policy, budget, step)
) WITHOUT ROWID;

CREATE INDEX hold_of_step ON hold (step);
