/**
 * A POSIX shell script that manifests carry, as a file of a ConfigMap or as `command: [sh, -c, text]`.
 *
 * The text is constant: everything that differs from one installation to the next reaches it by environment
 * variables, so that no value is ever read as shell. It runs with busybox and with dash, as any user id, on a
 * read-only root file system.
 */
export interface Script {
  /** The script. It holds nothing that Kubernetes would expand in a container's command. */
  readonly text: string;
  /** Environment variables that must be set and not empty: the script ends with status 2 without them. */
  readonly env: readonly string[];
  /** Environment variables that the script, or the client program it calls, reads when they are set. */
  readonly optionalEnv: readonly string[];
}

/** What an exec probe runs, and the environment it needs in the container that it probes. */
export interface ProbeCommand {
  /** The argument list: probes get no variable expansion from Kubernetes, so none is needed. */
  readonly command: readonly string[];
  /** Environment variables that must be set in the probed container. */
  readonly env: readonly string[];
  /** Environment variables that the command reads when they are set. */
  readonly optionalEnv: readonly string[];
}
