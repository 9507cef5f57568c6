import { X509Certificate } from 'node:crypto';
import { credentialsOf, credentialTypes } from '../gateway-credentials';
import type { Rule } from '../rule';
import type { Manifest } from '../../mesh/manifest';
import { objectOf, textOf } from '../../vocabulary/json-fields';

/** The names of certificate and key in a Secret: of type TLS, and of the older generic form. */
const KEYS = [
  ['tls.crt', 'tls.key'],
  ['cert', 'key'],
] as const;

/** A server whose Secret cannot be used has no certificate. */
export const gatewayCredentialValid: Rule = {
  code: 'EVM143',
  name: 'gateway-credential-valid',
  aliases: ['IST0161'],
  severity: 'error',
  preset: 'recommended',
  summary: 'the TLS Secret of a Gateway lacks a key, or its certificate is unreadable or expired',
  reads: credentialTypes,
  check(mesh, report) {
    for (const { manifest, path, name, namespace, secret, isMade } of credentialsOf(mesh)) {
      // A Secret that some controller fills stands in manifests without its data.
      if (secret === undefined || isMade) continue;
      const reason = reasonAgainst(secret, new Date());
      if (reason === undefined) continue;
      report({
        manifest,
        path,
        message: `the Secret ${namespace}/${name} cannot be used: ${reason}`,
        remedy:
          'give it a valid certificate as tls.crt and its private key as tls.key, of type kubernetes.io/tls',
      });
    }
  },
};

function reasonAgainst({ object }: Manifest, now: Date): string | undefined {
  const entry = (key: string): string => {
    const plain = textOf(objectOf(object['stringData'])[key]);
    return plain ?? Buffer.from(textOf(objectOf(object['data'])[key]) ?? '', 'base64').toString('utf8');
  };
  const pair = KEYS.find(([certificate, key]) => entry(certificate) !== '' && entry(key) !== '');
  if (pair === undefined) {
    const half = KEYS.flat().find((key) => entry(key) !== '');
    return half === undefined
      ? 'it has neither tls.crt nor tls.key'
      : `it has ${half}, but not its counterpart`;
  }
  try {
    const certificate = new X509Certificate(entry(pair[0]));
    if (new Date(certificate.validTo) < now) return `its certificate expired on ${certificate.validTo}`;
    return undefined;
  } catch {
    return `its ${pair[0]} is no certificate in PEM form`;
  }
}
