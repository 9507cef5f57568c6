import { expect, test } from '@jest/globals';
import type { ApiObject, Chart } from 'cdk8s';
import { violations } from '../../lib/validation/validate';
import type { JsonObject } from '../../lib/vocabulary/json';
import { fieldCoverage, type CoveredManifest } from '../fixtures/field-coverage';
import { external, sidecars } from './maximal-external';
import { destinationRules, gateways, leftOutOfDestinationRules, leftOutOfGateways } from './maximal-gateway';
import {
  gatewayApi,
  leftOutOfGateway,
  leftOutOfGrpcRoutes,
  leftOutOfHttpRoutes,
  leftOutOfTlsRoutes,
} from './maximal-gateway-api';
import { leftOutOfVirtualServices, virtualServices } from './maximal-virtual-service';
import { manifest, shop } from './shop';

const NETWORKING = 'networking.istio.io/v1';
const GATEWAY_API = 'gateway.networking.k8s.io/v1';
const PORT_OF_SIDECAR = 'istiod refuses it: it has no effect on Sidecars';
const TLS_OF_SIDECAR = 'istiod refuses it in Sidecars';
const sidecarsLeftOut = {
  'spec.egress[].port.targetPort': PORT_OF_SIDECAR,
  'spec.ingress[].port.targetPort': PORT_OF_SIDECAR,
  'spec.ingress[].tls.credentialName': TLS_OF_SIDECAR,
  'spec.ingress[].tls.tlsCertificates': TLS_OF_SIDECAR,
  'spec.ingress[].tls.credentialNames': TLS_OF_SIDECAR,
  'spec.ingress[].tls.caCertCredentialName': TLS_OF_SIDECAR,
  'spec.ingress[].tls.subjectAltNames': TLS_OF_SIDECAR,
  'spec.ingress[].tls.httpsRedirect': TLS_OF_SIDECAR,
};

const kinds: [string, string, (chart: Chart) => ApiObject[], Readonly<Record<string, string>>][] = [
  ['ServiceEntry', NETWORKING, external, {}],
  ['WorkloadEntry', NETWORKING, external, {}],
  ['WorkloadGroup', NETWORKING, external, {}],
  ['Sidecar', NETWORKING, sidecars, sidecarsLeftOut],
  ['VirtualService', NETWORKING, virtualServices, leftOutOfVirtualServices],
  ['Gateway', NETWORKING, gateways, leftOutOfGateways],
  ['DestinationRule', NETWORKING, destinationRules, leftOutOfDestinationRules],
  ['Gateway', GATEWAY_API, gatewayApi, leftOutOfGateway],
  ['HTTPRoute', GATEWAY_API, gatewayApi, leftOutOfHttpRoutes],
  ['GRPCRoute', GATEWAY_API, gatewayApi, leftOutOfGrpcRoutes],
  ['TLSRoute', GATEWAY_API, gatewayApi, leftOutOfTlsRoutes],
  ['ReferenceGrant', GATEWAY_API, gatewayApi, {}],
  ['BackendTLSPolicy', GATEWAY_API, gatewayApi, {}],
];

test.each(kinds)('constructs can set every field of %s of %s', (kind, apiVersion, objects, leftOut) => {
  const manifests = objects(shop()).map((object) => manifest(object) as unknown as CoveredManifest);
  const { missing, wronglyLeftOut, summary } = fieldCoverage(apiVersion, kind, manifests, leftOut);
  process.stdout.write(`${summary}\n`);
  expect(missing).toEqual([]);
  expect(wronglyLeftOut).toEqual([]);
});

test.each(kinds)('the API server and istiod take %s of %s with every field', (kind, apiVersion, objects) => {
  const ours = objects(shop()).map((object) => object.toJson() as JsonObject);
  const refused = ours
    .filter((object) => object['kind'] === kind && object['apiVersion'] === apiVersion)
    .flatMap((object) => violations(object))
    .filter(({ severity }) => severity === 'error');
  expect(refused).toEqual([]);
});
