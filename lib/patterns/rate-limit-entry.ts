import type { Deferred } from '../values/chart-value';
import { isDeferral, type Tree } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';

/**
 * What a rate-limit service is told of a request: an entry of the descriptor that its configuration names a limit for.
 *
 * @see https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/route/v3/route_components.proto#config-route-v3-ratelimit-action
 * @throws ConfigError `rate-limit` when a name is empty
 */
export class RateLimitEntry {
  /** The same for each request: `generic_key` with this value. */
  static constant(value: Deferred<string>): RateLimitEntry {
    return new RateLimitEntry({ generic_key: { descriptor_value: given('value', value) } });
  }

  /** Value of a header, under this key; requests without the header are not limited by the descriptor. */
  static requestHeader(name: Deferred<string>, key: Deferred<string>): RateLimitEntry {
    return new RateLimitEntry({
      request_headers: { header_name: given('header', name), descriptor_key: given('key', key) },
    });
  }

  /** The path, under the key `path`. */
  static path(): RateLimitEntry {
    return RateLimitEntry.requestHeader(':path', 'path');
  }

  /** Address of the client, under the key `remote_address`: right only where gateways know trusted proxies. */
  static remoteAddress(): RateLimitEntry {
    return new RateLimitEntry({ remote_address: {} });
  }

  private constructor(private readonly action: Tree) {}

  /** @internal As a virtual host has it. */
  _toEnvoy(): Tree {
    return this.action;
  }
}

function given(what: string, text: Deferred<string>): Deferred<string> {
  if (isDeferral(text) || text !== '') return text;
  throw new ConfigError('rate-limit', undefined, `the ${what} of an entry is empty; name it`);
}
