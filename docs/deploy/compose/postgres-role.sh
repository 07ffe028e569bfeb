#!/bin/sh
# Run once by the PostgreSQL image, when its database is made: the role of the console, which owns nothing.
set -eu
psql --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" --set ON_ERROR_STOP=1 \
  --set password="$(cat /run/secrets/postgres-role-password)" <<'SQL'
CREATE ROLE console LOGIN PASSWORD :'password';
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
SQL
