import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { ReferenceGrant as ReferenceGrantObject } from '@cdk8s/istio-imports/gateway-api';
import { meshObject, type MeshObjectProps } from '../edges/mesh-object';
import type { Deferred } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';
import { checkDnsLabel } from './name-check';

const GATEWAY_API = 'gateway.networking.k8s.io';

/**
 * Objects of another namespace that may refer to objects here.
 *
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#referencegrantfrom
 * @throws ConfigError `name` when the namespace has no name
 */
export class GrantSource {
  /** HTTPRoutes of a namespace. */
  static httpRoutes(namespace: Deferred<string>): GrantSource {
    return GrantSource.of(GATEWAY_API, 'HTTPRoute', namespace);
  }

  /** GRPCRoutes of a namespace. */
  static grpcRoutes(namespace: Deferred<string>): GrantSource {
    return GrantSource.of(GATEWAY_API, 'GRPCRoute', namespace);
  }

  /** TLSRoutes of a namespace. */
  static tlsRoutes(namespace: Deferred<string>): GrantSource {
    return GrantSource.of(GATEWAY_API, 'TLSRoute', namespace);
  }

  /** Gateways of a namespace, whose listeners name Secrets here. */
  static gateways(namespace: Deferred<string>): GrantSource {
    return GrantSource.of(GATEWAY_API, 'Gateway', namespace);
  }

  /** Objects of any other kind of a namespace. */
  static of(group: Deferred<string>, kind: Deferred<string>, namespace: Deferred<string>): GrantSource {
    checkDnsLabel('namespace', namespace);
    return new GrantSource({ group, kind, namespace });
  }

  private constructor(private readonly settings: Tree) {}

  /** @internal As a ReferenceGrant has it. */
  _toGatewayApi(): Tree {
    return this.settings;
  }
}

/**
 * Objects here that may be referred to.
 *
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#referencegrantto
 */
export class GrantTarget {
  /** One Service, or all of them. */
  static services(name?: Deferred<string>): GrantTarget {
    return GrantTarget.of('', 'Service', name);
  }

  /** One Secret, or all of them; name the one. */
  static secrets(name?: Deferred<string>): GrantTarget {
    return GrantTarget.of('', 'Secret', name);
  }

  /** Objects of any other kind. */
  static of(group: Deferred<string>, kind: Deferred<string>, name?: Deferred<string>): GrantTarget {
    return new GrantTarget({ group, kind, name });
  }

  private constructor(private readonly settings: Tree) {}

  /** @internal As a ReferenceGrant has it. */
  _toGatewayApi(): Tree {
    return this.settings;
  }
}

/** Options of a ReferenceGrant. */
export interface ReferenceGrantProps extends MeshObjectProps {
  /** Who may refer. */
  readonly from: readonly GrantSource[];
  /** To what, in the grant's own namespace. */
  readonly to: readonly GrantTarget[];
}

/**
 * `ReferenceGrant` of the Gateway API: lets objects of other namespaces refer to objects of its own, such as routes to
 * Services, and gateways to Secrets.
 *
 * @see https://gateway-api.sigs.k8s.io/api-types/referencegrant/
 * @throws ConfigError `grant` when it names nobody or nothing
 *
 * @example
 * ```ts
 * new ReferenceGrant(chart, 'grant', {
 *   from: [GrantSource.httpRoutes('edge')],
 *   to: [GrantTarget.services('orders')],
 * });
 * ```
 */
export class ReferenceGrant extends Construct {
  /** Name of the object. */
  readonly name: Deferred<string>;
  /** Namespace of the object. */
  readonly namespace: Deferred<string>;
  /** `ReferenceGrant` of the Gateway API. */
  readonly resource: ApiObject;

  constructor(scope: Construct, id: string, props: ReferenceGrantProps) {
    super(scope, id);
    const { from, to } = props;
    for (const [property, list] of Object.entries({ from, to })) {
      if (list.length > 0 && list.length <= 16) continue;
      throw new ConfigError(
        'grant',
        this,
        `'${property}' has ${list.length} entries, expected 1 to 16; name them, or use a second grant`,
      );
    }
    const { name, namespace, resource } = meshObject(ReferenceGrantObject, this, props, {
      spec: {
        from: from.map((source) => source._toGatewayApi()) as never,
        to: to.map((target) => target._toGatewayApi()) as never,
      },
    });
    this.name = name;
    this.namespace = namespace;
    this.resource = resource;
  }
}
