import type { Deferred } from '../values/chart-value';
import type { ChartValues } from '../values/chart-values';
import { OPTIONAL_DNS_NAME } from '../values/value-schema';

/** The mail API that the worker calls, and how. */
export interface MailOptions {
  /** The worker calls it. It takes a mesh. @default true */
  readonly enabled?: Deferred<boolean>;
  readonly host: Deferred<string>;
  /** @default 443 */
  readonly port?: Deferred<number>;
  /** Environment variable of the worker with the URL to call. @default 'MAIL_API_URL' */
  readonly urlVariable?: string;
  /** Secret with the `ca.crt` of the host's authority. @default - a public authority */
  readonly credentialName?: Deferred<string>;
  readonly route?: {
    readonly timeoutSeconds: Deferred<number>;
    readonly retryAttempts: Deferred<number>;
    readonly perTryTimeoutSeconds: Deferred<number>;
  };
  readonly limits?: {
    readonly maxConnections: Deferred<number>;
    readonly http1MaxPendingRequests: Deferred<number>;
    readonly consecutive5xxErrors: Deferred<number>;
    readonly baseEjectionSeconds: Deferred<number>;
  };
  /** The installation's egress gateway. @default - that of `istioctl install` */
  readonly gateway?: {
    readonly selectorLabels: Deferred<Record<string, string>>;
    readonly namespace: Deferred<string>;
    readonly serviceName: Deferred<string>;
    readonly targetPort: Deferred<number>;
  };
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
    route: {
      timeoutSeconds: count(
        mail,
        'timeoutSeconds',
        10,
        1,
        3600,
        'Seconds after which a request ends with 504, all tries together',
      ),
      retryAttempts: count(
        mail,
        'retryAttempts',
        2,
        0,
        10,
        'Tries after the first one; requests that change something are tried again only where the mail API has not seen them',
      ),
      perTryTimeoutSeconds: count(mail, 'perTryTimeoutSeconds', 3, 1, 3600, 'Seconds that one try may take'),
    },
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
