import { re2 } from './re2';
import type { PathMatch } from './route-match';
import { objectOf, textOf } from '../vocabulary/json-fields';
import type { Json } from '../vocabulary/json';

/** What becomes of a path; without query. The query always survives. */
export type PathRewrite = (path: string) => string;

/**
 * The rewrite of a route of a VirtualService. A `uri` takes the place of what the route matched: of the prefix as it
 * is written, so that `/` rewritten to `/new` makes `/newapi` of `/api`; of the whole path after an exact match or a
 * regular expression.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRewrite
 */
export function pathRewrite(rewrite: Json | undefined, match: PathMatch): PathRewrite | undefined {
  const fields = objectOf(rewrite);
  const regex = objectOf(fields['uriRegexRewrite']);
  const pattern = textOf(regex['match']);
  if (pattern !== undefined) return regexRewrite(pattern, textOf(regex['rewrite']) ?? '');
  const uri = textOf(fields['uri']);
  return uri === undefined || uri === '' ? undefined : prefixRewrite(uri, match);
}

/** Replaces every match of an expression. */
function regexRewrite(pattern: string, substitution: string): PathRewrite {
  const expression = re2(pattern);
  return (path) => expression?.replaceAll(path, substitution) ?? path;
}

/** Replaces what the route matched. */
export function prefixRewrite(uri: string, match: PathMatch): PathRewrite {
  if (match.kind === 'exact' || match.kind === 'regex') return () => uri;
  const { length } = match.value;
  return (path) => uri + path.slice(length);
}
