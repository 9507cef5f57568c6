import { domainMistake, isDnsLabel } from './dns-name';
import type { Field } from './field';

/** Validates the gateways that a route is bound to: `namespace/name`, a name, `mesh`, or an old dotted name. */
export function validateGatewayNames(gateways: Field): void {
  for (const gateway of gateways.items) {
    const [namespace = '', ...rest] = gateway.text.split('/');
    if (rest.length === 0) {
      const [name = '', parent = ''] = gateway.text.split('.');
      if (parent !== '') gateway.warn(`'${gateway.text}' is an old form; write ${parent}/${name}`);
      gateway.refuse(domainMistake(gateway.text));
      // istiod looks at nothing behind the first name without a namespace.
      return;
    }
    const name = rest.join('/');
    if (!isDnsLabel(namespace)) gateway.error(`'${namespace}' is no namespace, expected namespace/name`);
    if (!isDnsLabel(name)) gateway.error(`'${name}' is no name of a gateway, expected namespace/name`);
  }
}
