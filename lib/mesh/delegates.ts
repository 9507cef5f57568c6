import { isExportedTo } from './export-scope';
import type { HttpRoute, MeshVirtualService } from './virtual-services';
import { joinedName, mergedMatches } from './delegate-matches';
import type { Json, JsonObject } from '../vocabulary/json';
import { objectOf, objectsOf, textOf } from '../vocabulary/json-fields';

/**
 * A VirtualService with the routes of its delegates in the place of those that name them. A delegate that is absent,
 * not exported to the root's namespace, or wider than the root's match, is dropped without a word, as Istio does.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#Delegate
 */
export function withDelegates(
  root: MeshVirtualService,
  delegates: ReadonlyMap<string, MeshVirtualService>,
): MeshVirtualService {
  if (!root.http.some(({ route }) => route['delegate'] !== undefined)) return root;
  return {
    ...root,
    http: root.http.flatMap((own): readonly HttpRoute[] => {
      if (own.route['delegate'] === undefined) return [own];
      const { name, namespace } = objectOf(own.route['delegate']);
      const delegate = delegates.get(`${textOf(namespace) || root.namespace}/${textOf(name)}`);
      if (!delegate || !isExportedTo(delegate.exportTo, delegate.namespace, root.namespace)) return [];
      return delegate.http.flatMap((theirs) => {
        const route = mergedRoute(own.route, theirs.route);
        return route === undefined ? [] : [{ ...theirs, route }];
      });
    }),
  };
}

/** What a root says holds where its delegate says nothing; each field as a whole. */
const INHERITED = [
  'rewrite',
  'directResponse',
  'timeout',
  'retries',
  'fault',
  'mirror',
  'mirrorPercent',
  'mirrorPercentage',
  'mirrors',
  'corsPolicy',
  'headers',
] as const;

/** The delegate's route under its root; undefined when their matches contradict each other. */
function mergedRoute(root: JsonObject, delegate: JsonObject): JsonObject | undefined {
  const match = mergedMatches(objectsOf(root['match']), objectsOf(delegate['match']));
  if (match === undefined) return undefined;
  const inherited: Record<string, Json | undefined> = {};
  for (const field of INHERITED) {
    if (delegate[field] === undefined && root[field] !== undefined) inherited[field] = root[field];
  }
  const name = joinedName(root['name'], delegate['name']);
  return { ...delegate, ...inherited, match, ...(name === undefined ? {} : { name }) };
}
