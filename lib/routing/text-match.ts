import type { Deferred } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { checkRegex } from './http-check';
import { checkLiteral } from './literal-check';

/**
 * A condition on a text, such as an authority or an origin. Case counts.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#StringMatch
 */
export class TextMatch {
  /** Exactly this text. */
  static exact(text: Deferred<string>): TextMatch {
    return new TextMatch('exact', text);
  }

  /** Texts that begin so. */
  static prefix(text: Deferred<string>): TextMatch {
    checkLiteral(text, (literal) => literal !== '', {
      code: 'match',
      property: 'prefix',
      expected: 'at least one character',
      remedy: 'leave the match out for all texts',
    });
    return new TextMatch('prefix', text);
  }

  /**
   * Texts that match the RE2 expression as a whole.
   *
   * @see https://github.com/google/re2/wiki/Syntax
   * @throws ConfigError `regex` when RE2 cannot read it
   */
  static regex(pattern: Deferred<string>): TextMatch {
    checkRegex('regex', pattern);
    return new TextMatch('regex', pattern);
  }

  private constructor(
    readonly form: 'exact' | 'prefix' | 'regex',
    readonly text: Deferred<string>,
  ) {}

  /** @internal As a VirtualService has it. */
  _toIstio(): Tree {
    return { [this.form]: this.text };
  }
}
