import { ConfigError } from '../vocabulary/config-error';
import type { JsonObject } from '../vocabulary/json';
import { ChartValuesReader } from './chart-values-reader';
import { checkedText } from './checked-text';
import { DURATION, meshMetricTemplates, SUCCESS_RATE } from './flagger-metrics';
import { flaggerFields, flaggerNames, flaggerPatches, type FlaggerNames } from './flagger-names';
import { manifestDocuments } from './manifest-documents';
import type { ProgressiveDelivery } from './progressive-delivery';
import { checkedService, type ServiceAddress } from './service-address';

/** Options of Flagger's way with new versions of the backend. */
export interface FlaggerCanaryProps {
  /** Name of the environment. */
  readonly environment: string;
  /** Name of the release. */
  readonly release: string;
  /** Namespace of the release. */
  readonly namespace: string;
  /** Name of the chart. @default 'event-backend' */
  readonly chart?: string;
  /** All values of the chart in this environment, its defaults included. */
  readonly values: JsonObject;
  /** Prometheus, which has the metrics of the mesh. */
  readonly prometheus: ServiceAddress;
  /** Percent of the requests that the new version gets, step by step; then it takes the place of the old one. @default [5, 10, 30, 50, 90] */
  readonly steps?: readonly number[];
  /** Minutes that each step lasts: metrics are looked at when it ends. @default 1440 */
  readonly stepMinutes?: number;
  /** Looks in a row at bad metrics after which all requests go back to the old version. @default 1 */
  readonly failedLooks?: number;
}

const STEPS = [5, 10, 30, 50, 90];
const DAY = 24 * 60;

/**
 * A `Canary` of Flagger in place of the chart's own: Flagger watches the backend's Deployment, runs what was there as
 * `…-primary`, and gives every new version its share step by step, as long as the metrics of the mesh hold what the
 * environment's alerts promise. It makes the VirtualService or HTTPRoute of the gateway itself, with the hosts, time,
 * tries and limits of the environment's values. Other than the chart's route, that one has one rule for all methods:
 * so all requests are tried again only where no pod saw them. Flagger knows no limit of connections.
 *
 * The chart's own canary must be off. Two patches make room in the manifests: the selector of the Deployment gets the
 * label `app`, by which Flagger tells its pods from those of other roles, and the chart's route goes. A Deployment that
 * is there already must be deleted once with `--cascade=orphan`, since its selector cannot change.
 *
 * @throws ConfigError `delivery` when the chart's own canary is on, when the backend is not open to the outside in a
 * mesh, when steps do not go up from 1 to 99, and for values that are not there
 * @see https://docs.flagger.app/usage/how-it-works
 */
export function flaggerCanary(props: FlaggerCanaryProps): ProgressiveDelivery {
  const values = new ChartValuesReader(props.values);
  checkValues(values);
  const environment = checkedText('environment', props.environment, 'label');
  const names = flaggerNames({ ...props, chart: props.chart ?? 'event-backend' }, values);
  const objects = [
    canary(props, names, values),
    ...(values.boolean('istio.useGatewayAPI') ? meshMetricTemplates(names.namespace, address(props)) : []),
  ];
  return {
    objects,
    files: [{ path: `flagger/${environment}.yaml`, text: manifestDocuments(objects) }],
    patches: flaggerPatches(names),
    managed: flaggerFields(names),
  };
}

function canary(props: FlaggerCanaryProps, names: FlaggerNames, values: ChartValuesReader): JsonObject {
  const { namespace, backend } = names;
  const byGatewayApi = values.boolean('istio.useGatewayAPI');
  return {
    apiVersion: 'flagger.app/v1beta1',
    kind: 'Canary',
    metadata: { name: backend, namespace },
    spec: {
      provider: byGatewayApi ? 'gatewayapi:v1' : 'istio',
      metricsServer: address(props),
      targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: backend },
      autoscalerRef: values.boolean('backend.autoscaling.enabled')
        ? { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', name: backend }
        : undefined,
      // Longer than the pods of the chart take to start behind their proxies and a migration.
      progressDeadlineSeconds: 600,
      // Without the Canary all requests go to the Deployment again.
      revertOnDeletion: true,
      service: {
        name: backend,
        port: values.number('backend.service.port'),
        portName: 'http',
        targetPort: 'http',
        timeout: `${values.number('istio.route.timeoutSeconds')}s`,
        ...(byGatewayApi ? gatewayApiService(names, values) : istioService(names, values)),
      },
      analysis: analysis(props, byGatewayApi, values),
    },
  };
}

function istioService({ namespace, gateway }: FlaggerNames, values: ChartValuesReader): JsonObject {
  const limit = (name: string) => values.number(`istio.circuitBreaker.${name}`);
  return {
    hosts: values.texts('istio.hosts'),
    gateways: [`${namespace}/${gateway}`],
    retries: {
      attempts: values.number('istio.route.retryAttempts'),
      retryOn: 'connect-failure,refused-stream',
    },
    trafficPolicy: {
      connectionPool: {
        http: {
          http1MaxPendingRequests: limit('http1MaxPendingRequests'),
          maxRequestsPerConnection: limit('maxRequestsPerConnection'),
        },
      },
      loadBalancer: { simple: 'LEAST_REQUEST' },
      outlierDetection: {
        consecutive5xxErrors: limit('consecutive5xxErrors'),
        interval: `${limit('intervalSeconds')}s`,
        baseEjectionTime: `${limit('baseEjectionSeconds')}s`,
        maxEjectionPercent: limit('maxEjectionPercent'),
      },
    },
  };
}

function gatewayApiService({ namespace, gateway }: FlaggerNames, values: ChartValuesReader): JsonObject {
  const hosts = values.texts('istio.hosts').filter((host) => host !== '*');
  const redirects = values.boolean('istio.tls.enabled') && values.boolean('istio.tls.httpsRedirect');
  return {
    hosts: hosts.length > 0 ? hosts : undefined,
    gatewayRefs: [
      {
        group: 'gateway.networking.k8s.io',
        kind: 'Gateway',
        name: gateway,
        namespace,
        // The listener for plain HTTP has the chart's redirect.
        port: redirects ? 443 : undefined,
      },
    ],
  };
}

function analysis(
  { steps = STEPS, stepMinutes = DAY, failedLooks = 1 }: FlaggerCanaryProps,
  byGatewayApi: boolean,
  values: ChartValuesReader,
): JsonObject {
  const goUp = steps.every(
    (step, index) => Number.isInteger(step) && step > (steps[index - 1] ?? 0) && step < 100,
  );
  if (!goUp || steps.length === 0) {
    refuse(`'steps' is ${JSON.stringify(steps)}, expected percentages that go up from 1 to 99`);
  }
  for (const [place, found] of Object.entries({ stepMinutes, failedLooks })) {
    if (!Number.isInteger(found) || found < 1)
      refuse(`'${place}' is ${found}, expected a whole number of at least 1`);
  }
  const metric = (name: string, thresholdRange: JsonObject): JsonObject => ({
    name,
    thresholdRange,
    interval: `${stepMinutes}m`,
    templateRef: byGatewayApi ? { name } : undefined,
  });
  return {
    interval: `${stepMinutes}m`,
    threshold: failedLooks,
    stepWeights: steps,
    metrics: [
      metric(SUCCESS_RATE, { min: 100 - values.number('monitoring.alerts.errorRatePercent') }),
      metric(DURATION, { max: values.number('monitoring.alerts.latencyMilliseconds') }),
    ],
  };
}

function address({ prometheus }: FlaggerCanaryProps): string {
  const { namespace, name, port } = checkedService('prometheus', prometheus);
  return `http://${name}.${namespace}:${port}`;
}

function checkValues(values: ChartValuesReader): void {
  if (values.boolean('canary.enabled')) {
    refuse("the value 'canary.enabled' is true, expected false: Flagger runs the second version itself");
  }
  for (const path of ['backend.enabled', 'istio.enabled', 'istio.enableGateway']) {
    if (!values.boolean(path)) {
      refuse(
        `the value '${path}' is false, expected true: Flagger shifts requests from the gateway to the backend`,
      );
    }
  }
}

function refuse(message: string): never {
  throw new ConfigError('delivery', undefined, message);
}
