import type { CompiledRoute } from './compiled-route';

/** The routes of one host at one port. */
export interface VirtualHost {
  /** As a proxy looks it up, in small letters; may be a wildcard. */
  readonly host: string;
  readonly routes: readonly CompiledRoute[];
  /** Whether plain HTTP is redirected to HTTPS before any route is looked at. */
  readonly requiresTls: boolean;
}

/** The virtual hosts of one port. */
export class VirtualHosts {
  readonly #exact = new Map<string, VirtualHost>();
  /** By the length of what follows the star, the longest first. */
  readonly #suffixes: { readonly length: number; readonly hosts: Map<string, VirtualHost> }[] = [];
  #other: VirtualHost | undefined;

  constructor(readonly all: readonly VirtualHost[]) {
    for (const one of all) {
      if (one.host === '*') this.#other ??= one;
      else if (one.host.startsWith('*')) this.#addWildcard(one);
      else if (!this.#exact.has(one.host)) this.#exact.set(one.host, one);
    }
    this.#suffixes.sort((one, other) => other.length - one.length);
  }

  /**
   * The virtual host of a host: by name, else by the longest wildcard, else `*`. No other one is tried when none of
   * its routes matches.
   *
   * @param host in small letters, without port
   */
  of(host: string): VirtualHost | undefined {
    const exact = this.#exact.get(host);
    if (exact !== undefined) return exact;
    for (const { length, hosts } of this.#suffixes) {
      if (host.length <= length) continue;
      const found = hosts.get(host.slice(host.length - length));
      if (found !== undefined) return found;
    }
    return this.#other;
  }

  #addWildcard(one: VirtualHost): void {
    const suffix = one.host.slice(1);
    let group = this.#suffixes.find(({ length }) => length === suffix.length);
    if (group === undefined) {
      group = { length: suffix.length, hosts: new Map() };
      this.#suffixes.push(group);
    }
    if (!group.hosts.has(suffix)) group.hosts.set(suffix, one);
  }
}
