import { isControlPlane } from '../control-plane';
import type { Rule } from '../rule';
import type { PathSegment } from '../../vocabulary/field-path';
import { workloadTypes } from '../../mesh/workloads';
import type { JsonObject } from '../../vocabulary/json';
import { objectOf, objectsOf } from '../../vocabulary/json-fields';

const PROXY_USER = 1337;

/** Traffic of the proxy's user is not redirected to the proxy, as it would go round in circles. */
export const proxyUserFree: Rule = {
  code: 'EVM134',
  name: 'proxy-user-free',
  aliases: ['IST0144'],
  severity: 'warning',
  preset: 'recommended',
  summary: "an application runs as user 1337, the proxy's own, and so goes past the proxy",
  reads: workloadTypes,
  check(mesh, report) {
    for (const { manifest, podSpec, template } of mesh.workloads.all) {
      if (isControlPlane(manifest)) continue;
      const judge = (holder: JsonObject, path: readonly PathSegment[]): void => {
        if (objectOf(holder['securityContext'])['runAsUser'] !== PROXY_USER) return;
        report({
          manifest,
          path: [...template, ...path, 'securityContext', 'runAsUser'],
          message: `user ${PROXY_USER} is the sidecar's own: what runs as it goes past the sidecar, without mutual TLS, policies and routes`,
          remedy: 'choose another user',
        });
      };
      judge(podSpec, ['spec']);
      objectsOf(podSpec['containers']).forEach((container, index) => {
        if (container['name'] !== 'istio-proxy' && container['name'] !== 'istio-operator') {
          judge(container, ['spec', 'containers', index]);
        }
      });
    }
  },
};
