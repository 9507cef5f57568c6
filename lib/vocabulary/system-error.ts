/** What the operating system refused, such as to write to a full disk: its message names the operation and the path. */
export type SystemError = Error & { readonly code: string; readonly syscall: string };

/** Whether an error comes from the operating system, and so from no mistake of the program. */
export function isSystemError(error: unknown): error is SystemError {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    'syscall' in error &&
    typeof error.syscall === 'string'
  );
}
