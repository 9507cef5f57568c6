import { projectFiles } from '../architecture/source-imports';

/** The guides that begin in a project as `event-mesh init` makes it, relative to this one. */
export function guides(root: string): string[] {
  return projectFiles(root, ['docs/how-to'], /\.md$/);
}
