import { isControlPlane } from '../control-plane';
import type { Problem, Rule } from '../rule';
import type { Manifest } from '../../mesh/manifest';
import { servicePortProtocol } from '../../mesh/port-protocol';
import { numberOf, objectsOf, textOf } from '../../vocabulary/json-fields';
import type { JsonObject } from '../../vocabulary/json';

const SERVICE = '/Service';

/** What a port speaks decides how Istio routes it; without a name it looks at the first bytes of each connection. */
export const portProtocolNamed: Rule = {
  code: 'EVM118',
  name: 'port-protocol-named',
  aliases: ['IST0118', 'KIA0601', 'KIA0602'],
  severity: 'info',
  preset: 'recommended',
  summary: "neither a Service port's name nor its appProtocol says what it speaks",
  reads: [SERVICE],
  check(mesh, report) {
    for (const manifest of mesh.of(SERVICE)) {
      if (isControlPlane(manifest)) continue;
      objectsOf(manifest.spec['ports']).forEach((port, index) => {
        const problem = problemOf(manifest, port, index);
        if (problem) report(problem);
      });
    }
  },
};

function problemOf(manifest: Manifest, port: JsonObject, index: number): Problem | undefined {
  const [name, appProtocol] = [textOf(port['name']), textOf(port['appProtocol'])];
  const number = numberOf(port['port']) ?? 0;
  const protocol = servicePortProtocol({ number, name, protocol: textOf(port['protocol']), appProtocol });
  const isExternal = manifest.spec['type'] === 'ExternalName';
  const path = ['spec', 'ports', index];
  if (protocol !== 'unknown' || isExternal) return undefined;
  const found = appProtocol ? `appProtocol '${appProtocol}'` : name ? `the name '${name}'` : 'no name';
  return {
    manifest,
    path: appProtocol ? [...path, 'appProtocol'] : name ? [...path, 'name'] : path,
    message: `port ${number} has ${found}, which tells no protocol: Istio guesses it from the first bytes of each connection`,
    remedy: `begin the name with the protocol, such as http-${name || 'web'}, or set appProtocol`,
  };
}
