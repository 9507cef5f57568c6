{{/*
Scripts, by their files, of migration.
*/}}
{{- define "event-backend.migration.scripts" -}}
wait-for-database.sh: |
  set -eu
  export LC_ALL=C
  umask 077
  trap 'exit 143' TERM
  trap 'exit 130' INT

  say() { printf '%s\n' "$*" >&2; }
  fail() { say "$*"; exit 1; }
  refuse() { say "$*"; exit 2; }
  whole() {
    case $2 in
      '' | *[!0-9]* | 0*) refuse "$1 is '$2', expected a whole number from 1 on" ;;
    esac
  }

  : "${PGHOST:?is not set: the host name of the PostgreSQL server}"
  : "${PGUSER:?is not set: the PostgreSQL role}"
  : "${PGDATABASE:?is not set: the database}"
  export PGCONNECT_TIMEOUT=5

  export PGAPPNAME=event-mesh-wait
  WAIT_SECONDS=${WAIT_SECONDS:-300}
  whole WAIT_SECONDS "$WAIT_SECONDS"
  until_deadline() {
    began=$(date +%s)
    pause=1
    until attempt; do
      waited=$(($(date +%s) - began))
      say "waiting for $1 ($waited s of $WAIT_SECONDS s): $reason"
      left=$((WAIT_SECONDS - waited))
      [ "$left" -gt 0 ] || return 1
      [ "$pause" -le "$left" ] || pause=$left
      sleep "$pause"
      pause=$((pause * 2))
      [ "$pause" -le 5 ] || pause=5
    done
  }

  attempt() { reason=$(psql -X -w -q -c 'SELECT 1' 2>&1 >/dev/null); }
  until_deadline "database '$PGDATABASE' on $PGHOST" || fail "gave up after $WAIT_SECONDS s: $reason"
  say "database '$PGDATABASE' on $PGHOST answers"
record.sh: |
  set -eu
  export LC_ALL=C
  umask 077
  trap 'exit 143' TERM
  trap 'exit 130' INT

  say() { printf '%s\n' "$*" >&2; }
  fail() { say "$*"; exit 1; }
  refuse() { say "$*"; exit 2; }
  whole() {
    case $2 in
      '' | *[!0-9]* | 0*) refuse "$1 is '$2', expected a whole number from 1 on" ;;
    esac
  }

  : "${PGHOST:?is not set: the host name of the PostgreSQL server}"
  : "${PGUSER:?is not set: the PostgreSQL role}"
  : "${PGDATABASE:?is not set: the database}"
  export PGCONNECT_TIMEOUT=5

  export PGAPPNAME=event-mesh-migration-record
  : "${MIGRATION_NAME:?is not set: the name of the migration to record}"
  # The lock makes others wait who would create the schema at the same time.
  psql -X -w -q -o /dev/null -v ON_ERROR_STOP=1 -v name="$MIGRATION_NAME" --single-transaction -f - <<'SQL' ||
  SELECT pg_advisory_xact_lock(hashtextextended('event_mesh.migrations', 0));
  SELECT to_regnamespace('event_mesh') IS NULL AS no_schema \gset
  \if :no_schema
  CREATE SCHEMA event_mesh;
  GRANT USAGE ON SCHEMA event_mesh TO PUBLIC;
  \endif
  SELECT to_regclass('event_mesh.migrations') IS NULL AS no_table \gset
  \if :no_table
  CREATE TABLE event_mesh.migrations (name text PRIMARY KEY, completed_at timestamptz NOT NULL DEFAULT now());
  GRANT SELECT ON event_mesh.migrations TO PUBLIC;
  \endif
  INSERT INTO event_mesh.migrations (name) VALUES (:'name') ON CONFLICT (name) DO NOTHING;
  SQL
    fail "migration '$MIGRATION_NAME' was not recorded; when a right is missing, record as the owner of database '$PGDATABASE'"
  say "recorded migration '$MIGRATION_NAME' in database '$PGDATABASE'"
wait-for-migration.sh: |
  set -eu
  export LC_ALL=C
  umask 077
  trap 'exit 143' TERM
  trap 'exit 130' INT

  say() { printf '%s\n' "$*" >&2; }
  fail() { say "$*"; exit 1; }
  refuse() { say "$*"; exit 2; }
  whole() {
    case $2 in
      '' | *[!0-9]* | 0*) refuse "$1 is '$2', expected a whole number from 1 on" ;;
    esac
  }

  : "${PGHOST:?is not set: the host name of the PostgreSQL server}"
  : "${PGUSER:?is not set: the PostgreSQL role}"
  : "${PGDATABASE:?is not set: the database}"
  export PGCONNECT_TIMEOUT=5

  export PGAPPNAME=event-mesh-migration-wait
  : "${MIGRATION_NAME:?is not set: the name of the migration to wait for}"
  WAIT_SECONDS=${WAIT_SECONDS:-300}
  whole WAIT_SECONDS "$WAIT_SECONDS"
  until_deadline() {
    began=$(date +%s)
    pause=1
    until attempt; do
      waited=$(($(date +%s) - began))
      say "waiting for $1 ($waited s of $WAIT_SECONDS s): $reason"
      left=$((WAIT_SECONDS - waited))
      [ "$left" -gt 0 ] || return 1
      [ "$pause" -le "$left" ] || pause=$left
      sleep "$pause"
      pause=$((pause * 2))
      [ "$pause" -le 5 ] || pause=5
    done
  }

  query() {
    psql -X -w -q -A -t -v ON_ERROR_STOP=1 -v name="$1" -f - 2>&1 <<'SQL'
  SELECT to_regclass('event_mesh.migrations') IS NOT NULL AS present \gset
  \if :present
  SELECT 'recorded' FROM event_mesh.migrations WHERE name = :'name';
  \endif
  SQL
  }
  attempt() {
    status=3
    reason=$(query "$MIGRATION_NAME") || return 1
    [ "$reason" != recorded ] || return 0
    status=4
    reason='the database answers, the record is missing'
    return 1
  }
  if ! until_deadline "migration '$MIGRATION_NAME'"; then
    say "gave up after $WAIT_SECONDS s: $reason"
    [ "$status" -ne 4 ] || say "look at the migration Job: it has not succeeded, or records another name"
    exit "$status"
  fi
  say "migration '$MIGRATION_NAME' is recorded"
{{- end }}
