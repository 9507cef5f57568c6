import { expect } from '@jest/globals';
import { kubectl, tryKubectl } from './kubectl';

/** An object of which a dry run needs no more than its namespace. */
interface NamespacedObject {
  readonly metadata: { readonly namespace?: string | undefined };
}

/** Makes the namespaces of objects that are only dry-run, since a dry run makes none; gives those that it made. */
export async function makeNamespaces(objects: Iterable<NamespacedObject>): Promise<readonly string[]> {
  const made: string[] = [];
  const namespaces = new Set([...objects].flatMap(({ metadata: { namespace } }) => namespace ?? []));
  for (const namespace of namespaces) {
    if ((await tryKubectl(['get', 'namespace', namespace])).exitCode === 0) continue;
    await kubectl(['create', 'namespace', namespace]);
    made.push(namespace);
  }
  return made;
}

/** Removes namespaces again, and waits: the next test may make one of the same name. */
export async function removeNamespaces(namespaces: readonly string[]): Promise<void> {
  if (namespaces.length > 0) await kubectl(['delete', 'namespace', ...namespaces]);
}

/** Asserts that the API server takes all objects, by a strict dry run, and warns of none. */
export async function expectAccepted(items: readonly object[]): Promise<void> {
  const { stdout, warnings } = await kubectl(
    ['apply', '--server-side', '--dry-run=server', '--validate=strict', '-f', '-'],
    JSON.stringify({ apiVersion: 'v1', kind: 'List', items }),
  );
  expect(warnings).toEqual([]);
  expect(stdout.trim().split('\n')).toHaveLength(items.length);
}
