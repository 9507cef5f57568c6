import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { PeerAuthentication as PeerAuthenticationObject } from '@cdk8s/istio-imports';
import { meshObject, type Labels, type MeshObjectProps } from '../edges/mesh-object';
import { checkSelector } from '../edges/policy-target';
import type { Deferred } from '../values/chart-value';
import { ConfigError } from '../vocabulary/config-error';

/**
 * Whether pods insist on mutual TLS, take plain text too, speak plain text only, or do as the policy above says: a
 * port's as its workload's, that as its namespace's, that as the mesh's, and without any PERMISSIVE.
 */
export type MtlsMode = 'STRICT' | 'PERMISSIVE' | 'DISABLE' | 'UNSET';

/** Options of a PeerAuthentication. */
export interface PeerAuthenticationProps extends MeshObjectProps {
  /** Which connections pods take. @default 'STRICT' */
  readonly mode?: Deferred<MtlsMode>;
  /** Labels of the pods that it is for. @default - all pods of the namespace; of the mesh, in istiod's namespace */
  readonly selectorLabels?: Labels;
  /** Modes of single ports of the pods (not of their Service), by number; they need `selectorLabels`. @default - none */
  readonly portModes?: Readonly<Record<number, Deferred<MtlsMode>>>;
}

/**
 * Istio's `PeerAuthentication`: which connections the proxies of pods accept. The one for a workload wins over that of
 * its namespace, and that over the mesh's; a namespace has but one without selector. In ambient mode ztunnel reads it
 * too, and takes DISABLE for PERMISSIVE.
 *
 * @see https://istio.io/latest/docs/reference/config/security/peer_authentication/
 * @throws ConfigError `port-modes` when ports are named without `selectorLabels`, or are no port numbers
 * @throws ConfigError `policy-target` when a label is none that selects
 *
 * @example
 * ```ts
 * new PeerAuthentication(chart, 'legacy', {
 *   mode: 'STRICT',
 *   selectorLabels: { app: 'legacy' },
 *   portModes: { 9000: 'PERMISSIVE' },
 * });
 * ```
 */
export class PeerAuthentication extends Construct {
  /** Name of the object. */
  readonly name: Deferred<string>;
  /** Namespace of the object. */
  readonly namespace: Deferred<string>;
  /** Istio's `PeerAuthentication`. */
  readonly resource: ApiObject;

  constructor(scope: Construct, id: string, props: PeerAuthenticationProps = {}) {
    super(scope, id);
    const { mode = 'STRICT', selectorLabels, portModes = {} } = props;
    checkSelector(this, selectorLabels);
    const ports = Object.keys(portModes);
    if (ports.length > 0 && selectorLabels === undefined) {
      throw new ConfigError(
        'port-modes',
        this,
        `'portModes' names port ${ports.join(', ')} without 'selectorLabels', and would not be applied; name the pods' labels`,
      );
    }
    const wrong = ports.find(
      (port) => !(Number.isInteger(Number(port)) && Number(port) >= 1 && Number(port) <= 65535),
    );
    if (wrong !== undefined) {
      throw new ConfigError(
        'port-modes',
        this,
        `'portModes' names port ${wrong}, expected one from 1 to 65535`,
      );
    }
    const { name, namespace, resource } = meshObject(PeerAuthenticationObject, this, props, {
      spec: {
        selector: selectorLabels === undefined ? undefined : { matchLabels: selectorLabels },
        mtls: { mode },
        portLevelMtls:
          ports.length === 0
            ? undefined
            : Object.fromEntries(
                Object.entries(portModes).map(([port, portMode]) => [port, { mode: portMode }]),
              ),
      },
    });
    this.name = name;
    this.namespace = namespace;
    this.resource = resource;
  }
}
