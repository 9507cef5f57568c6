import { httpRoutes } from '../http-routes';
import type { Rule } from '../rule';
import { DestinationRules } from '../../mesh/destination-rules';
import { qualifiedHost, serviceOf } from '../../vocabulary/host-name';
import type { Mesh } from '../../mesh/mesh';
import { trafficPolicy } from '../../mesh/traffic-policy';
import { numberOf, objectOf, objectsOf, textOf } from '../../vocabulary/json-fields';

/** Weights are thrown anew for each request, before the hash is looked at. */
export const hashOnOneSubset: Rule = {
  code: 'EVM304',
  name: 'hash-on-one-subset',
  aliases: [],
  severity: 'warning',
  preset: 'recommended',
  summary: 'a route splits a host by weights among subsets that a consistent hash should keep callers on',
  reads: ['networking.istio.io/VirtualService', 'networking.istio.io/DestinationRule'],
  check(mesh, report) {
    for (const { manifest, route, path } of httpRoutes(mesh)) {
      const shares = objectsOf(route['route']).flatMap(({ weight, destination }) => {
        const { host, subset, port } = objectOf(destination);
        return (numberOf(weight) ?? 0) > 0
          ? [
              {
                host: qualifiedHost(textOf(host) ?? '', manifest.namespace),
                subset: textOf(subset) ?? null,
                port: numberOf(objectOf(port)['number']) ?? 0,
              },
            ]
          : [];
      });
      const hashed = shares.find(
        (share) =>
          shares.some((other) => other.host === share.host && other.subset !== share.subset) &&
          isHashed(mesh, manifest.namespace, share),
      );
      if (hashed === undefined) continue;
      report({
        manifest,
        path: [...path, 'route'],
        message: `each request of a caller is thrown by weight among subsets of ${hashed.host}, so that its consistent hash keeps nobody at one pod`,
        remedy: 'choose the subset by a header or cookie in match, and leave the weights out',
      });
    }
  },
};

interface Share {
  readonly host: string;
  readonly subset: string | null;
  readonly port: number;
}

function isHashed(mesh: Mesh, clientNamespace: string, { host, subset, port }: Share): boolean {
  const rule = DestinationRules.of(mesh).effective({
    host,
    serviceNamespace: serviceOf(host)?.namespace ?? clientNamespace,
    clientNamespace,
    clientLabels: {},
  });
  return objectOf(trafficPolicy(rule, subset, port).loadBalancer)['consistentHash'] !== undefined;
}
