-- A run is one policy's work in one window; work that needs no window has one run of a policy at a time.
CREATE TABLE run (
    id           text PRIMARY KEY COLLATE "C",
    policy       text NOT NULL,
    outside      integer NOT NULL CHECK (outside IN (0, 1)),
    window_start text NOT NULL COLLATE "C",
    window_end   text COLLATE "C",
    cutoff       text COLLATE "C",
    time_zone    text NOT NULL,
    state        text NOT NULL CHECK (state IN ('Running', 'Stopped', 'Ended')),
    message      text NOT NULL,
    created      text NOT NULL COLLATE "C",
    ended        text COLLATE "C"
);

CREATE UNIQUE INDEX run_of_window ON run (lower(policy), window_start) WHERE outside = 0;
CREATE UNIQUE INDEX run_outside ON run (lower(policy)) WHERE outside = 1 AND ended IS NULL;

-- The rings of a run, and the budgets that hosts of a ring share: there are few, however many hosts.
CREATE TABLE run_ring (
    run  text NOT NULL COLLATE "C" REFERENCES run (id),
    ring integer NOT NULL,
    name text NOT NULL,
    hosts integer NOT NULL,
    PRIMARY KEY (run, ring)
);

CREATE TABLE run_share (
    run   text NOT NULL COLLATE "C" REFERENCES run (id),
    ring  integer NOT NULL,
    share text NOT NULL COLLATE "C",
    PRIMARY KEY (run, ring, share)
);

-- When the hosts of a policy were last asked what they have outside of windows.
CREATE TABLE survey (
    policy   text NOT NULL,
    surveyed text NOT NULL COLLATE "C"
);

CREATE UNIQUE INDEX survey_of_policy ON survey (lower(policy));

-- The epoch counts who had the step: a result is taken only from the last. The lease ends by the database's clock.
ALTER TABLE step ADD COLUMN run text COLLATE "C" REFERENCES run (id);
ALTER TABLE step ADD COLUMN ring integer;
ALTER TABLE step ADD COLUMN ordinal integer;
ALTER TABLE step ADD COLUMN share text COLLATE "C";
ALTER TABLE step ADD COLUMN looked text COLLATE "C";
ALTER TABLE step ADD COLUMN due integer;
ALTER TABLE step ADD COLUMN estimate bigint;
ALTER TABLE step ADD COLUMN claimed text COLLATE "C";
ALTER TABLE step ADD COLUMN epoch bigint NOT NULL DEFAULT 0;
ALTER TABLE step ADD COLUMN lease_until text COLLATE "C";
-- A failure that a person has seen and let pass; and a step whose host has a newer one in the run.
ALTER TABLE step ADD COLUMN forgiven integer NOT NULL DEFAULT 0 CHECK (forgiven IN (0, 1));
ALTER TABLE step ADD COLUMN replaced integer NOT NULL DEFAULT 0 CHECK (replaced IN (0, 1));
ALTER TABLE step ADD COLUMN package_manager text;
ALTER TABLE step ADD COLUMN boot text;
ALTER TABLE step ADD COLUMN sent text COLLATE "C";

-- One that waits in a run keeps its host from nothing.
DROP INDEX step_in_progress;
CREATE UNIQUE INDEX step_in_progress ON step (lower(host)) WHERE ended IS NULL AND state <> 'Planned';
CREATE UNIQUE INDEX step_of_run ON step (run, lower(host)) WHERE run IS NOT NULL AND replaced = 0;
CREATE INDEX step_to_claim ON step (run, ring, ordinal) WHERE state = 'Planned' AND due = 1;
CREATE INDEX step_to_look ON step (run, ring, ordinal) WHERE state = 'Planned' AND due IS NULL;
CREATE INDEX step_open ON step (run, ring) WHERE ended IS NULL;
CREATE INDEX step_over ON step (run, ring, state, ended) WHERE ended IS NOT NULL;
CREATE INDEX step_times ON step (lower(host), ended) WHERE sent IS NOT NULL AND state = 'Succeeded';
CREATE INDEX step_times_of_all ON step (package_manager, ended) WHERE sent IS NOT NULL AND state = 'Succeeded';

-- A row for each budget that a step uses up, from its claim to its end: budgets are counted and never reckoned.
CREATE TABLE hold (
    policy text NOT NULL,
    budget text NOT NULL COLLATE "C",
    step   text NOT NULL COLLATE "C" REFERENCES step (id),
    PRIMARY KEY (step, budget)
);

CREATE INDEX hold_of_policy ON hold (lower(policy), budget);
