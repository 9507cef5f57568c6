import type { IConstruct } from 'constructs';
import type { Labels } from '../edges/mesh-object';
import type { Deferred } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';
import { checkLabels } from './name-check';
import {
  checkEndpointPorts,
  endpointTree,
  type AddressForm,
  type WorkloadEndpoint,
} from './workload-endpoint';

type Resolution = 'NONE' | 'STATIC' | 'DNS' | 'DNS_ROUND_ROBIN' | 'DYNAMIC_DNS';

/**
 * Where a proxy finds the addresses of a service that a `ServiceEntry` declares.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/service-entry/#ServiceEntry-Resolution
 */
export class ServiceEndpoints {
  /** The address that the caller has asked for, whatever it is: the caller looks names up. */
  static asAsked(): ServiceEndpoints {
    return new ServiceEndpoints('NONE');
  }

  /** These IP addresses. */
  static fixed(...endpoints: WorkloadEndpoint[]): ServiceEndpoints {
    return new ServiceEndpoints('STATIC', endpoints, undefined, 'ip');
  }

  /** The pods and WorkloadEntries of its namespace that have these labels. */
  static selected(labels: Labels): ServiceEndpoints {
    return new ServiceEndpoints('STATIC', undefined, labels);
  }

  /** All addresses that DNS knows of these endpoints, or else of the hosts; the proxy looks them up again and again. */
  static dns(...endpoints: WorkloadEndpoint[]): ServiceEndpoints {
    return new ServiceEndpoints('DNS', endpoints, undefined, 'dns');
  }

  /** The first address that DNS gives at each new connection, for names with many changing addresses. */
  static dnsRoundRobin(endpoint?: WorkloadEndpoint): ServiceEndpoints {
    return new ServiceEndpoints('DNS_ROUND_ROBIN', endpoint ? [endpoint] : [], undefined, 'dns');
  }

  /** The proxy looks up the name that each request asks for; the hosts may hold a wildcard. */
  static dynamicDns(): ServiceEndpoints {
    return new ServiceEndpoints('DYNAMIC_DNS');
  }

  private constructor(
    private readonly resolution: Resolution,
    private readonly endpoints: readonly WorkloadEndpoint[] = [],
    private readonly labels?: Labels,
    private readonly form: AddressForm = 'any',
  ) {}

  /** The hosts themselves are looked up, so that none may hold a wildcard. */
  get looksHostsUp(): boolean {
    return ['DNS', 'DNS_ROUND_ROBIN'].includes(this.resolution) && this.endpoints.length === 0;
  }

  /** Ranges of addresses can lead to it. */
  get takesRanges(): boolean {
    return ['NONE', 'STATIC'].includes(this.resolution);
  }

  /** Callers' addresses alone tell hosts apart. */
  get keepsAddresses(): boolean {
    return this.resolution === 'NONE';
  }

  /** @internal As a ServiceEntry has it. */
  _toIstio(
    scope: IConstruct,
    portNames: readonly Deferred<string>[],
  ): Readonly<Record<string, Tree | undefined>> {
    checkLabels('labels', this.labels, scope);
    for (const endpoint of this.endpoints) checkEndpointPorts(scope, endpoint, portNames);
    const socket = this.endpoints.find(
      ({ address }) => typeof address === 'string' && address.startsWith('unix:'),
    );
    if (socket && portNames.length !== 1) {
      throw new ConfigError(
        'endpoint',
        scope,
        `'address' is a socket, and the service has ${portNames.length} ports, expected one; give it one port`,
      );
    }
    return {
      resolution: this.resolution,
      endpoints:
        this.endpoints.length === 0
          ? undefined
          : this.endpoints.map((endpoint) => endpointTree(endpoint, scope, this.form)),
      workloadSelector: this.labels && { labels: this.labels as Tree },
    };
  }
}
