import type { PathSegment } from '../vocabulary/field-path';
import type { Manifest } from '../mesh/manifest';
import type { JsonObject } from '../vocabulary/json';
import { objectOf, objectsOf, textsOf } from '../vocabulary/json-fields';

/** A text in one of the lists of an AuthorizationPolicy's rules. */
export interface AuthorizationEntry {
  readonly value: string;
  readonly path: readonly PathSegment[];
}

/** Who calls (`from[].source`) or what is asked (`to[].operation`), and where it stands. */
interface Part {
  readonly fields: JsonObject;
  readonly path: readonly PathSegment[];
}

/** The texts of the lists of this name in `from[].source`, such as `principals`. */
export function sourceEntries({ spec }: Manifest, list: string): readonly AuthorizationEntry[] {
  return partsOf(spec, 'from', 'source').flatMap((part) => entriesOf(part, list));
}

/** The texts of the lists of this name in `to[].operation`, such as `methods`. */
export function operationEntries({ spec }: Manifest, list: string): readonly AuthorizationEntry[] {
  return partsOf(spec, 'to', 'operation').flatMap((part) => entriesOf(part, list));
}

/** The keys of the conditions (`when[].key`). */
export function conditionKeys({ spec }: Manifest): readonly AuthorizationEntry[] {
  return objectsOf(spec['rules']).flatMap((rule, r) =>
    objectsOf(rule['when']).flatMap((condition, c) => {
      const { key } = condition;
      return typeof key === 'string' ? [{ value: key, path: ['spec', 'rules', r, 'when', c, 'key'] }] : [];
    }),
  );
}

function partsOf(spec: JsonObject, list: 'from' | 'to', part: 'source' | 'operation'): readonly Part[] {
  return objectsOf(spec['rules']).flatMap((rule, r) =>
    objectsOf(rule[list]).map((item, i) => ({
      fields: objectOf(item[part]),
      path: ['spec', 'rules', r, list, i, part],
    })),
  );
}

function entriesOf({ fields, path }: Part, list: string): readonly AuthorizationEntry[] {
  return textsOf(fields[list]).map((value, index) => ({ value, path: [...path, list, index] }));
}
