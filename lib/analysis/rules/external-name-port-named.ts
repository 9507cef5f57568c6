import { isControlPlane } from '../control-plane';
import type { Rule } from '../rule';
import { servicePortProtocol } from '../../mesh/port-protocol';
import { numberOf, objectsOf, textOf } from '../../vocabulary/json-fields';

const SERVICE = '/Service';

/** An ExternalName Service has no address, so that plain TCP to it takes the whole port. */
export const externalNamePortNamed: Rule = {
  code: 'EVM119',
  name: 'external-name-port-named',
  aliases: ['IST0150'],
  severity: 'warning',
  preset: 'recommended',
  summary: 'a port of an ExternalName Service is TCP, or its name tells no protocol',
  reads: [SERVICE],
  check(mesh, report) {
    for (const manifest of mesh.of(SERVICE)) {
      if (manifest.spec['type'] !== 'ExternalName' || isControlPlane(manifest)) continue;
      objectsOf(manifest.spec['ports']).forEach((port, index) => {
        const [name, appProtocol] = [textOf(port['name']), textOf(port['appProtocol'])];
        const number = numberOf(port['port']) ?? 0;
        const protocol = servicePortProtocol({
          number,
          name,
          protocol: textOf(port['protocol']),
          appProtocol,
        });
        if (protocol !== 'unknown' && name !== 'tcp') return;
        report({
          manifest,
          path: ['spec', 'ports', index],
          message: `port ${number} of an ExternalName Service is ${name === 'tcp' ? 'TCP' : 'of no known protocol'}: the proxy would take all traffic to the port, wherever it goes, for it`,
          remedy: 'name the port by a protocol that bears the host, such as http or tls',
        });
      });
    }
  },
};
