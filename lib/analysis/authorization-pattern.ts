/**
 * Whether a text fits a pattern of an AuthorizationPolicy: exact, `prefix*`, `*suffix`, or `*` for any text that is
 * not empty. A `*` at both ends is a suffix that ends in a star.
 *
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source
 */
export function fitsPattern(pattern: string, text: string): boolean {
  if (pattern === '*') return text !== '';
  if (pattern.startsWith('*')) return text.endsWith(pattern.slice(1));
  if (pattern.endsWith('*')) return text.startsWith(pattern.slice(0, -1));
  return pattern === text;
}
