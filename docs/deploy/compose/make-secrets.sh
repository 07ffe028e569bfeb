#!/bin/sh
# Makes ./secrets beside this file: keys, passwords, and certificates for PostgreSQL and, to begin with, for the console.
# What exists is kept. Needs openssl.
#
#   ./make-secrets.sh clusters.example.com
set -eu
name=${1:?the host name of the console, such as clusters.example.com}
cd "$(dirname "$0")"
mkdir -p secrets
chmod 0700 secrets
cd secrets

# Files are read by the user 65532 of the image, whom the mode of the folder keeps others from reaching them.
make() {
  if [ -e "$1" ]; then return; fi
  cat > "$1"
  chmod 0644 "$1"
}
password() { openssl rand -hex 24; }

printf 'k1:%s\n' "$(openssl rand -base64 32)" | make session-keys
openssl rand -base64 32 | make audit-key
openssl rand -hex 32 | make metrics-token
password | make postgres-owner-password
password | make postgres-role-password
tls='sslmode=verify-full&sslrootcert=/run/secrets/postgres-ca'
printf 'postgres://console:%s@postgres/console?%s\n' "$(cat postgres-role-password)" "$tls" | make store-url
printf 'postgres://console_owner:%s@postgres/console?%s\n' "$(cat postgres-owner-password)" "$tls" | make store-migrate-url

# A certificate for one name, signed by itself: fine between two containers that both know it.
certificate() {
  if [ -e "$1.key" ]; then return; fi
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -noenc -days "$3" \
    -subj "/CN=$2" -addext "subjectAltName=DNS:$2" -keyout "$1.key" -out "$1.pem" 2> /dev/null
  chmod 0644 "$1.pem"
  chmod 0600 "$1.key"
}
certificate postgres postgres 3650
# Put the certificate of your authority in its place.
certificate tls "$name" 30

if [ ! -e gitlab-oauth-client-secret ]; then
  echo 'Still missing: secrets/gitlab-oauth-client-secret, from GitLab (Admin, Applications).'
fi
