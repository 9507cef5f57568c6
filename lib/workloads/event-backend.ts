import { Service, type Deployment } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { Service as ServiceShape } from 'kubernetes-types/core/v1';
import type { CalledPort, EdgeOptions, ICallable, ICaller } from '../edges/caller';
import { Bindings } from '../values/bindings';
import type { Deferred } from '../values/chart-value';
import { bindMetadata } from '../values/deferred-object';
import { includeWhen } from '../values/inclusion';
import { format } from '../values/operators';
import { Workload } from './workload';
import { addWorkloadDeployment, type WorkloadTraits } from './workload-deployment';
import type { WorkloadProps } from './workload-props';

/** Options of an event backend. */
export interface EventBackendProps extends WorkloadProps {
  /** The port that the application listens on, and that its Service has. @default 5001 */
  readonly port?: Deferred<number>;
  /** Port of the Service. @default - the same as `port` */
  readonly servicePort?: Deferred<number>;
  /** How the Service is reached from outside of the mesh, if at all. @default 'ClusterIP' */
  readonly serviceType?: Deferred<'ClusterIP' | 'NodePort' | 'LoadBalancer'>;
  /** What it speaks; a gRPC service is probed by gRPC's own health check. @default 'http' */
  readonly protocol?: 'http' | 'grpc';
  /** Path of the readiness, liveness and startup probes. Not for gRPC. @default '/health' */
  readonly healthPath?: string;
  /**
   * Seconds between a pod's leaving its Service and the end of its process, in which callers learn of it. The image
   * needs `/bin/sh`; 0 does without. @default 5
   */
  readonly drainSeconds?: number;
  /** Name of the container. @default 'backend' */
  readonly containerName?: string;
}

/** A further version of a backend, beside its first one. */
export interface BackendVersion extends Pick<WorkloadProps, 'image' | 'replicas'> {
  /** Label `version` of its pods, by which a subset tells them apart. */
  readonly version: string;
  /** Name of its Deployment. @default - `<name>-<version>` */
  readonly name?: Deferred<string>;
  /** It runs only where this holds. @default true */
  readonly when?: Deferred<boolean>;
}

const GRACE_SECONDS = 30;

/**
 * An HTTP or gRPC API: a Deployment behind a Service, with probes, in the mesh. It is called only by whom an edge declares
 * (`worker.calls(backend)`) or who is accepted (`backend.acceptFrom(gateway)`).
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/
 *
 * @example
 * ```ts
 * new EventBackend(chart, 'orders', {
 *   image: { repository: 'registry.example.com/shop', tag: '1.0.0' },
 *   replicas: 2,
 * });
 * ```
 */
export class EventBackend extends Workload implements ICallable {
  /** The cdk8s-plus Service. */
  readonly service: Service;
  readonly calledPorts: readonly CalledPort[];
  private readonly props: EventBackendProps;
  private readonly traits: WorkloadTraits;

  constructor(scope: Construct, id: string, props: EventBackendProps) {
    const { port = 5001, servicePort = port, healthPath = '/health', drainSeconds = 5 } = props;
    const { protocol = 'http' } = props;
    const ports: CalledPort[] = [{ port: servicePort, targetPort: port, protocol }];
    const probe = protocol === 'grpc' ? { grpc: { port } } : { httpGet: { path: healthPath, port: 'http' } };
    const traits: WorkloadTraits = {
      container: props.containerName ?? 'backend',
      ports,
      versioned: true,
      singleton: false,
      terminationGracePeriodSeconds: GRACE_SECONDS,
      lifecycle: {
        startupProbe: { ...probe, periodSeconds: 2, failureThreshold: 60 },
        readinessProbe: { ...probe, periodSeconds: 5, timeoutSeconds: 2, failureThreshold: 3 },
        livenessProbe: { ...probe, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 6 },
        ...(drainSeconds > 0
          ? { lifecycle: { preStop: { exec: { command: ['/bin/sh', '-c', `sleep ${drainSeconds}`] } } } }
          : {}),
      },
    };
    super(scope, id, props, traits);
    this.props = props;
    this.traits = traits;
    this.calledPorts = ports;
    this.service = new Service(this, 'Service', { ports: [{ port: 1 }] });
    bindMetadata(this.service, {
      name: this.name,
      namespace: this.namespace,
      labels: props.labels ?? this.selectorLabels,
    });
    new Bindings<ServiceShape>(this.service)
      .remove((o) => o.spec.externalIPs)
      .set((o) => o.spec.type, props.serviceType ?? 'ClusterIP')
      .set((o) => o.spec.selector, this.selectorLabels)
      .set(
        (o) => o.spec.ports,
        [{ name: protocol, port: servicePort, targetPort: protocol, protocol: 'TCP' }],
      );
  }

  /**
   * Runs a further version behind the same Service, with the same edges: a Deployment of its own. Without a route that
   * tells versions apart, requests spread over all pods alike.
   */
  addVersion({ version, name, when = true, ...options }: BackendVersion): Deployment {
    const deployment = addWorkloadDeployment(
      this,
      `Deployment-${version}`,
      { ...this.props, ...options },
      this.traits,
      {
        ...this.deploymentOptions,
        name: name ?? format`${this.name}-${version}`,
        version,
        autoscaled: false,
      },
    );
    includeWhen(deployment, when);
    return deployment;
  }

  get host(): Deferred<string> {
    return this.participant.host;
  }

  get egressPeers(): ICallable['egressPeers'] {
    return this.participant.egressPeers;
  }

  get connectionEnvironment(): ICallable['connectionEnvironment'] {
    return [];
  }

  acceptFrom(caller: ICaller, options: EdgeOptions = {}): void {
    this.participant.acceptFrom(caller, options);
  }
}
