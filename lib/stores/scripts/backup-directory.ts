import { shell } from './shell';

/** The pattern of the UTC time in a backup's file name, as in `20260131T235959Z`. */
const stamps = shell`
d='[0-9]'
stamps=$d$d$d$d$d$d$d\${d}T$d$d$d$d$d\${d}Z
`;

const requireBackupDirectory = shell`
: "\${BACKUP_DIR:?is not set: the folder of the backups}"
case $BACKUP_DIR in
  /*) ;;
  *) refuse "BACKUP_DIR is '$BACKUP_DIR', expected an absolute path" ;;
esac
[ -d "$BACKUP_DIR" ] || fail "BACKUP_DIR '$BACKUP_DIR' is not a folder: mount the backup volume there"
`;

/** For scripts that write into the folder: refuses one that is not there, or that the user may not write to. */
export const checkBackups = shell`
${requireBackupDirectory}
[ -w "$BACKUP_DIR" ] || fail "BACKUP_DIR '$BACKUP_DIR' is not writable for user $(id -u): set fsGroup on the pod"
`;

/**
 * For scripts that write a backup. A backup is a file `<prefix>-<UTC time>.<suffix>` with its SHA-256 beside it
 * in `<file>.sha256`. It takes its name last and in one step, so a file with that name is always whole.
 *
 * - `begin PREFIX SUFFIX` chooses `$file` and makes the empty `$partial` to write into. What an interrupted
 *   run left is deleted after a day.
 * - `finish` gives `$partial` its checksum and its name.
 * - `prune PREFIX SUFFIX` deletes all but the newest `RETAIN`, and those older than `RETAIN_DAYS` days. The age
 *   is that in the file name. The backup just written always stays: it is the one known to be good.
 */
export const writeBackups = shell`
${checkBackups}
RETAIN=\${RETAIN:-7}
RETAIN_DAYS=\${RETAIN_DAYS:-}
whole RETAIN "$RETAIN"
[ -z "$RETAIN_DAYS" ] || whole RETAIN_DAYS "$RETAIN_DAYS"
${stamps}
begin() {
  find "$BACKUP_DIR" -type f -name '.partial.*' -mtime +0 -exec rm -f '{}' ';'
  file=$1-$(date -u +%Y%m%dT%H%M%SZ).$2
  [ ! -e "$BACKUP_DIR/$file" ] || fail "$file is there already: another backup runs"
  partial=$(mktemp "$BACKUP_DIR/.partial.XXXXXX")
  trap 'rm -f "$partial" "$partial.sha256"' EXIT
}
finish() {
  checksum=$(sha256sum <"$partial")
  printf '%s  %s\n' "\${checksum%% *}" "$file" >"$partial.sha256"
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
    time=\${old#"$front"}
    time=\${time%%Z*}
    if [ "$old" != "$BACKUP_DIR/$file" ] && { [ "$surplus" -gt 0 ] || [ "\${time%T*}\${time#*T}" -lt "$oldest" ]; }; then
      rm -f "$old" "$old.sha256"
      say "deleted \${old##*/}"
    fi
    surplus=$((surplus - 1))
  done
}
`;

/**
 * For scripts that read a backup: `choose PREFIX SUFFIX` sets `$chosen` to the file that `RESTORE_FILE` names
 * (`latest`: the newest) after its SHA-256 has been verified. It never falls back to another file.
 */
export const readBackups = shell`
${requireBackupDirectory}
${stamps}
choose() {
  case $RESTORE_FILE in
    latest)
      # shellcheck disable=SC2086
      set -- "$BACKUP_DIR/$1"-$stamps."$2"
      shift $(($# - 1))
      chosen=$1
      [ -e "$chosen" ] || fail "no backup \${chosen##*/} in $BACKUP_DIR"
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
  found=\${found%% *}
  [ "$found" = "$expected" ] || fail "$chosen is damaged: its SHA-256 is $found, expected $expected; choose another backup"
}
`;
