import type { Rule } from '../rule';
import { trafficPolicies } from '../traffic-policies';
import { numberOf, objectOf } from '../../vocabulary/json-fields';

/** A new connection, and a handshake of mutual TLS, for every request or two is dear. */
export const connectionsReused: Rule = {
  code: 'EVM307',
  name: 'connections-reused',
  aliases: [],
  severity: 'info',
  preset: 'recommended',
  summary: 'callers open a new connection for every request, or every second',
  reads: ['networking.istio.io/DestinationRule'],
  check(mesh, report) {
    for (const { manifest, policy, path } of trafficPolicies(mesh)) {
      const requests = numberOf(
        objectOf(objectOf(policy['connectionPool'])['http'])['maxRequestsPerConnection'],
      );
      if (requests !== 1 && requests !== 2) continue;
      report({
        manifest,
        path: [...path, 'connectionPool', 'http', 'maxRequestsPerConnection'],
        message: `a connection is closed after ${requests === 1 ? 'one request' : 'two requests'}, and each new one costs a handshake of TLS`,
        remedy: 'leave it out, or allow some hundred requests',
      });
    }
  },
};
