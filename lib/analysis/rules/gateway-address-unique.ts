import { groupBy } from '../../vocabulary/group-by';
import type { Rule } from '../rule';
import { objectsOf, textOf } from '../../vocabulary/json-fields';

const GATEWAY = 'gateway.networking.k8s.io/Gateway';

/** A load balancer gives an address to one Service. */
export const gatewayAddressUnique: Rule = {
  code: 'EVM237',
  name: 'gateway-address-unique',
  aliases: ['KIA1502'],
  severity: 'warning',
  preset: 'recommended',
  summary: 'two Gateways of the Gateway API ask for the same IP address',
  reads: [GATEWAY],
  check(mesh, report) {
    const asked = mesh.of(GATEWAY).flatMap((manifest) =>
      objectsOf(manifest.spec['addresses']).flatMap(({ type, value }, index) => {
        const address = textOf(value) ?? '';
        // A Hostname names an existing Service, which Gateways may share.
        return address === '' || (type ?? 'IPAddress') !== 'IPAddress' ? [] : [{ manifest, index, address }];
      }),
    );
    for (const group of groupBy(asked, ({ address }) => address).values()) {
      for (const { manifest, index, address } of group) {
        const other = group.find((one) => one.manifest !== manifest)?.manifest;
        if (other === undefined) continue;
        report({
          manifest,
          path: ['spec', 'addresses', index, 'value'],
          message: `${address} is also asked for by Gateway ${other.namespace}/${other.name}; one of them will wait for it`,
          remedy: 'give each Gateway an address of its own, or merge the Gateways',
        });
      }
    }
  },
};
