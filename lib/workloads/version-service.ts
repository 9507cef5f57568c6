import { Service } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import type { Service as ServiceShape } from 'kubernetes-types/core/v1';
import type { CalledPort, EdgeOptions, ICallable, ICaller } from '../edges/caller';
import { serviceHost } from '../edges/cluster-names';
import { Bindings } from '../values/bindings';
import type { Deferred } from '../values/chart-value';
import { bindMetadata, joined } from '../values/deferred-object';
import type { Tree } from '../values/expression';
import { format } from '../values/operators';
import type { EventBackend } from './event-backend';

/** Options of the Service of one version. */
export interface VersionServiceProps {
  /** The backend of which it selects some pods. */
  readonly backend: EventBackend;
  /** Label `version` of these pods. */
  readonly version: string;
  /** Labels of the Service. @default - those that select the backend's pods */
  readonly labels?: Tree;
}

/**
 * A Service of one version of a backend, for routes that cannot tell subsets apart, as those of the Gateway API. Who may
 * call the backend may call it.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service/
 *
 * @example
 * ```ts
 * const image = { repository: 'registry.example.com/shop', tag: '1.0.0' };
 * const orders = new EventBackend(chart, 'orders', { image });
 * orders.addVersion({ version: 'v2', image: { ...image, tag: '2.0.0' } });
 * new VersionService(chart, 'orders-v2', { backend: orders, version: 'v2' });
 * ```
 */
export class VersionService extends Construct implements ICallable {
  /** The cdk8s-plus Service. */
  readonly service: Service;
  readonly host: Deferred<string>;
  readonly calledPorts: readonly CalledPort[];
  readonly egressPeers: ICallable['egressPeers'];
  readonly connectionEnvironment: ICallable['connectionEnvironment'] = [];
  private readonly backend: EventBackend;

  constructor(scope: Construct, id: string, { backend, version, labels }: VersionServiceProps) {
    super(scope, id);
    this.backend = backend;
    const name = format`${backend.name}-${version}`;
    this.host = serviceHost(name, backend.namespace);
    this.calledPorts = backend.calledPorts;
    this.egressPeers = backend.egressPeers;
    this.service = new Service(this, 'Service', { ports: [{ port: 1 }] });
    const selector = backend.selectorLabels as Tree;
    bindMetadata(this.service, { name, namespace: backend.namespace, labels: labels ?? selector });
    new Bindings<ServiceShape>(this.service)
      .remove((o) => o.spec.externalIPs)
      .update(
        (o) => o.spec.selector,
        () => joined(selector, { version }),
      )
      .set(
        (o) => o.spec.ports,
        this.calledPorts.map(({ port, protocol }) => ({
          name: protocol,
          port,
          targetPort: protocol,
          protocol: 'TCP' as const,
        })),
      );
  }

  acceptFrom(caller: ICaller, options: EdgeOptions = {}): void {
    this.backend.acceptFrom(caller, options);
  }
}
