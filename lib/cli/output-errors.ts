/**
 * Ends the process in good order when its output cannot be written. A reader that has read enough, such as `head`, is
 * no error: the verdict is the exit code.
 */
export function handleOutputErrors(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') return;
      if (stream === process.stdout)
        process.stderr.write(`event-mesh: cannot write the output: ${error.message}\n`);
      process.exit(1);
    });
  }
}
