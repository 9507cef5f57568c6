/** A token of HTTP, which every field name is. */
const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const pseudoHeaders = new Set([':method', ':scheme', ':authority', ':path', ':status']);
const claimPrefix = '@request.auth.claims';

/** What is wrong with the name of a header; undefined if nothing is. */
export function headerNameMistake(name: string): string | undefined {
  if (name === '') return 'has an empty name, expected the name of a header';
  return token.test(name) ? undefined : `'${name}' is no name of a header`;
}

/** The same for a name of letters, digits, '-' and '_', which the proxy's JWT filter takes. */
export function strictHeaderNameMistake(name: string): string | undefined {
  return (
    headerNameMistake(name) ??
    (/^[-_A-Za-z0-9]+$/.test(name) ? undefined : `'${name}' is no name of a header`)
  );
}

/** The same for the name in a match, which may also be a pseudo header or a claim of the request's token. */
export function matchedHeaderMistake(name: string): string | undefined {
  return isClaim(name) || pseudoHeaders.has(name) ? undefined : headerNameMistake(name);
}

/** Whether a header's name stands for a claim of the request's token: `@request.auth.claims.group`. */
export function isClaim(name: string): boolean {
  if (!name.toLowerCase().startsWith(claimPrefix)) return false;
  const path = name.slice(claimPrefix.length);
  return path.startsWith('.') || (path.startsWith('[') && path.endsWith(']'));
}

/** Whether setting the header rewrites the authority of the request. */
export function isAuthority(name: string): boolean {
  return /^(:authority|host)$/i.test(name);
}
