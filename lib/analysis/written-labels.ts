import type { Labels } from '../mesh/label-selector';

/** Labels as selectors are written on a command line: `app=cart,version=v1`. */
export function writtenLabels(labels: Labels): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join(',');
}
