import { groupBy } from '../../vocabulary/group-by';
import type { Rule } from '../rule';
import type { PathSegment } from '../../vocabulary/field-path';
import type { Manifest } from '../../mesh/manifest';
import { numberOf, objectsOf, textOf } from '../../vocabulary/json-fields';

const GATEWAY = 'gateway.networking.k8s.io/Gateway';

interface Listener {
  readonly manifest: Manifest;
  readonly path: readonly PathSegment[];
  readonly written: string;
  /** The pods that carry it out: of the Gateway itself, or of the Service that its addresses name. */
  readonly pods: string;
}

/** Of two listeners for one hostname at one port of the same pods, one takes no connection. */
export const gatewayListenerUnique: Rule = {
  code: 'EVM236',
  name: 'gateway-listener-unique',
  aliases: ['KIA1501', 'KIA1503'],
  severity: 'error',
  preset: 'recommended',
  summary: 'listeners of the same gateway pods repeat hostname, port and protocol',
  reads: [GATEWAY],
  check(mesh, report) {
    const listeners = mesh.of(GATEWAY).flatMap(listenersOf);
    const groups = groupBy(listeners, ({ pods, written }) => `${pods}\n${written}`);
    for (const group of groups.values()) {
      for (const { manifest, path, written } of group) {
        const others = group.filter((other) => other.path !== path);
        const [other] = others;
        if (other === undefined) continue;
        const isOwn = others.some((one) => one.manifest === manifest);
        report({
          manifest,
          path,
          message: `${written} is also listened to by ${isOwn ? 'another listener of the Gateway' : `Gateway ${other.manifest.namespace}/${other.manifest.name}, whose addresses name the same Service`}`,
          remedy: 'remove one of the listeners, or tell them apart by hostname or port',
          aliases: [isOwn ? 'KIA1503' : 'KIA1501'],
        });
      }
    }
  },
};

function listenersOf(manifest: Manifest): readonly Listener[] {
  const shared = objectsOf(manifest.spec['addresses']).find(({ type }) => type === 'Hostname');
  const pods = textOf(shared?.['value']) ?? `${manifest.namespace}/${manifest.name}`;
  return objectsOf(manifest.spec['listeners']).map(({ hostname, port, protocol }, index) => ({
    manifest,
    path: ['spec', 'listeners', index],
    written: `${textOf(protocol) ?? ''} ${textOf(hostname) ?? '*'}:${numberOf(port) ?? ''}`,
    pods,
  }));
}
