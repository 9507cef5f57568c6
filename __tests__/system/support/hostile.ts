import { readdirSync } from 'node:fs';

/** Text that does harm where it is read as shell, as a pattern, as SQL, as options or as a format. */
export const hostileText = `-x $(touch owned) \`touch owned\` '; touch owned; " & * \\ %s é {{ .Values }}\n.`;

/** Whether some text was run: the marker that `hostileText` would leave. */
export function owned(folder: string): boolean {
  return readdirSync(folder, { recursive: true }).some((path) => String(path).endsWith('owned'));
}
