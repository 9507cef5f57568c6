import type { Answer } from './answer';
import { authorizationPolicies } from '../mesh/authorization-policies';
import { covers, qualifiedHost } from '../vocabulary/host-name';
import type { Mesh } from '../mesh/mesh';
import { VirtualServices } from '../mesh/virtual-services';
import { objectsOf, textOf } from '../vocabulary/json-fields';

/** What a list of requests has never reached. */
export interface Uncovered {
  /** Routes, as `namespace/name#route`. */
  readonly routes: readonly string[];
  /** Subsets of DestinationRules, as `host/subset`. */
  readonly subsets: readonly string[];
  /** AuthorizationPolicies that have decided nothing, as `namespace/name`. */
  readonly policies: readonly string[];
}

/** The routes, subsets and policies of a mesh that no answer comes from. */
export function uncovered(mesh: Mesh, answers: readonly Answer[]): Uncovered {
  const routes = new Set(answers.map(({ virtualService, httpRoute }) => `${virtualService}#${httpRoute}`));
  const policies = new Set(answers.map(({ authorization }) => authorization.policy));
  const reached = answers.flatMap(({ destinations }) => destinations);
  return {
    routes: [...routesOf(mesh)].filter((name) => !routes.has(name)),
    subsets: subsetsOf(mesh)
      .filter(({ host, subset }) => !reached.some((one) => one.subset === subset && covers(host, one.host)))
      .map(({ host, subset }) => `${host}/${subset}`),
    policies: authorizationPolicies(mesh)
      .all.map(({ namespace, name }) => `${namespace}/${name}`)
      .filter((name) => !policies.has(name)),
  };
}

/** The name of every route, as answers give it. */
function routesOf(mesh: Mesh): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { name, hosts, http } of VirtualServices.of(mesh).all) {
    if (hosts.length === 0) continue;
    for (const { route, index } of http) {
      const own = textOf(route['name']) ?? '';
      const matches = objectsOf(route['match']).map((match) => textOf(match['name']) ?? '');
      for (const match of matches.length === 0 ? [''] : matches) {
        names.add(`${name}#${match === '' ? own || String(index) : `${own}.${match}`}`);
      }
    }
  }
  for (const kind of ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute']) {
    for (const { namespace, name, spec } of mesh.of(`gateway.networking.k8s.io/${kind}`)) {
      for (const [index, rule] of objectsOf(spec['rules']).entries()) {
        names.add(`${namespace}/${name}#${textOf(rule['name']) ?? String(index)}`);
      }
    }
  }
  return names;
}

function subsetsOf(mesh: Mesh): readonly { readonly host: string; readonly subset: string }[] {
  return mesh.of('networking.istio.io/DestinationRule').flatMap(({ spec, namespace }) =>
    objectsOf(spec['subsets']).map(({ name }) => ({
      host: qualifiedHost(textOf(spec['host']) ?? '', namespace),
      subset: textOf(name) ?? '',
    })),
  );
}
