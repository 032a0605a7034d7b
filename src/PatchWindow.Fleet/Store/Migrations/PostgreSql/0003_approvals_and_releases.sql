-- What a sighting was of: the version that the host had then, and how grave the release was. By it the releases are known that a
-- host still lacks, and since when.
ALTER TABLE sighting ADD COLUMN installed text;
ALTER TABLE sighting ADD COLUMN severity text NOT NULL DEFAULT 'Unknown';
ALTER TABLE sighting ADD COLUMN classification text NOT NULL DEFAULT 'Other';

-- A newer version that the host was offered makes a deferral of the older one void.
ALTER TABLE deferral ADD COLUMN superseded_version text;

CREATE TABLE approval (
    id                 bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    host               text NOT NULL,
    name               text NOT NULL COLLATE "C",
    version            text NOT NULL COLLATE "C",
    verdict            text NOT NULL CHECK (verdict IN ('Approved', 'Denied')),
    policy             text,
    created            text NOT NULL COLLATE "C",
    until              text COLLATE "C",
    reason             text NOT NULL CHECK (length(reason) > 0),
    approved_by        text NOT NULL,
    withdrawn          text COLLATE "C",
    withdrawn_by       text,
    superseded_by      bigint REFERENCES approval (id),
    superseded_version text
);

CREATE INDEX approval_of_patch ON approval (lower(host), name, version);
