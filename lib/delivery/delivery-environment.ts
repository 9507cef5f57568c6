import { ConfigError } from '../vocabulary/config-error';
import { checkedText } from './checked-text';

/** A cluster, or a namespace of one, that the system is delivered to. */
export interface DeliveryEnvironment {
  /** Its name: that of the file in `environments/`, of the folder in `dist/`, and of GitHub's environment. */
  readonly name: string;
  /** Namespace of the release. */
  readonly namespace: string;
  /** Where the system answers from outside, without a path: `https://events.example.com`. */
  readonly url: string;
}

/**
 * The environments in the order of promotion, each of which has been looked at.
 *
 * @throws ConfigError `delivery` for a name or URL that is none, two environments of one name, or no environment
 */
export function checkedEnvironments(
  environments: readonly DeliveryEnvironment[],
): readonly DeliveryEnvironment[] {
  const names = environments.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (names.length === 0 || twice !== undefined) {
    const found = twice === undefined ? 'is empty' : `names '${twice}' twice`;
    throw new ConfigError(
      'delivery',
      undefined,
      `'environments' ${found}, expected each environment once, in the order of promotion`,
    );
  }
  return environments.map(({ name, namespace, url }, index) => ({
    name: checkedText(`environments[${index}].name`, name, 'label'),
    namespace: checkedText(`environments[${index}].namespace`, namespace, 'label'),
    url: checkedText(`environments[${index}].url`, url, 'origin'),
  }));
}
