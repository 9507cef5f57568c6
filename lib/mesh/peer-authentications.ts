import { byAge } from './age-order';
import { hasLabels, type Labels } from './label-selector';
import type { Manifest } from './manifest';
import type { Mesh } from './mesh';
import { objectOf, textFieldsOf } from '../vocabulary/json-fields';

/** What a server with a proxy accepts: plain text only, both, mutual TLS only. */
export type MutualTlsMode = 'DISABLE' | 'PERMISSIVE' | 'STRICT';

/** The mode of a port, and the object that says so; undefined where none does. */
export interface EffectiveMode {
  readonly mode: MutualTlsMode;
  readonly manifest?: Manifest;
}

/**
 * The PeerAuthentications: what holds for a workload's port.
 *
 * @see https://istio.io/latest/docs/reference/config/security/peer_authentication/
 */
export class PeerAuthentications {
  static of(mesh: Mesh): PeerAuthentications {
    return mesh.index(
      'peerAuthentications',
      () =>
        new PeerAuthentications(mesh.of('security.istio.io/PeerAuthentication'), mesh.config.rootNamespace),
    );
  }

  /** The oldest first. */
  readonly all: readonly Manifest[];

  constructor(
    manifests: readonly Manifest[],
    private readonly rootNamespace: string,
  ) {
    this.all = [...manifests].sort(byAge);
  }

  /**
   * The mode at a port of pods: what the policy for these pods says of the port, else of all ports, else what the
   * namespace's policy says, else the mesh's, else permissive. Of several at one level the oldest counts.
   *
   * @param port the container's port
   */
  modeOf(namespace: string, labels: Labels, port: number): EffectiveMode {
    const own = this.all.find(
      (one) => one.namespace === namespace && hasSelector(one) && hasLabels(labels, selectorOf(one)),
    );
    const ofNamespace = this.all.find((one) => one.namespace === namespace && !hasSelector(one));
    const ofMesh = this.all.find((one) => one.namespace === this.rootNamespace && !hasSelector(one));
    for (const manifest of [own, ofNamespace, ofMesh]) {
      if (manifest === undefined) continue;
      const ofPort =
        manifest === own
          ? modeOf(objectOf(objectOf(manifest.spec['portLevelMtls'])[String(port)])['mode'])
          : undefined;
      const mode = ofPort ?? modeOf(objectOf(manifest.spec['mtls'])['mode']);
      if (mode !== undefined) return { mode, manifest };
    }
    return { mode: 'PERMISSIVE' };
  }
}

/** Undefined for `UNSET`, which leaves it to the next level. */
function modeOf(value: unknown): MutualTlsMode | undefined {
  return value === 'DISABLE' || value === 'PERMISSIVE' || value === 'STRICT' ? value : undefined;
}

/** A policy with an empty selector is one for the whole namespace. */
function hasSelector(manifest: Manifest): boolean {
  return Object.keys(selectorOf(manifest)).length > 0;
}

function selectorOf({ spec }: Manifest): Labels {
  return textFieldsOf(objectOf(spec['selector'])['matchLabels']);
}
