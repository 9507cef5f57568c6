/** A host of which only the objects of one namespace are meant: `shop/*.example.com`. */
export interface ScopedHost {
  /** A namespace, or `*` for all of them. */
  readonly namespace: string;
  readonly host: string;
}

/**
 * Reads `namespace/host`, as servers of Gateways and listeners of Sidecars write it; `.` is the namespace of the
 * object that it stands in, and a host alone is meant in every namespace.
 */
export function scopedHost(text: string, home: string): ScopedHost {
  const slash = text.indexOf('/');
  if (slash < 0) return { namespace: '*', host: text };
  const namespace = text.slice(0, slash);
  return { namespace: namespace === '.' ? home : namespace, host: text.slice(slash + 1) };
}

/** Whether objects of a namespace are meant. */
export function isMeant(scoped: ScopedHost, namespace: string): boolean {
  return scoped.namespace === '*' || scoped.namespace === namespace;
}
