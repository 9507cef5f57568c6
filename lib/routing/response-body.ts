import type { Deferred } from '../values/chart-value';
import { isDeferral, type Tree } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';
import { checkLiteral } from './literal-check';

const MOST_BYTES = 1024 * 1024;

/**
 * The body of an answer that a proxy gives by itself, of at most 1 MiB: every proxy holds it.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPBody
 */
export class ResponseBody {
  /** A text. @throws ConfigError `body` when it is longer than 1 MiB */
  static text(text: Deferred<string>): ResponseBody {
    checkSize(isDeferral(text) ? 0 : Buffer.byteLength(text));
    return new ResponseBody({ string: text });
  }

  /** Bytes, as base64. @throws ConfigError `body` when it is no base64, or longer than 1 MiB */
  static base64(bytes: Deferred<string>): ResponseBody {
    checkLiteral(bytes, (text) => /^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text), {
      code: 'body',
      property: 'bytes',
      expected: 'base64',
      remedy: "write it by Buffer.from(…).toString('base64')",
    });
    checkSize(isDeferral(bytes) ? 0 : Buffer.byteLength(bytes, 'base64'));
    return new ResponseBody({ bytes });
  }

  private constructor(private readonly body: Tree) {}

  /** @internal As a VirtualService has it. */
  _toIstio(): Tree {
    return this.body;
  }
}

function checkSize(bytes: number): void {
  if (bytes <= MOST_BYTES) return;
  throw new ConfigError(
    'body',
    undefined,
    `the body has ${bytes} bytes, expected at most ${MOST_BYTES}; let a service give the answer`,
  );
}
