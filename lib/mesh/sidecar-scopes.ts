import { byAge } from './age-order';
import { hasLabels, type Labels } from './label-selector';
import type { Manifest } from './manifest';
import type { Mesh } from './mesh';
import { scopedHost, type ScopedHost } from './scoped-host';
import type { JsonObject } from '../vocabulary/json';
import { numberOf, objectOf, objectsOf, textFieldsOf, textOf, textsOf } from '../vocabulary/json-fields';

/** One entry of a Sidecar's `egress`: what a proxy imports. */
export interface EgressListener {
  /** The one port that it is for; undefined for all ports that no other entry names. */
  readonly port?: number;
  readonly protocol: string;
  readonly hosts: readonly ScopedHost[];
}

/** What a workload's proxy is told of the mesh. */
export interface SidecarScope {
  /** The Sidecar that says so; undefined where none does, and everything is imported. */
  readonly manifest?: Manifest;
  /** The namespace of the workload. */
  readonly namespace: string;
  readonly egress: readonly EgressListener[];
  /** Whether calls to hosts that it does not know are let through; else they are refused. */
  readonly allowsUnknownHosts: boolean;
}

/**
 * The Sidecars: which one holds for a workload.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/sidecar/
 */
export class SidecarScopes {
  static of(mesh: Mesh): SidecarScopes {
    return mesh.index(
      'sidecarScopes',
      () =>
        new SidecarScopes(
          mesh.of('networking.istio.io/Sidecar'),
          mesh.config.rootNamespace,
          mesh.config.allowsUnknownHosts,
        ),
    );
  }

  readonly #sidecars: readonly Manifest[];

  constructor(
    manifests: readonly Manifest[],
    private readonly rootNamespace: string,
    private readonly meshAllowsUnknownHosts: boolean,
  ) {
    this.#sidecars = [...manifests].sort(byAge);
  }

  /**
   * The scope of a workload: of the oldest Sidecar of its namespace that selects it, else of the oldest there that
   * selects nothing in particular, else of such a one in the root namespace, else everything.
   */
  of(namespace: string, labels: Labels): SidecarScope {
    const own = this.#sidecars.filter((sidecar) => sidecar.namespace === namespace);
    const sidecar =
      own.find((one) => selectorOf(one) !== undefined && hasLabels(labels, selectorOf(one) ?? {})) ??
      own.find((one) => selectorOf(one) === undefined) ??
      this.#sidecars.find((one) => one.namespace === this.rootNamespace && selectorOf(one) === undefined);
    const spec: JsonObject = sidecar?.spec ?? {};
    const policy = spec['outboundTrafficPolicy'];
    const egress = objectsOf(spec['egress']);
    return {
      ...(sidecar === undefined ? {} : { manifest: sidecar }),
      namespace,
      egress: (egress.length === 0 ? [{ hosts: ['*/*'] }] : egress).map((entry) =>
        listenerOf(entry, namespace),
      ),
      allowsUnknownHosts:
        policy === undefined ? this.meshAllowsUnknownHosts : objectOf(policy)['mode'] === 'ALLOW_ANY',
    };
  }
}

function selectorOf({ spec }: Manifest): Labels | undefined {
  return spec['workloadSelector'] === undefined
    ? undefined
    : textFieldsOf(objectOf(spec['workloadSelector'])['labels']);
}

function listenerOf(entry: JsonObject, namespace: string): EgressListener {
  const port = objectOf(entry['port']);
  const number = numberOf(port['number']);
  return {
    ...(number === undefined ? {} : { port: number }),
    protocol: textOf(port['protocol']) ?? '',
    // A host without a namespace is refused by Istio's validation and means nothing here.
    hosts: textsOf(entry['hosts'])
      .filter((host) => host.includes('/'))
      .map((host) => scopedHost(host, namespace)),
  };
}
