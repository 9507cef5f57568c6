import type { Construct } from 'constructs';
import type { Platform } from '../edges/participant-props';
import { ConnectionPool } from '../routing/connection-pool';
import { Destination } from '../routing/destination';
import { DestinationRule } from '../routing/destination-rule';
import { GatewayApiGateway } from '../routing/gateway-api-gateway';
import { GatewayContract } from '../routing/gateway-contract';
import { GatewayTls } from '../routing/gateway-tls';
import { HttpRoute } from '../routing/http-route';
import { HttpRule } from '../routing/http-rule';
import { IngressGateway } from '../routing/ingress-gateway';
import { OutlierDetection } from '../routing/outlier-detection';
import { RetryPolicy } from '../routing/retry-policy';
import { seconds } from '../routing/time-span';
import { VirtualService } from '../routing/virtual-service';
import { Certificate } from '../security/certificate';
import type { Deferred } from '../values/chart-value';
import { includeWhen, inclusionOf } from '../values/inclusion';
import { and, not } from '../values/conditions';
import type { EventBackend } from '../workloads/event-backend';
import { VersionService } from '../workloads/version-service';
import { CANARY, STABLE, stableWeight, type CanaryOptions } from './canary';
import type { MeshOptions } from './mesh-values';
import type { SystemNames } from './names';

/**
 * The way from outside to the backend, by Istio's own kinds or by the Gateway API, and what the mesh does for every
 * caller of the backend.
 */
export function addEntrance(
  scope: Construct,
  names: SystemNames,
  platform: Platform,
  backend: EventBackend,
  options: MeshOptions,
  canary?: CanaryOptions,
): void {
  const { enableGateway = true, useGatewayApi = false, hosts = ['*'], tls, gateway, limits, route } = options;
  const object = (suffix: string) => ({
    name: names.part(suffix),
    namespace: names.namespace,
    labels: names.labels('backend'),
    platform,
  });
  // Istio passes the labels of a Gateway on to the pods that it makes: they must not be those of the backend's.
  const gatewayObject = { ...object('gateway'), labels: names.labels('gateway') };
  const open = and(inclusionOf(backend), enableGateway);
  const termination = tls && GatewayTls.simple({ ...tls, when: tls.enabled });
  const timeout = seconds(route?.timeoutSeconds ?? 15);

  const istioGateway = new IngressGateway(scope, 'gateway', {
    ...gatewayObject,
    hosts,
    ...(gateway ? { contract: GatewayContract.of(gateway) } : {}),
    ...(termination ? { tls: termination } : {}),
  });
  const rule = new DestinationRule(scope, 'destination-rule', {
    ...object('dr'),
    service: backend,
    ...(limits
      ? {
          connectionPool: ConnectionPool.of(limits),
          outlierDetection: OutlierDetection.of({
            consecutive5xxErrors: limits.consecutive5xxErrors,
            interval: seconds(limits.intervalSeconds),
            baseEjectionTime: seconds(limits.baseEjectionSeconds),
            maxEjectionPercent: limits.maxEjectionPercent,
          }),
        }
      : {}),
  });
  includeWhen(rule, inclusionOf(backend));
  const retries = RetryPolicy.of({
    attempts: route?.retryAttempts ?? 3,
    perTryTimeout: seconds(route?.perTryTimeoutSeconds ?? 2),
  });
  const subsetDestinations = canary && versionsBySubset(rule, canary);
  const virtualService = new VirtualService(scope, 'virtual-service', {
    ...object('vs'),
    gateways: [istioGateway],
    rules: [
      ...(canary && subsetDestinations
        ? [HttpRule.route({ when: canary.enabled, to: subsetDestinations, timeout, retries })]
        : []),
      HttpRule.route({
        when: not(canary?.enabled ?? false),
        to: [Destination.service(backend)],
        timeout,
        retries,
      }),
    ],
  });
  for (const construct of [istioGateway, virtualService])
    includeWhen(construct, and(open, not(useGatewayApi)));

  const apiGateway = new GatewayApiGateway(scope, 'gateway-api', {
    ...gatewayObject,
    hosts,
    ...(termination ? { tls: termination } : {}),
  });
  const httpRoute = new HttpRoute(scope, 'http-route', {
    ...object('route'),
    gateways: [apiGateway],
    rules: [
      ...(canary
        ? [
            HttpRule.route({
              when: canary.enabled,
              to: versionsByService(scope, backend, canary, and(open, useGatewayApi)),
              timeout,
            }),
          ]
        : []),
      HttpRule.route({ when: not(canary?.enabled ?? false), to: [Destination.service(backend)], timeout }),
    ],
  });
  for (const construct of [apiGateway, httpRoute]) includeWhen(construct, and(open, useGatewayApi));

  if (tls) addCertificates([istioGateway, apiGateway], names, tls);
  if (canary) {
    const { image, replicas, enabled } = canary;
    backend.addVersion({ version: CANARY, image, replicas, when: enabled });
  }
}

/** The two versions as subsets of one Service, which Istio's own routes tell apart. */
function versionsBySubset(rule: DestinationRule, canary: CanaryOptions): Destination[] {
  const subset = (version: string) => rule.addSubset(version, { version }, { when: canary.enabled });
  return [
    Destination.subset(subset(STABLE), { weight: stableWeight(canary) }),
    Destination.subset(subset(CANARY), { weight: canary.weight }),
  ];
}

/** The two versions as Services of their own, since routes of the Gateway API know no subsets. */
function versionsByService(
  scope: Construct,
  backend: EventBackend,
  canary: CanaryOptions,
  open: Deferred<boolean>,
): Destination[] {
  const service = (version: string) => {
    const construct = new VersionService(scope, `backend-${version}-service`, { backend, version });
    includeWhen(construct, and(open, canary.enabled));
    return construct;
  };
  return [
    Destination.service(service(STABLE), { weight: stableWeight(canary) }),
    Destination.service(service(CANARY), { weight: canary.weight }),
  ];
}

/** The certificate of whichever gateway is there, where cert-manager is to make it. */
function addCertificates(
  gateways: readonly (IngressGateway | GatewayApiGateway)[],
  names: SystemNames,
  tls: NonNullable<MeshOptions['tls']>,
): void {
  for (const gateway of gateways) {
    const certificate = new Certificate(gateway, 'Certificate', {
      server: gateway,
      issuer: { name: tls.issuer, kind: tls.issuerKind },
      name: names.part('tls'),
      labels: names.labels('backend'),
    });
    includeWhen(certificate, and(tls.enabled, tls.issuer));
  }
}
