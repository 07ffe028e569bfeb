import 'server-only'

/** What the console's role may change, and where it may only add. */
export const readWriteTables = [
  'session',
  'revocation',
  'sign_in',
  'intent',
  'snooze',
  'view',
  'fleet_scan',
] as const
export const appendOnlyTables = ['audit'] as const
export const readOnlyTables = ['migration', 'audit_anchor'] as const

/**
 * In order; one that was released is never changed. The tables are those of SQLite (sqlite-migrations.ts). Times are epoch
 * milliseconds, except the audit trail's.
 */
export const postgresMigrations: readonly string[] = [
  `
  CREATE TABLE session (
    key TEXT PRIMARY KEY,
    user_id BIGINT NOT NULL,
    username TEXT NOT NULL,
    name TEXT NOT NULL,
    is_admin INTEGER NOT NULL,
    scopes TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    used_at BIGINT NOT NULL,
    access_token TEXT NOT NULL,
    refresh_token TEXT NOT NULL,
    token_issued_at BIGINT NOT NULL,
    token_expires_at BIGINT NOT NULL,
    version INTEGER NOT NULL,
    lease_owner TEXT,
    lease_until BIGINT,
    ended_at BIGINT
  );
  CREATE INDEX session_of_user ON session (user_id, created_at);

  CREATE TABLE revocation (
    id TEXT PRIMARY KEY,
    token TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    next_at BIGINT NOT NULL,
    attempts INTEGER NOT NULL
  );
  CREATE INDEX revocation_next ON revocation (next_at);

  CREATE TABLE sign_in (
    state TEXT PRIMARY KEY,
    expires_at BIGINT NOT NULL
  );

  CREATE TABLE audit (
    seq BIGINT PRIMARY KEY,
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
  );
  CREATE INDEX audit_intent ON audit (intent_id);
  CREATE INDEX audit_time ON audit (at_utc, seq);
  CREATE INDEX audit_actor ON audit (actor_name, at_utc, seq);
  CREATE INDEX audit_actor_sub ON audit (actor_sub, at_utc, seq);
  CREATE INDEX audit_action ON audit (action, at_utc, seq);
  CREATE INDEX audit_object ON audit (object_type, object_id, at_utc, seq);
  CREATE INDEX audit_object_time ON audit (object_type, at_utc, seq);
  CREATE INDEX audit_name ON audit (object_name, at_utc, seq);
  CREATE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the audit trail is append-only'; END $$;
  CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only();

  CREATE TABLE audit_anchor (
    seq BIGINT PRIMARY KEY,
    hash TEXT NOT NULL,
    archived_at TEXT NOT NULL
  );

  CREATE TABLE intent (
    id TEXT PRIMARY KEY,
    user_id BIGINT NOT NULL,
    username TEXT NOT NULL,
    key TEXT NOT NULL,
    body_hash TEXT NOT NULL,
    project_id BIGINT NOT NULL,
    project_path TEXT,
    agent_id BIGINT NOT NULL,
    agent_name TEXT,
    token_name TEXT NOT NULL,
    tag TEXT NOT NULL,
    state TEXT NOT NULL,
    owner TEXT NOT NULL,
    next_at BIGINT NOT NULL,
    code TEXT,
    token_id BIGINT,
    created_at BIGINT NOT NULL,
    sent_at BIGINT,
    settled_at BIGINT,
    dismissed_at BIGINT
  );
  CREATE UNIQUE INDEX intent_key ON intent (user_id, key);
  CREATE INDEX intent_next ON intent (state, next_at);
  `,
  `
  ALTER TABLE session ADD COLUMN ip TEXT;
  ALTER TABLE session ADD COLUMN user_agent TEXT;
  ALTER TABLE session ADD COLUMN identified_at BIGINT NOT NULL DEFAULT 0;
  `,
  // A person is GitLab's user id or the subject of an SSO (decisions/0046).
  `
  ALTER TABLE session ALTER COLUMN user_id TYPE TEXT;
  ALTER TABLE intent ALTER COLUMN user_id TYPE TEXT;
  `,
  `
  CREATE TABLE snooze (
    id TEXT PRIMARY KEY,
    finding_key TEXT NOT NULL UNIQUE,
    reason TEXT NOT NULL,
    until_day TEXT NOT NULL,
    user_id TEXT NOT NULL,
    username TEXT NOT NULL,
    created_at BIGINT NOT NULL
  );
  `,
  `
  CREATE TABLE view (
    id TEXT PRIMARY KEY,
    user_id TEXT NOT NULL,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (user_id, name)
  );
  `,
  `
  CREATE TABLE fleet_scan (
    name TEXT PRIMARY KEY,
    owner TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    lease_until BIGINT NOT NULL,
    finished_at BIGINT,
    result TEXT
  );
  `,
  // Null is "told": so are the tokens of before, and of a replica that is not updated yet (decisions/0030).
  `
  ALTER TABLE intent ADD COLUMN untold_since BIGINT;
  `,
]
