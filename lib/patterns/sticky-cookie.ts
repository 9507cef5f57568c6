import type { Duration } from 'cdk8s';
import { HeaderMatch } from '../routing/header-match';
import type { HeaderOperations } from '../routing/header-operations';
import { ConfigError } from '../vocabulary/config-error';

/** Options of a cookie that keeps clients on a version. */
export interface StickyCookieOptions {
  /** Name of the cookie. @default 'version' */
  readonly name?: string;
  /** How long browsers keep it. @default - until they are closed */
  readonly ttl?: Duration;
}

/**
 * Keeps a client on the version that its first request went to, by a cookie that the proxy sets.
 *
 * What it cannot do: clients that keep no cookies (other services) change between versions with each request; a client
 * that sends several first requests at once may get both; and anybody can choose a version by sending the cookie.
 *
 * @throws ConfigError `sticky-cookie` when the name is none of a cookie
 */
export class StickyCookie {
  /** A cookie, sent to all paths of the host. */
  static of(options: StickyCookieOptions = {}): StickyCookie {
    return new StickyCookie(options);
  }

  private readonly name: string;
  private readonly age: string;

  private constructor({ name = 'version', ttl }: StickyCookieOptions) {
    if (!/^[-_A-Za-z0-9]+$/.test(name)) {
      throw new ConfigError(
        'sticky-cookie',
        undefined,
        `'name' is '${name}', expected letters, digits, '-' and '_'`,
      );
    }
    this.name = name;
    this.age = ttl === undefined ? '' : `; Max-Age=${ttl.toSeconds()}`;
  }

  /** @internal Requests of clients that are kept on a version. */
  _match(version: string): HeaderMatch {
    return HeaderMatch.regex('cookie', `(.*;\\s*)?${this.name}=${escaped(version)}(;.*)?`);
  }

  /** @internal Keeps the client on a version from now on. */
  _set(version: string): HeaderOperations {
    return { add: { 'set-cookie': `${this.name}=${version}; Path=/${this.age}; HttpOnly; SameSite=Lax` } };
  }
}

function escaped(text: string): string {
  return text.replaceAll(/[.+*?()|[\]{}^$\\]/g, String.raw`\$&`);
}
