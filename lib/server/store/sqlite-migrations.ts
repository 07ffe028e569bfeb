import 'server-only'

/** In order; one that was released is never changed. Times are epoch milliseconds, except the audit trail's. */
export const sqliteMigrations: readonly string[] = [
  `
  CREATE TABLE session (
    key TEXT PRIMARY KEY,
    user_id INTEGER NOT NULL,
    username TEXT NOT NULL,
    name TEXT NOT NULL,
    is_admin INTEGER NOT NULL,
    scopes TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    used_at INTEGER NOT NULL,
    access_token TEXT NOT NULL,
    refresh_token TEXT NOT NULL,
    token_issued_at INTEGER NOT NULL,
    token_expires_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    lease_owner TEXT,
    lease_until INTEGER
  ) STRICT;
  CREATE INDEX session_user ON session (user_id, created_at);

  CREATE TABLE revocation (
    id TEXT PRIMARY KEY,
    token TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    next_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX revocation_next ON revocation (next_at);

  CREATE TABLE sign_in (
    state TEXT PRIMARY KEY,
    expires_at INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE audit (
    seq INTEGER PRIMARY KEY,
    at_utc TEXT NOT NULL,
    actor_sub TEXT NOT NULL,
    actor_name TEXT NOT NULL,
    auth_mode TEXT NOT NULL,
    session8 TEXT NOT NULL,
    ip TEXT,
    ua_hash TEXT,
    action TEXT NOT NULL,
    scope TEXT,
    object_type TEXT NOT NULL,
    object_id TEXT,
    object_name TEXT,
    changes TEXT,
    intent_id TEXT NOT NULL,
    phase TEXT NOT NULL,
    result TEXT,
    upstream_status INTEGER,
    upstream_request_id TEXT
  ) STRICT;
  CREATE INDEX audit_intent ON audit (intent_id);
  CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
  CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
  `,
  `
  CREATE TABLE intent (
    id TEXT PRIMARY KEY,
    user_id INTEGER NOT NULL,
    username TEXT NOT NULL,
    key TEXT NOT NULL,
    body_hash TEXT NOT NULL,
    project_id INTEGER NOT NULL,
    project_path TEXT,
    agent_id INTEGER NOT NULL,
    agent_name TEXT,
    token_name TEXT NOT NULL,
    tag TEXT NOT NULL,
    state TEXT NOT NULL,
    owner TEXT NOT NULL,
    next_at INTEGER NOT NULL,
    code TEXT,
    token_id INTEGER,
    created_at INTEGER NOT NULL,
    sent_at INTEGER,
    settled_at INTEGER,
    dismissed_at INTEGER
  ) STRICT;
  CREATE UNIQUE INDEX intent_key ON intent (user_id, key);
  CREATE INDEX intent_next ON intent (state, next_at);

  ALTER TABLE session ADD COLUMN ended_at INTEGER;
  `,
  // The chain begins here: what was recorded before it has no link, and stands in a table of its own.
  `
  ALTER TABLE audit RENAME TO audit_unchained;
  DROP INDEX audit_intent;
  CREATE TABLE audit (
    seq INTEGER PRIMARY KEY,
    at_utc TEXT NOT NULL,
    actor_sub TEXT NOT NULL,
    actor_name TEXT NOT NULL,
    auth_mode TEXT NOT NULL,
    session8 TEXT NOT NULL,
    ip TEXT,
    ua_hash TEXT,
    action TEXT NOT NULL,
    scope TEXT,
    object_type TEXT NOT NULL,
    object_id TEXT,
    object_name TEXT,
    changes TEXT,
    intent_id TEXT NOT NULL,
    phase TEXT NOT NULL,
    result TEXT,
    upstream_status INTEGER,
    upstream_request_id TEXT,
    prev_hash TEXT NOT NULL,
    hash TEXT NOT NULL
  ) STRICT;
  CREATE INDEX audit_intent ON audit (intent_id);
  CREATE INDEX audit_time ON audit (at_utc, seq);
  CREATE INDEX audit_actor ON audit (actor_name, at_utc, seq);
  CREATE INDEX audit_actor_sub ON audit (actor_sub, at_utc, seq);
  CREATE INDEX audit_action ON audit (action, at_utc, seq);
  CREATE INDEX audit_object ON audit (object_type, object_id, at_utc, seq);
  CREATE INDEX audit_object_time ON audit (object_type, at_utc, seq);
  CREATE INDEX audit_name ON audit (object_name, at_utc, seq);
  CREATE TRIGGER audit_row_no_update BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
  CREATE TRIGGER audit_row_no_delete BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;

  CREATE TABLE audit_anchor (
    seq INTEGER PRIMARY KEY,
    hash TEXT NOT NULL,
    archived_at TEXT NOT NULL
  ) STRICT;
  `,
  `
  ALTER TABLE session ADD COLUMN ip TEXT;
  ALTER TABLE session ADD COLUMN user_agent TEXT;
  ALTER TABLE session ADD COLUMN identified_at INTEGER NOT NULL DEFAULT 0;
  `,
  // A person is GitLab's user id or the subject of an SSO (decisions/0046).
  `
  DROP INDEX session_user;
  ALTER TABLE session RENAME COLUMN user_id TO gitlab_user_id;
  ALTER TABLE session ADD COLUMN user_id TEXT NOT NULL DEFAULT '';
  UPDATE session SET user_id = CAST(gitlab_user_id AS TEXT);
  ALTER TABLE session DROP COLUMN gitlab_user_id;
  CREATE INDEX session_user ON session (user_id, created_at);

  DROP INDEX intent_key;
  ALTER TABLE intent RENAME COLUMN user_id TO gitlab_user_id;
  ALTER TABLE intent ADD COLUMN user_id TEXT NOT NULL DEFAULT '';
  UPDATE intent SET user_id = CAST(gitlab_user_id AS TEXT);
  ALTER TABLE intent DROP COLUMN gitlab_user_id;
  CREATE UNIQUE INDEX intent_key ON intent (user_id, key);
  `,
  `
  CREATE TABLE snooze (
    id TEXT PRIMARY KEY,
    finding_key TEXT NOT NULL UNIQUE,
    reason TEXT NOT NULL,
    until_day TEXT NOT NULL,
    user_id TEXT NOT NULL,
    username TEXT NOT NULL,
    created_at INTEGER NOT NULL
  ) STRICT;
  `,
  `
  CREATE TABLE view (
    id TEXT PRIMARY KEY,
    user_id TEXT NOT NULL,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    UNIQUE (user_id, name)
  ) STRICT;
  `,
  `
  CREATE TABLE fleet_scan (
    name TEXT PRIMARY KEY,
    owner TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    lease_until INTEGER NOT NULL,
    finished_at INTEGER,
    result TEXT
  ) STRICT;
  `,
  // Null is "told": so are the tokens of before, and of a replica that is not updated yet (decisions/0030).
  `
  ALTER TABLE intent ADD COLUMN untold_since INTEGER;
  `,
]
