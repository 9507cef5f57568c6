import type { IConstruct } from 'constructs';
import type { Deferred } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';
import { checkLiteral } from './literal-check';
import { checkPort } from './number-check';

/** Where clients are sent to. */
export interface RedirectTarget {
  /** Scheme of the URL. @default - that of the request */
  readonly scheme?: 'http' | 'https';
  /** Host of the URL. @default - that of the request */
  readonly host?: Deferred<string>;
  /** The whole path. @default - that of the request */
  readonly path?: Deferred<string>;
  /** Another beginning of the path, instead of a matched prefix. VirtualServices do not know it. @default - none */
  readonly prefix?: Deferred<string>;
  /** Port of the URL. @default - that of the scheme */
  readonly port?: Deferred<number>;
  /** Which port, instead of a number: the scheme's, or the one that was asked. HTTPRoutes do not know it. @default - none */
  readonly derivePort?: 'FROM_PROTOCOL_DEFAULT' | 'FROM_REQUEST_PORT';
  /** Status of the answer. @default 301 */
  readonly status?: 301 | 302 | 303 | 307 | 308;
}

/**
 * Refuses a redirect to where the client already is, and two ports or paths.
 *
 * @throws ConfigError `redirect`
 */
export function checkRedirect(scope: IConstruct, target: RedirectTarget): void {
  const { scheme, host, path, prefix, port, derivePort } = target;
  const refuse = (message: string) => {
    throw new ConfigError('redirect', scope, message);
  };
  if ([scheme, host, path, prefix, port, derivePort].every((part) => part === undefined)) {
    refuse('a redirect changes nothing, expected scheme, host, path or port; name what is to change');
  }
  if (port !== undefined && derivePort !== undefined) {
    refuse("'port' is set beside 'derivePort', expected one of them; leave one out");
  }
  if (path !== undefined && prefix !== undefined) {
    refuse("'path' is set beside 'prefix', expected one of them; leave one out");
  }
  checkPort('port', port, scope);
  for (const [property, text] of [
    ['path', path],
    ['prefix', prefix],
  ] as const) {
    checkLiteral(text, (literal) => literal.startsWith('/'), {
      code: 'redirect',
      property,
      expected: "one that begins with '/'",
      remedy: "write it like '/new'",
      scope,
    });
  }
}

/** The redirect as a VirtualService has it. */
export function istioRedirect({ scheme, host, path, port, derivePort, status = 301 }: RedirectTarget): Tree {
  return { scheme, authority: host, uri: path, port, derivePort, redirectCode: status };
}

/** The redirect as an HTTPRoute has it. */
export function gatewayApiRedirect({ scheme, host, path, prefix, port, status = 301 }: RedirectTarget): Tree {
  const replaced =
    path === undefined
      ? prefix === undefined
        ? undefined
        : { type: 'ReplacePrefixMatch', replacePrefixMatch: prefix }
      : { type: 'ReplaceFullPath', replaceFullPath: path };
  return { scheme, hostname: host, path: replaced, port, statusCode: status };
}
