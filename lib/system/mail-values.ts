import type { EgressGatewayWorkload } from '../routing/egress-gateway-contract';
import type { Deferred } from '../values/chart-value';
import type { ChartValues } from '../values/chart-values';
import { OPTIONAL_DNS_NAME } from '../values/value-schema';
import { declareRouteTimes, type RouteTimes } from './route-values';

/** The mail API that the worker calls, and how. */
export interface MailOptions {
  /** The worker calls it. It takes a mesh. @default true */
  readonly enabled?: Deferred<boolean>;
  /** DNS name of the API; required where it is called. */
  readonly host: Deferred<string>;
  /** Port at which it speaks TLS. @default 443 */
  readonly port?: Deferred<number>;
  /** Environment variable of the worker with the URL to call. @default 'MAIL_API_URL' */
  readonly urlVariable?: string;
  /** Secret with the `ca.crt` of the host's authority. @default - a public authority */
  readonly credentialName?: Deferred<string>;
  /** Time and tries of its requests. @default - 10 s; tries of 3 s, two after the first */
  readonly route?: RouteTimes;
  /** Limits and outlier detection of the egress gateway towards it. @default - those of `EgressGateway` */
  readonly limits?: {
    /** Connections that are open at most. */
    readonly maxConnections: Deferred<number>;
    /** Requests that wait for a connection at most. */
    readonly http1MaxPendingRequests: Deferred<number>;
    /** Failures in a row that eject an address of it; 0 for never. */
    readonly consecutive5xxErrors: Deferred<number>;
    /** Seconds of the shortest ejection. */
    readonly baseEjectionSeconds: Deferred<number>;
  };
  /** The installation's egress gateway. @default - that of `istioctl install` */
  readonly gateway?: EgressGatewayWorkload;
}

const NAME = '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$';

/** Declares `mail.*` and `istio.egressGateway.*`. */
export function declareMailValues(values: ChartValues) {
  const mail = values.at(
    'mail',
    'A mail API outside of the cluster, called by the worker through the egress gateway',
  );
  const count = (
    group: ChartValues,
    key: string,
    value: number,
    minimum: number,
    maximum: number,
    description: string,
  ) => group.integer(key, { default: value, minimum, maximum, description });
  const limits = mail.at(
    'circuitBreaker',
    'Limits and outlier detection of the egress gateway towards the mail API',
  );
  return {
    enabled: mail.boolean('enabled', {
      default: false,
      description: 'The worker calls it, by plain HTTP at MAIL_API_URL; takes `istio.enabled`',
    }),
    host: mail.string('host', {
      default: '',
      pattern: '^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)+)?$',
      description: 'DNS name of the mail API, such as `api.mail.example`',
    }),
    port: count(mail, 'port', 443, 1, 65535, 'Port at which it speaks TLS'),
    credentialName: mail.string('credentialName', {
      default: '',
      pattern: OPTIONAL_DNS_NAME,
      description:
        "Secret with the `ca.crt` of its authority, in the namespace of the egress gateway's pods; empty for a public authority",
    }),
    route: declareRouteTimes(
      mail,
      { timeoutSeconds: 10, retryAttempts: 2, perTryTimeoutSeconds: 3 },
      'the mail API has not seen them',
    ),
    limits: {
      maxConnections: count(
        limits,
        'maxConnections',
        100,
        1,
        999_999,
        'Connections that one pod of the gateway opens at most',
      ),
      http1MaxPendingRequests: count(
        limits,
        'http1MaxPendingRequests',
        100,
        1,
        999_999,
        'Requests that wait for a connection at most',
      ),
      consecutive5xxErrors: count(
        limits,
        'consecutive5xxErrors',
        5,
        0,
        999_999,
        'Failures in a row that eject an address of the mail API; 0 for never',
      ),
      baseEjectionSeconds: count(
        limits,
        'baseEjectionSeconds',
        30,
        1,
        86_400,
        'Seconds of the shortest ejection',
      ),
    },
    gateway: declareEgressGateway(
      values.at('istio').at('egressGateway', "The installation's egress gateway"),
    ),
  };
}

function declareEgressGateway(group: ChartValues) {
  return {
    selectorLabels: group.map<string>('selector', {
      default: { istio: 'egressgateway' },
      values: { type: 'string' },
      description: "Labels of the gateway's pods",
    }),
    namespace: group.string('namespace', {
      default: 'istio-system',
      pattern: NAME,
      description: "Namespace of the gateway's pods",
    }),
    serviceName: group.string('service', {
      default: 'istio-egressgateway',
      pattern: NAME,
      description: "Name of the gateway's Service, of which port 443 is used",
    }),
    targetPort: group.integer('targetPort', {
      default: 8443,
      minimum: 1,
      maximum: 65535,
      description: "Port of the gateway's pods behind it; 443 where Istio's chart `gateway` made them",
    }),
  };
}
