import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { DocumentRun } from './document-runs';
import { followGuide } from './follow-guide';

/** The document that others begin where it ends. */
export const TUTORIAL = 'docs/tutorial.md';

/** What a reader of the documents has. */
export interface Equipment {
  /** This repository, whose documents are read. */
  readonly root: string;
  /** The packed package. */
  readonly tarball: string;
  /** An empty folder for all that is followed. */
  readonly folder: string;
  /** With the programs that are called; those of `__tests__/docs/bin/` stand for what needs a cluster. */
  readonly env: NodeJS.ProcessEnv;
}

/** Follows parts of the documents. */
export class Reader {
  /** The project that the tutorial leads to, once that has been followed. */
  private project: string | undefined;

  /**
   * @param clone a folder in which a reader finds this repository
   * @default - the repository itself
   */
  constructor(
    private readonly equipment: Equipment,
    private readonly clone = equipment.root,
  ) {}

  /**
   * Does what a part says.
   *
   * @returns the folder in which its reader is at the end
   * @throws Error with the place of the block, and what the shell printed
   */
  follow(run: DocumentRun): string {
    const { root, env } = this.equipment;
    const end = followGuide(run.part, { root, folder: this.beginning(run), env });
    if (run.part === TUTORIAL) this.project = end;
    return end;
  }

  private beginning({ part, begins, project = 'order-events' }: DocumentRun): string {
    const { root, folder, tarball } = this.equipment;
    const own = path.join(folder, part.replace(/\W+/g, '-'));
    switch (begins) {
      case 'clone':
        return this.clone;
      case 'charts':
        cpSync(path.join(root, 'charts'), own, { recursive: true });
        writeFileSync(path.join(own, 'my-values.yaml'), 'replicaCount: { backend: 2 }\n');
        return own;
      case 'package':
        mkdirSync(own);
        copyFileSync(tarball, path.join(own, path.basename(tarball)));
        return own;
      case 'project':
        return this.newProject(path.join(own, project));
    }
  }

  /** A project as the tutorial begins with, and with what that has installed. */
  private newProject(place: string): string {
    if (this.project === undefined)
      throw new Error(`follow ${TUTORIAL} first, which installs what a project needs`);
    const command = path.join(this.project, 'node_modules/.bin/event-mesh');
    execFileSync(command, ['init', place], { stdio: ['ignore', 'ignore', 'inherit'] });
    symlinkSync(path.join(this.project, 'node_modules'), path.join(place, 'node_modules'));
    return place;
  }
}
