/** The DNS domain of a cluster's services. */
const CLUSTER_DOMAIN = 'cluster.local';

/** The host of a Service: `backend.shop.svc.cluster.local`. */
export function serviceHost(name: string, namespace: string): string {
  return `${name}.${namespace}.svc.${CLUSTER_DOMAIN}`;
}

/**
 * The host that a short name means, seen from a namespace. Istio completes names without a dot alone:
 * `backend.shop` stays as it is, and is no Service.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#Destination
 */
export function qualifiedHost(host: string, namespace: string): string {
  return host.includes('.') || host.startsWith('*') || host === '' ? host : serviceHost(host, namespace);
}

/** The name and namespace that stand in the host of a Service, or undefined for other hosts. */
export function serviceOf(host: string): { readonly name: string; readonly namespace: string } | undefined {
  const suffix = `.svc.${CLUSTER_DOMAIN}`;
  if (!host.endsWith(suffix)) return undefined;
  const [name, namespace, ...rest] = host.slice(0, -suffix.length).split('.');
  return name && namespace && rest.length === 0 ? { name, namespace } : undefined;
}

/** `*` or `*.example.com`. */
export function isWildcard(host: string): boolean {
  return host.startsWith('*');
}

/**
 * Whether every host that `host` stands for is one that `pattern` stands for; both may be wildcards. `*.a.com` stands
 * for neither `a.com` nor `*a.com`.
 */
export function covers(pattern: string, host: string): boolean {
  if (pattern === host) return true;
  return isWildcard(pattern) && host.length >= pattern.length && withoutStar(host).endsWith(pattern.slice(1));
}

/** Whether some host is meant by both; both may be wildcards. */
export function overlap(one: string, other: string): boolean {
  return covers(one, other) || covers(other, one);
}

/**
 * Orders hosts as Istio looks for them: names before wildcards, longer wildcards before shorter ones; equals by the
 * alphabet.
 */
export function compareSpecificity(one: string, other: string): number {
  const wild = Number(isWildcard(one)) - Number(isWildcard(other));
  if (wild !== 0) return wild;
  if (isWildcard(one) && one.length !== other.length) return other.length - one.length;
  return one < other ? -1 : one > other ? 1 : 0;
}

function withoutStar(host: string): string {
  return isWildcard(host) ? host.slice(1) : host;
}
