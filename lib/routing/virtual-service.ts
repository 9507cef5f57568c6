import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { VirtualService as VirtualServiceObject, type VirtualServiceSpec } from '@cdk8s/istio-imports';
import { meshObject, type MeshObjectProps } from '../edges/mesh-object';
import type { Deferred, DeferredTree } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { inclusionWithin } from '../values/inclusion';
import { when } from '../values/operators';
import { ConfigError } from '../vocabulary/config-error';
import { checkDelegable } from './delegate-virtual-service';
import type { Destination } from './destination';
import { checkExportTo } from './export-to';
import { gatewayName, type IGateway } from './gateway-reference';
import { checkHosts, checkNoOverlap, joinHosts, literalHosts, type Hosts } from './hosts';
import type { HttpRule } from './http-rule';
import { checkTcpRule, checkTlsRule, connectionRuleTree, type TcpRule, type TlsRule } from './tls-rule';
import { virtualServiceHttp } from './virtual-service-http';

/** Options of a VirtualService. */
export interface VirtualServiceProps extends MeshObjectProps {
  /** Host names of the requests that it routes. @default - those of the gateways */
  readonly hosts?: Hosts;
  /**
   * Gateways whose requests it routes; every service that a rule leads to accepts them. It is to be left out together
   * with them. @default - none
   */
  readonly gateways?: readonly IGateway[];
  /** Routes the requests of the mesh's own workloads. @default - only where there are no gateways */
  readonly mesh?: boolean;
  /** Rules in the order in which they are tried. @default - those that `addRule` adds */
  readonly rules?: readonly HttpRule[];
  /** Rules for TLS that the gateway passes on unread, or that services speak themselves. @default - none */
  readonly tlsRules?: readonly TlsRule[];
  /** Rules for other connections, in the order in which they are tried. @default - none */
  readonly tcpRules?: readonly TcpRule[];
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
  /** Name of the object. */
  readonly name: Deferred<string>;
  /** Namespace of the object. */
  readonly namespace: Deferred<string>;
  /** Host names that it routes. */
  readonly hosts: Hosts;
  /** Istio's `VirtualService`. */
  readonly resource: ApiObject;
  private readonly gateways: readonly IGateway[];
  private readonly rules: HttpRule[] = [];
  private readonly mesh: boolean;

  constructor(scope: Construct, id: string, props: VirtualServiceProps) {
    super(scope, id);
    const { gateways = [], mesh = gateways.length === 0, tlsRules = [], tcpRules = [] } = props;
    this.gateways = gateways;
    this.mesh = mesh;
    this.hosts = props.hosts ?? joinHosts(gateways.map(({ hosts }) => hosts));
    checkHosts(this, this.hosts);
    checkNoOverlap(this, this.hosts);
    checkExportTo(this, props.exportTo);
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
        http: entries(this.rules.flatMap((rule) => virtualServiceHttp(rule, this))) as DeferredTree<
          VirtualServiceSpec['http']
        >,
        tls: entries(tlsRules.map((rule) => connectionRuleTree(rule, this))) as DeferredTree<
          VirtualServiceSpec['tls']
        >,
        tcp: entries(tcpRules.map((rule) => connectionRuleTree(rule, this))) as DeferredTree<
          VirtualServiceSpec['tcp']
        >,
      },
    }));
    this.name = name;
    this.namespace = namespace;
    this.resource = resource;
    for (const rule of props.rules ?? []) this.addRule(rule);
    for (const rule of tlsRules) checkTlsRule(this, rule, this.hosts);
    for (const rule of tcpRules) checkTcpRule(this, rule);
    for (const rule of [...tlsRules, ...tcpRules]) this.letIn(rule.to);
    const connections = tlsRules.length + tcpRules.length;
    this.node.addValidation({
      validate: () =>
        this.rules.length + connections === 0 ? ['no rules: name some in its props or by addRule'] : [],
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
    checkIstioRule(rule, this);
    if (this.mesh) refuseClaims(rule, this);
    this.rules.push(rule);
    this.letIn(rule.destinations);
    rule.delegation?.to._acceptFrom(this.gateways);
  }

  private letIn(destinations: readonly Destination[]): void {
    for (const { service } of destinations) {
      for (const gateway of this.gateways) service.acceptFrom(gateway);
    }
  }

  /** With no gateway left in the list Istio would apply the rules to the mesh: a lone absent one stays, without effect. */
  private gatewayNames(mesh: boolean): DeferredTree<string[]> {
    const names = this.gateways.map((gateway) => {
      const name = gatewayName(gateway);
      return mesh ? when(inclusionWithin(gateway, this), name) : name;
    });
    return mesh ? [...names, 'mesh'] : names;
  }
}

/** A list, or nothing where it has no entry. */
function entries(list: (Tree | undefined)[]): Tree | undefined {
  return list.length === 0 ? undefined : list;
}

/** Refuses what only an HTTPRoute can say, and what a VirtualService cannot leave to another. */
function checkIstioRule(rule: HttpRule, scope: VirtualService): void {
  const property = rule.forwarding?.backendRequestTimeout
    ? 'backendRequestTimeout'
    : rule.redirection?.prefix !== undefined
      ? 'prefix'
      : undefined;
  if (property !== undefined) {
    throw new ConfigError(
      'not-in-virtual-service',
      scope,
      `'${property}' can be said by an HTTPRoute only; use ${property === 'prefix' ? "'path'" : "'perTryTimeout' of 'retries'"}`,
    );
  }
  if (rule.delegation) checkDelegable(scope, rule.matches);
}

/** Refuses conditions on tokens for calls in the mesh, whose proxies do not read them for routing. */
function refuseClaims(rule: HttpRule, scope: VirtualService): void {
  const conditions = rule.matches.flatMap(({ headers = [], withoutHeaders = [] }) => [
    ...headers,
    ...withoutHeaders,
  ]);
  const claim = conditions.find(({ isClaim }) => isClaim);
  if (claim === undefined) return;
  throw new ConfigError(
    'match',
    scope,
    `'headers' matches '${claim.name}', expected no claims of tokens for calls in the mesh; bind it to gateways only`,
  );
}
