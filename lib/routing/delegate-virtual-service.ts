import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { VirtualService as VirtualServiceObject } from '@cdk8s/istio-imports';
import { meshObject, type MeshObjectProps } from '../edges/mesh-object';
import type { Deferred } from '../values/chart-value';
import { ConfigError } from '../vocabulary/config-error';
import { checkExportTo } from './export-to';
import type { IGateway } from './gateway-reference';
import type { HttpMatch } from './http-match';
import type { HttpRule } from './http-rule';
import { virtualServiceHttp } from './virtual-service-http';

/** Options of a VirtualService that others leave requests to. */
export interface DelegateVirtualServiceProps extends MeshObjectProps {
  /** Rules in the order in which they are tried. @default - those that `addRule` adds */
  readonly rules?: readonly HttpRule[];
  /** Namespaces whose VirtualServices may leave requests to it. @default - all */
  readonly exportTo?: Deferred<string[]>;
}

/**
 * A `VirtualService` without hosts: rules for the requests that other VirtualServices leave to it
 * (`HttpRule.delegate`), so that teams keep their routes in their own namespaces. Conditions of both must hold, and
 * Istio compares them as texts, so that regular expressions are refused. It is to be left out together with the services
 * that all of its rules lead to.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#Delegate
 * @throws ConfigError `delegate` for regular expressions, and for rules that delegate once more
 *
 * @example
 * ```ts
 * const orders = new EventBackend(chart, 'orders', {
 *   image: { repository: 'registry.example.com/shop', tag: '1.0.0' },
 * });
 * const ours = new DelegateVirtualService(chart, 'orders-routes', {
 *   rules: [HttpRule.route({ to: [Destination.service(orders)] })],
 * });
 * new VirtualService(chart, 'routes', {
 *   gateways: [new IngressGateway(chart, 'gateway', { hosts: ['shop.example.com'] })],
 *   rules: [HttpRule.delegate({ matches: [{ path: PathMatch.prefix('/orders') }], to: ours })],
 * });
 * ```
 */
export class DelegateVirtualService extends Construct {
  /** Name of the object. */
  readonly name: Deferred<string>;
  /** Namespace of the object. */
  readonly namespace: Deferred<string>;
  /** Istio's `VirtualService`. */
  readonly resource: ApiObject;
  private readonly rules: HttpRule[] = [];
  private readonly gateways = new Set<IGateway>();

  constructor(scope: Construct, id: string, props: DelegateVirtualServiceProps = {}) {
    super(scope, id);
    checkExportTo(this, props.exportTo);
    const { name, namespace, resource } = meshObject(VirtualServiceObject, this, props, () => ({
      spec: {
        // Said, so that there is a spec even where no rule is left.
        exportTo: props.exportTo ?? ['*'],
        http: this.rules.flatMap((rule) => virtualServiceHttp(rule, this)) as never,
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
    if (rule.delegation) {
      throw new ConfigError(
        'delegate',
        this,
        'a rule delegates, expected one that does not; delegation goes one step',
      );
    }
    if (rule.forwarding?.retries?.tellsMethodsApart) {
      for (const { methods } of rule.matches) if (methods?.length !== 1) refuseRetries(this);
    }
    checkDelegable(this, rule.matches);
    this.rules.push(rule);
    this.letIn();
  }

  /** @internal Lets gateways, whose requests are left to it, in to the services that its rules lead to. */
  _acceptFrom(gateways: readonly IGateway[]): void {
    for (const gateway of gateways) this.gateways.add(gateway);
    this.letIn();
  }

  private letIn(): void {
    for (const { service } of this.rules.flatMap(({ destinations }) => destinations)) {
      for (const gateway of this.gateways) service.acceptFrom(gateway);
    }
  }
}

/**
 * Refuses regular expressions where rules are left to others, on either side.
 *
 * @throws ConfigError `delegate`
 */
export function checkDelegable(scope: Construct, matches: readonly HttpMatch[]): void {
  for (const {
    path,
    methods = [],
    headers = [],
    withoutHeaders = [],
    queryParameters = [],
    authority,
  } of matches) {
    const regex = [...headers, ...withoutHeaders, ...queryParameters].find(({ isRegex }) => isRegex);
    const found =
      regex?.name ??
      (path?.form === 'regex' ? 'path' : authority?.form === 'regex' ? 'authority' : undefined) ??
      (methods.length > 1 ? 'methods' : undefined);
    if (found === undefined) continue;
    throw new ConfigError(
      'delegate',
      scope,
      `'${found}' is matched by a regular expression, expected an exact text or a prefix, and one method a match; delegation compares texts`,
    );
  }
}

function refuseRetries(scope: Construct): never {
  throw new ConfigError(
    'delegate',
    scope,
    "'retries' tells methods apart by a regular expression, which delegation does not take; match one method each, or retry only on connect-failure and refused-stream",
  );
}
