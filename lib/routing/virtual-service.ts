import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { VirtualService as VirtualServiceObject, type VirtualServiceSpec } from '@cdk8s/istio-imports';
import { meshObject, type MeshObjectProps } from '../edges/mesh-object';
import type { Deferred, DeferredTree } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { inclusionWithin } from '../values/inclusion';
import { format, when } from '../values/operators';
import { ConfigError } from '../vocabulary/config-error';
import { checkHosts, joinHosts, literalHosts, type Hosts } from './hosts';
import type { HttpRule } from './http-rule';
import type { IngressGateway } from './ingress-gateway';
import { virtualServiceHttp } from './virtual-service-http';

/** Options of a VirtualService. */
export interface VirtualServiceProps extends MeshObjectProps {
  /** Host names of the requests that it routes. @default - those of the gateways */
  readonly hosts?: Hosts;
  /**
   * Gateways whose requests it routes; every service that a rule leads to accepts them. It is to be left out together
   * with them. @default - none
   */
  readonly gateways?: readonly IngressGateway[];
  /** Routes the requests of the mesh's own workloads. @default - only where there are no gateways */
  readonly mesh?: boolean;
  /** Rules in the order in which they are tried. @default - those that `addRule` adds */
  readonly rules?: readonly HttpRule[];
  /** Namespaces that see it, `.` being its own. @default - all */
  readonly exportTo?: Deferred<string[]>;
}

/**
 * Istio's `VirtualService`: where requests to some hosts go. The first rule that matches decides; what none matches is
 * answered with 404. A host has one VirtualService per gateway: add all rules for it here.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/
 * @throws ConfigError `hosts` when no host is named, one is no DNS name, or `*` is asked for in the mesh
 * @throws ConfigError `rule-unreachable` when a rule comes after one that takes everything
 * @throws ConfigError `constraint-violated` when literal weights do not add up to 100, or tries do not fit the timeout
 *
 * @example
 * ```ts
 * const orders = new EventBackend(chart, 'orders', {
 *   image: { repository: 'registry.example.com/shop', tag: '1.0.0' },
 * });
 * new VirtualService(chart, 'routes', {
 *   gateways: [new IngressGateway(chart, 'gateway', { hosts: ['shop.example.com'] })],
 *   rules: [
 *     HttpRule.redirect({ matches: [{ path: PathMatch.exact('/') }], path: '/orders' }),
 *     HttpRule.route({
 *       to: [Destination.service(orders)],
 *       timeout: Duration.seconds(15),
 *       retries: RetryPolicy.of({ attempts: 3, perTryTimeout: Duration.seconds(2) }),
 *     }),
 *   ],
 * });
 * ```
 */
export class VirtualService extends Construct {
  readonly name: Deferred<string>;
  readonly namespace: Deferred<string>;
  readonly hosts: Hosts;
  /** Istio's `VirtualService`. */
  readonly resource: ApiObject;
  private readonly gateways: readonly IngressGateway[];
  private readonly rules: HttpRule[] = [];

  constructor(scope: Construct, id: string, props: VirtualServiceProps) {
    super(scope, id);
    const { gateways = [], mesh = gateways.length === 0 } = props;
    this.gateways = gateways;
    this.hosts = props.hosts ?? joinHosts(gateways.map(({ hosts }) => hosts));
    checkHosts(this, this.hosts);
    if (mesh && literalHosts(this.hosts).includes('*')) {
      throw new ConfigError(
        'hosts',
        this,
        "'hosts' holds '*', which would take every request in the mesh; name the services' hosts, or bind it to gateways only",
      );
    }
    const { name, namespace, resource } = meshObject(VirtualServiceObject, this, props, () => ({
      spec: {
        hosts: this.hosts as DeferredTree<string[]>,
        gateways: this.gatewayNames(mesh),
        exportTo: props.exportTo,
        http: this.rules.flatMap((rule) => virtualServiceHttp(rule, this)) as Tree as DeferredTree<
          VirtualServiceSpec['http']
        >,
      },
    }));
    this.name = name;
    this.namespace = namespace;
    this.resource = resource;
    for (const rule of props.rules ?? []) this.addRule(rule);
    this.node.addValidation({
      validate: () => (this.rules.length === 0 ? ['no rules: name some in its props or by addRule'] : []),
    });
  }

  /** Adds a rule, to be tried after the ones that are there. */
  addRule(rule: HttpRule): void {
    rule.check(this);
    if (this.rules.some((earlier) => earlier.takesEverything)) {
      throw new ConfigError(
        'rule-unreachable',
        this,
        `rule ${this.rules.length + 1} comes after a rule that takes every request; put the one without matches last`,
      );
    }
    this.rules.push(rule);
    for (const { service } of rule.forwarding?.to ?? []) {
      for (const gateway of this.gateways) service.acceptFrom(gateway);
    }
  }

  /** With no gateway left in the list Istio would apply the rules to the mesh: a lone absent one stays, without effect. */
  private gatewayNames(mesh: boolean): DeferredTree<string[]> {
    const names = this.gateways.map((gateway) => {
      const name = format`${gateway.namespace}/${gateway.name}`;
      return mesh ? when(inclusionWithin(gateway, this), name) : name;
    });
    return mesh ? [...names, 'mesh'] : names;
  }
}
