import { analyse } from '../../lib/analysis/analyse';
import { meshOf } from '../../lib/jest/subject';

/**
 * What `event-mesh check` finds in manifests, by the codes of istioctl and Kiali; in these as they would be with another
 * text in place of one.
 */
export function aliasesOf(
  manifests: readonly object[],
  [text, other]: readonly [string | RegExp, string] = ['', ''],
): readonly string[] {
  const changed = JSON.stringify(manifests).replaceAll(text, other);
  return analyse(meshOf(JSON.parse(changed))).flatMap(({ aliases }) => aliases);
}
