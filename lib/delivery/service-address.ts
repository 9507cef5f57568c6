import { ConfigError } from '../vocabulary/config-error';
import { checkedText } from './checked-text';

/** A Service of the cluster. */
export interface ServiceAddress {
  /** Namespace of the Service. */
  readonly namespace: string;
  /** Name of the Service. */
  readonly name: string;
  /** Port of the Service. */
  readonly port: number;
}

/**
 * Returns the Service if it can be one.
 *
 * @throws ConfigError `delivery` for a name or port that is none
 */
export function checkedService(place: string, { namespace, name, port }: ServiceAddress): ServiceAddress {
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new ConfigError(
      'delivery',
      undefined,
      `'${place}.port' is ${port}, expected a whole number from 1 to 65535`,
    );
  }
  return {
    namespace: checkedText(`${place}.namespace`, namespace, 'label'),
    name: checkedText(`${place}.name`, name, 'label'),
    port,
  };
}
