import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

const cache = path.join(process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'cdk8s-event-mesh');

/** A file or folder that scripts/system/delivery-tools.sh brings. @throws when it is not there */
function brought(name: string): string {
  const found = path.join(cache, name);
  if (!existsSync(found)) throw new Error(`${found} is not there: run scripts/system/install.sh as root`);
  return found;
}

/** The program that judges workflows. */
export const actionlint = (): string => brought('actionlint-v1.7.12/actionlint');

/** The folder of the custom resource definitions of Argo CD and Flux. */
export const definitions = (): string => brought('delivery-definitions-1');
