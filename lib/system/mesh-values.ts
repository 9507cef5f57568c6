import type { GatewayWorkload } from '../routing/gateway-contract';
import type { Deferred } from '../values/chart-value';
import type { ChartValues } from '../values/chart-values';
import { DNS_NAME, HOST_PATTERN, OPTIONAL_DNS_NAME } from '../values/value-schema';
import { declareRouteTimes, type RouteTimes } from './route-values';

/** How a system is reached and what the mesh does for it. */
export interface MeshOptions {
  /** The pods are in an Istio mesh. @default true */
  readonly enabled?: Deferred<boolean>;
  /** Opens the backend to the outside. @default true */
  readonly enableGateway?: Deferred<boolean>;
  /** Does so by the Gateway API instead of Istio's own kinds. @default false */
  readonly useGatewayApi?: Deferred<boolean>;
  /** Host names of the gateway. @default ['*'] */
  readonly hosts?: Deferred<string[]>;
  /** The installation's ingress gateway. @default - that of `istioctl install` */
  readonly gateway?: GatewayWorkload;
  /** TLS at the gateway. @default - plain HTTP */
  readonly tls?: {
    /** Serves HTTPS. */
    readonly enabled: Deferred<boolean>;
    /** Secret with the certificate, in the namespace of the gateway's pods. */
    readonly credentialName: Deferred<string>;
    /** Answers plain HTTP with a redirect to HTTPS. */
    readonly httpsRedirect: Deferred<boolean>;
    /** Issuer of cert-manager that makes the certificate; empty: somebody else does. */
    readonly issuer: Deferred<string>;
    /** Kind of the issuer. */
    readonly issuerKind: Deferred<'Issuer' | 'ClusterIssuer'>;
  };
  /** Which traffic pods accept. @default 'STRICT' */
  readonly mtlsMode?: Deferred<'STRICT' | 'PERMISSIVE' | 'DISABLE'>;
  /** Time and tries of requests from outside. @default - 15 s; tries of 2 s, three after the first */
  readonly route?: RouteTimes;
  /** Limits and outlier detection towards the backend. @default - those of `DestinationRule` */
  readonly limits?: {
    /** Connections that one caller opens at most. */
    readonly maxConnections: Deferred<number>;
    /** Requests that wait for a connection at most. */
    readonly http1MaxPendingRequests: Deferred<number>;
    /** Requests on one connection before it is closed; 0 for any number. */
    readonly maxRequestsPerConnection: Deferred<number>;
    /** Failures in a row that eject a pod; 0 for never. */
    readonly consecutive5xxErrors: Deferred<number>;
    /** Seconds between two looks at the pods. */
    readonly intervalSeconds: Deferred<number>;
    /** Seconds of the shortest ejection. */
    readonly baseEjectionSeconds: Deferred<number>;
    /** Percent of the pods that may be ejected at a time. */
    readonly maxEjectionPercent: Deferred<number>;
  };
}

/** Declares `istio.*`. */
export function declareMeshValues(values: ChartValues) {
  const istio = values.at('istio', 'The mesh, and how the backend is reached from outside');
  return {
    enabled: istio.boolean('enabled', {
      default: true,
      description: 'The pods are in a mesh; without, no object of the mesh is emitted',
    }),
    enableGateway: istio.boolean('enableGateway', {
      default: true,
      description: 'Opens the backend to the outside',
    }),
    useGatewayApi: istio.boolean('useGatewayAPI', {
      default: false,
      description:
        "Opens it by Gateway and HTTPRoute of the Gateway API instead of Istio's Gateway and VirtualService",
    }),
    hosts: istio.list<string>('hosts', {
      default: ['*'],
      items: { type: 'string', pattern: HOST_PATTERN },
      description: 'Host names that the gateway answers for; `*` for all',
    }),
    gateway: declareGateway(istio.at('gateway', "The installation's ingress gateway")),
    tls: declareTls(istio.at('tls', 'TLS at the gateway')),
    mtlsMode: istio.at('mtls', 'Mutual TLS between pods').oneOf<'STRICT' | 'PERMISSIVE' | 'DISABLE'>('mode', {
      default: 'STRICT',
      oneOf: ['STRICT', 'PERMISSIVE', 'DISABLE'],
      description: 'Which traffic pods accept',
    }),
    route: declareRouteTimes(
      istio.at('route', 'Time and tries of requests from outside'),
      { timeoutSeconds: 15, retryAttempts: 3, perTryTimeoutSeconds: 2 },
      'no pod saw them',
    ),
    limits: declareLimits(istio.at('circuitBreaker', 'Limits and outlier detection towards the backend')),
  };
}

function declareGateway(group: ChartValues) {
  return {
    selectorLabels: group.map<string>('selector', {
      default: { istio: 'ingressgateway' },
      values: { type: 'string' },
      description: "Labels of the gateway's pods",
    }),
    namespace: group.string('namespace', {
      default: 'istio-system',
      pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$',
      description: "Namespace of the gateway's pods",
    }),
    serviceAccount: group.string('serviceAccount', {
      default: 'istio-ingressgateway-service-account',
      pattern: DNS_NAME,
      description: "Service account of the gateway's pods: who the backend lets in",
    }),
  };
}

function declareTls(group: ChartValues) {
  return {
    enabled: group.boolean('enabled', { default: false, description: 'Serves HTTPS' }),
    credentialName: group.string('credentialName', {
      default: 'event-backend-tls',
      pattern: DNS_NAME,
      description: "Secret with the certificate, in the namespace of the gateway's pods",
    }),
    httpsRedirect: group.boolean('httpsRedirect', {
      default: true,
      description: 'Answers plain HTTP with a redirect to HTTPS',
    }),
    issuer: group.string('issuer', {
      default: '',
      pattern: OPTIONAL_DNS_NAME,
      description:
        'Issuer of cert-manager that makes the certificate; empty where the Secret is made otherwise',
    }),
    issuerKind: group.oneOf<'Issuer' | 'ClusterIssuer'>('issuerKind', {
      default: 'ClusterIssuer',
      oneOf: ['Issuer', 'ClusterIssuer'],
      description: 'Kind of the issuer',
    }),
  };
}

function declareLimits(group: ChartValues) {
  const count = (key: string, value: number, minimum: number, description: string, maximum = 999_999) =>
    group.integer(key, { default: value, minimum, maximum, description });
  return {
    maxConnections: count('maxConnections', 100, 1, 'Connections that one caller opens at most'),
    http1MaxPendingRequests: count(
      'http1MaxPendingRequests',
      100,
      1,
      'Requests that wait for a connection at most',
    ),
    maxRequestsPerConnection: count(
      'maxRequestsPerConnection',
      0,
      0,
      'Requests on one connection before it is closed; 0 for any number',
    ),
    consecutive5xxErrors: count(
      'consecutive5xxErrors',
      5,
      0,
      'Failures in a row that eject a pod; 0 for never',
    ),
    intervalSeconds: count('intervalSeconds', 10, 1, 'Seconds between two looks at the pods', 86_400),
    baseEjectionSeconds: count('baseEjectionSeconds', 30, 1, 'Seconds of the shortest ejection', 86_400),
    maxEjectionPercent: count(
      'maxEjectionPercent',
      50,
      0,
      'Percent of the pods that may be ejected at a time',
      100,
    ),
  };
}
