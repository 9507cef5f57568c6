import { credentialsOf } from '../gateway-credentials';
import type { Rule } from '../rule';
import { podCarryingTypes } from '../../mesh/workloads';

const GATEWAY = 'networking.istio.io/Gateway';

/** A gateway reads the secrets of its servers in its own namespace, that of its pods. */
export const gatewayCredentialExists: Rule = {
  code: 'EVM106',
  name: 'gateway-credential-exists',
  aliases: ['IST0101'],
  severity: 'error',
  preset: 'recommended',
  summary: "a Gateway names a TLS Secret that is not in the namespace of the gateway's pods",
  reads: [
    GATEWAY,
    '/Secret',
    'networking.istio.io/WorkloadEntry',
    'networking.istio.io/WorkloadGroup',
    'cert-manager.io/Certificate',
    'external-secrets.io/ExternalSecret',
    'bitnami.com/SealedSecret',
    ...podCarryingTypes,
  ],
  check(mesh, report) {
    for (const { manifest, path, name, namespace, isMade, secret } of credentialsOf(mesh)) {
      if (secret !== undefined || isMade) continue;
      report({
        manifest,
        path,
        message: `there is no Secret '${name}' in namespace ${namespace}, where the gateway's pods are`,
        remedy: `put the Secret, or the Certificate or ExternalSecret that makes it, into namespace ${namespace}`,
      });
    }
  },
};
