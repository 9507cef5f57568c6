{{/*
Scripts, by their files, of backup of postgresql.
*/}}
{{- define "event-backend.postgresql.backup.scripts" -}}
backup.sh: |
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

  export PGAPPNAME=event-mesh-backup
  : "${BACKUP_DIR:?is not set: the folder of the backups}"
  case $BACKUP_DIR in
    /*) ;;
    *) refuse "BACKUP_DIR is '$BACKUP_DIR', expected an absolute path" ;;
  esac
  [ -d "$BACKUP_DIR" ] || fail "BACKUP_DIR '$BACKUP_DIR' is not a folder: mount the backup volume there"

  [ -w "$BACKUP_DIR" ] || fail "BACKUP_DIR '$BACKUP_DIR' is not writable for user $(id -u): set fsGroup on the pod"

  RETAIN=${RETAIN:-7}
  RETAIN_DAYS=${RETAIN_DAYS:-}
  whole RETAIN "$RETAIN"
  [ -z "$RETAIN_DAYS" ] || whole RETAIN_DAYS "$RETAIN_DAYS"
  d='[0-9]'
  stamps=$d$d$d$d$d$d$d${d}T$d$d$d$d$d${d}Z

  begin() {
    find "$BACKUP_DIR" -type f -name '.partial.*' -mtime +0 -exec rm -f '{}' ';'
    file=$1-$(date -u +%Y%m%dT%H%M%SZ).$2
    [ ! -e "$BACKUP_DIR/$file" ] || fail "$file is there already: another backup runs"
    partial=$(mktemp "$BACKUP_DIR/.partial.XXXXXX")
    trap 'rm -f "$partial" "$partial.sha256"' EXIT
  }
  finish() {
    checksum=$(sha256sum <"$partial")
    printf '%s  %s\n' "${checksum%% *}" "$file" >"$partial.sha256"
    mv "$partial.sha256" "$BACKUP_DIR/$file.sha256"
    mv "$partial" "$BACKUP_DIR/$file"
    say "wrote $file ($(wc -c <"$BACKUP_DIR/$file" | tr -d ' ') bytes)"
  }
  prune() {
    front=$BACKUP_DIR/$1-
    oldest=0
    [ -z "$RETAIN_DAYS" ] || oldest=$(date -u -d "@$(($(date +%s) - RETAIN_DAYS * 86400))" +%Y%m%d%H%M%S)
    # The pattern is meant to be expanded; names sort by time.
    # shellcheck disable=SC2086
    set -- "$front"$stamps."$2"
    surplus=$(($# - RETAIN))
    for old do
      time=${old#"$front"}
      time=${time%%Z*}
      if [ "$old" != "$BACKUP_DIR/$file" ] && { [ "$surplus" -gt 0 ] || [ "${time%T*}${time#*T}" -lt "$oldest" ]; }; then
        rm -f "$old" "$old.sha256"
        say "deleted ${old##*/}"
      fi
      surplus=$((surplus - 1))
    done
  }

  case $PGDATABASE in
    *[!A-Za-z0-9_.-]*)
      prefix=$(printf %s "$PGDATABASE" | tr -c 'A-Za-z0-9_.-' _)
      prefix=$prefix-$(printf %s "$PGDATABASE" | sha256sum | cut -c1-8)
      ;;
    *) prefix=$PGDATABASE ;;
  esac

  begin "$prefix" dump
  say "dumping database '$PGDATABASE' on $PGHOST"
  pg_dump --no-password --format=custom --lock-wait-timeout=60s --file="$partial" ||
    fail "pg_dump failed: no backup was written, and none was deleted"
  [ -s "$partial" ] || fail "the dump is empty: no backup was written, and none was deleted"
  contents=$(pg_restore --list "$partial") || fail "the dump is not readable: no backup was written, and none was deleted"
  case $contents in
    *'; 1259 '*' TABLE '*) ;;
    *) fail "database '$PGDATABASE' has no table: no backup was written, and none was deleted" ;;
  esac
  finish
  prune "$prefix" dump
restore.sh: |
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

  export PGAPPNAME=event-mesh-restore
  RESTORE_FILE=${RESTORE_FILE:-latest}
  : "${BACKUP_DIR:?is not set: the folder of the backups}"
  case $BACKUP_DIR in
    /*) ;;
    *) refuse "BACKUP_DIR is '$BACKUP_DIR', expected an absolute path" ;;
  esac
  [ -d "$BACKUP_DIR" ] || fail "BACKUP_DIR '$BACKUP_DIR' is not a folder: mount the backup volume there"

  d='[0-9]'
  stamps=$d$d$d$d$d$d$d${d}T$d$d$d$d$d${d}Z

  choose() {
    case $RESTORE_FILE in
      latest)
        # shellcheck disable=SC2086
        set -- "$BACKUP_DIR/$1"-$stamps."$2"
        shift $(($# - 1))
        chosen=$1
        [ -e "$chosen" ] || fail "no backup ${chosen##*/} in $BACKUP_DIR"
        ;;
      */*) refuse "RESTORE_FILE is '$RESTORE_FILE', expected the name of a file in $BACKUP_DIR, or 'latest'" ;;
      *)
        chosen=$BACKUP_DIR/$RESTORE_FILE
        if [ ! -f "$chosen" ]; then
          say "RESTORE_FILE '$RESTORE_FILE' is not in $BACKUP_DIR, which holds:"
          find "$BACKUP_DIR" -type f -name "*.$2" | sed 's,.*/,  ,' | sort >&2
          exit 1
        fi
        ;;
    esac
    [ -f "$chosen.sha256" ] || fail "$chosen has no checksum: if you trust it, write 'sha256sum' of it to $chosen.sha256"
    read -r expected rest <"$chosen.sha256" || [ -n "$expected" ]
    found=$(sha256sum <"$chosen")
    found=${found%% *}
    [ "$found" = "$expected" ] || fail "$chosen is damaged: its SHA-256 is $found, expected $expected; choose another backup"
  }

  case $PGDATABASE in
    *[!A-Za-z0-9_.-]*)
      prefix=$(printf %s "$PGDATABASE" | tr -c 'A-Za-z0-9_.-' _)
      prefix=$prefix-$(printf %s "$PGDATABASE" | sha256sum | cut -c1-8)
      ;;
    *) prefix=$PGDATABASE ;;
  esac

  choose "$prefix" dump
  others=$(psql -X -w -q -A -t -c "SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()") || fail "cannot reach the database: nothing was changed"
  say "restoring $chosen into database '$PGDATABASE' on $PGHOST: what the dump holds is dropped and made anew"
  [ "$others" -eq 0 ] || say "$others other sessions use the database: the restore waits for the locks that they hold"
  # Any connection string does for --dbname; the database itself comes from PGDATABASE.
  pg_restore --no-password --clean --if-exists --single-transaction --exit-on-error --no-owner \
    --dbname="application_name=$PGAPPNAME" "$chosen" ||
    fail "pg_restore failed: nothing was changed. When other objects depend on the dump's, drop them or restore into an empty database"
  psql -X -w -q -c 'SET client_min_messages = error' -c ANALYZE || say "ANALYZE failed: queries may be slow at first"
  say "restored. When the dump is older than the last migration, run the migration Job again"
check-volume.sh: |
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

  : "${BACKUP_DIR:?is not set: the folder of the backups}"
  case $BACKUP_DIR in
    /*) ;;
    *) refuse "BACKUP_DIR is '$BACKUP_DIR', expected an absolute path" ;;
  esac
  [ -d "$BACKUP_DIR" ] || fail "BACKUP_DIR '$BACKUP_DIR' is not a folder: mount the backup volume there"

  [ -w "$BACKUP_DIR" ] || fail "BACKUP_DIR '$BACKUP_DIR' is not writable for user $(id -u): set fsGroup on the pod"

  partial=$(mktemp "$BACKUP_DIR/.partial.XXXXXX") || fail "nothing can be written to BACKUP_DIR '$BACKUP_DIR'"
  rm -f "$partial"
  say "backups can be written to $BACKUP_DIR"
{{- end }}
