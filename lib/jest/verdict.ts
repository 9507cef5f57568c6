/** What jest wants of a matcher. */
export interface Verdict {
  readonly pass: boolean;
  readonly message: () => string;
}

/** What jest hands a matcher. */
export interface MatcherThis {
  readonly isNot?: boolean | undefined;
}

/**
 * The verdict of a matcher, with a message that tells what was expected, and what the mesh does step by step.
 *
 * @param expected in words, as in `a route to backend:5001`
 */
export function verdict(
  self: MatcherThis,
  matcher: string,
  pass: boolean,
  expected: string,
  received: string,
): Verdict {
  return {
    pass,
    message: () =>
      `expect(mesh).${self.isNot ? 'not.' : ''}${matcher}\n\n` +
      `Expected: ${self.isNot ? 'not ' : ''}${expected}\n` +
      `Received: ${received}`,
  };
}
