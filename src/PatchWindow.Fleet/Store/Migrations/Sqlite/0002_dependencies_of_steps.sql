-- What the package manager brings along with a step's patches is recorded like them, and told apart.
ALTER TABLE step_patch ADD COLUMN dependency INTEGER NOT NULL DEFAULT 0 CHECK (dependency IN (0, 1));
