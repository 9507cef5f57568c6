/** Whether one of two hosts, either of which may start with a wildcard, covers any name that the other does. */
export function hostsOverlap(a: string, b: string): boolean {
  if (a.startsWith('*') && b.startsWith('*')) {
    const [short, long] = a.length < b.length ? [a, b] : [b, a];
    return long.endsWith(short.slice(1));
  }
  if (a.startsWith('*')) return b.endsWith(a.slice(1));
  return b.startsWith('*') ? a.endsWith(b.slice(1)) : a === b;
}

/** Whether all names that a host covers are covered by another. */
export function isHostWithin(host: string, other: string): boolean {
  if (!other.startsWith('*')) return host === other;
  if (host.startsWith('*') && host.length < other.length) return false;
  return host.endsWith(other.slice(1));
}
