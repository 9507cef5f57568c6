import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { loadAll } from 'js-yaml';

/** An object as it stands in a manifest, or as the API server returns it. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly generation?: number;
    readonly resourceVersion?: string | undefined;
    readonly labels?: Readonly<Record<string, string>>;
    readonly managedFields?: readonly { readonly manager: string; readonly subresource?: string }[];
  };
  readonly spec?: unknown;
  readonly status?: unknown;
}

/** How messages name an object. */
export const title = ({ kind, metadata: { namespace, name } }: Manifest): string =>
  `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;

/** All objects of a folder's YAML files, in the order in which `kubectl apply -R -f` sends them. */
export const readManifests = (folder: string): Manifest[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.ya?ml$/.test(file))
    .sort()
    .flatMap((file) => loadAll(readFileSync(path.join(folder, file), 'utf8')))
    .filter((document) => document !== undefined && document !== null) as Manifest[];
