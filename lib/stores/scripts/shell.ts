/**
 * Marks a template literal as shell: backslashes stay as they are written, and `\${` stands for the shell's
 * own `${`. What stands in TypeScript's `${}` is another constant piece of shell, never a value.
 */
export function shell(text: TemplateStringsArray, ...pieces: readonly string[]): string {
  return String.raw(text, ...pieces)
    .replaceAll('\\${', '${')
    .trimStart();
}

/**
 * Opens every script: stops at the first failure, ends when asked to (process 1 ignores signals that it does
 * not trap), and defines
 *
 * - `say TEXT`: a line on standard error;
 * - `fail TEXT`: the same, then status 1;
 * - `refuse TEXT`: the same, then status 2, which says that the environment is wrong and a retry is useless;
 * - `whole NAME VALUE`: refuses a value that is no whole number from 1 on.
 */
export const opening = shell`
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
`;
