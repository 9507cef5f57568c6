{{/*
Scripts, by their files, of backup of redis.
*/}}
{{- define "event-backend.redis.backup.scripts" -}}
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

  : "${REDIS_HOST:?is not set: the host name of the Redis server}"
  REDIS_PORT=${REDIS_PORT:-6379}
  whole REDIS_PORT "$REDIS_PORT"
  [ -n "${REDISCLI_AUTH:-}" ] || unset REDISCLI_AUTH


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

  begin redis rdb
  say "fetching a snapshot of Redis on $REDIS_HOST"
  redis-cli -h "$REDIS_HOST" -p "$REDIS_PORT" --rdb "$partial" >&2 ||
    fail "redis-cli failed: no backup was written, and none was deleted"
  verdict=$(redis-check-rdb "$partial" 2>&1) ||
    fail "the snapshot is damaged: no backup was written, and none was deleted: $verdict"
  finish
  prune redis rdb
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
