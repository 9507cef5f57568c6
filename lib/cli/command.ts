/** One command of `event-mesh`. */
export interface Command {
  /** The word that selects it, as in `event-mesh synth`. */
  readonly name: string;
  /** One line for `event-mesh --help`. */
  readonly summary: string;
  /** What `event-mesh <name> --help` prints. */
  readonly usage: string;
  /**
   * Runs the command with the arguments that follow its name.
   *
   * @returns the exit code of the process
   * @throws CommandError when the command cannot be carried out as it was given
   */
  run(args: readonly string[]): Promise<number>;
}

/** Why a command was not carried out: printed as one line on standard error, without a stack trace. */
export class CommandError extends Error {
  public override readonly name = 'CommandError';

  public constructor(
    message: string,
    /** The exit code of the process: 2 for a wrong command line, 1 for everything else. */
    public readonly exitCode = 1,
  ) {
    super(message);
  }
}
