import { credentialsOf, credentialTypes } from '../gateway-credentials';
import type { Rule } from '../rule';

/** A gateway reads the secrets of its servers in its own namespace, that of its pods. */
export const gatewayCredentialExists: Rule = {
  code: 'EVM106',
  name: 'gateway-credential-exists',
  aliases: ['IST0101'],
  severity: 'error',
  preset: 'recommended',
  summary: "a Gateway names a TLS Secret that is not in the namespace of the gateway's pods",
  reads: credentialTypes,
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
