/** A file that a program writes beside its manifests: a values file, a workflow, a page. */
export interface OutputFile {
  /** Relative to the folder of all such files, with `/` between its parts. */
  readonly path: string;
  /** The whole text, with its last newline. */
  readonly text: string;
}
