/** What the operating system refused, such as to write to a full disk: its message names the operation and the path. */
export type SystemError = Error & { readonly code: string; readonly syscall: string };

/**
 * Whether an error comes from the operating system, and so from no mistake of the program. It is told by its fields:
 * inside of Jest it is no instance of the `Error` that the program knows.
 */
export function isSystemError(error: unknown): error is SystemError {
  if (typeof error !== 'object' || error === null) return false;
  const { code, syscall, message } = error as Readonly<Record<string, unknown>>;
  return [code, syscall, message].every((field) => typeof field === 'string');
}
