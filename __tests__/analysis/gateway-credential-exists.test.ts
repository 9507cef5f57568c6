import { gatewayCredentialExists } from '../../lib/analysis/rules/gateway-credential-exists';
import { testRule } from './rule-cases';

const gateway = (credential: string, more = ''): string => `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: public, namespace: shop }
spec:
  selector: { app: edge }
  servers:
    - hosts: [a.org]
    - hosts: [b.org]
      tls:
        credentialName: ${credential}
---
apiVersion: v1
kind: Pod
metadata: { name: gateway, namespace: edge, labels: { app: edge } }
${more}`;
const object = (kind: string, namespace: string, spec = '{}', apiVersion = 'v1'): string => `---
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: tls, namespace: ${namespace} }
spec: ${spec}
`;
const found = ['Gateway shop/public spec.servers[1].tls.credentialName:10'];

testRule(gatewayCredentialExists, [
  ['no Secret', gateway('tls'), found],
  ['a Secret beside the Gateway', gateway('tls', object('Secret', 'shop')), found],
  ['a Secret beside the pods', gateway('tls', object('Secret', 'edge')), []],
  ['a namespace of its own', gateway('shop/tls', object('Secret', 'shop')), []],
  [
    'a Certificate',
    gateway('web', object('Certificate', 'edge', '{ secretName: web }', 'cert-manager.io/v1')),
    [],
  ],
  ['an ExternalSecret', gateway('tls', object('ExternalSecret', 'edge', '{}', 'external-secrets.io/v1')), []],
  ['pods that are not in the set', gateway('tls').replace('kind: Pod', 'kind: Poddy'), []],
]);
