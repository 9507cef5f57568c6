import { isDnsLabel } from './dns-name';
import type { Field } from './field';

/** What the kind of the object changes about its `exportTo`. */
export interface ExportRules {
  /** The namespace that `.` stands for. */
  readonly namespace: string;
  /** `~`, to nobody, may be said. @default false */
  readonly nobody?: boolean;
  /** The object chooses workloads, and so may be exported to its own namespace only. @default false */
  readonly ownNamespaceOnly?: boolean;
}

/** Validates to which namespaces an object is exported. */
export function validateExportTo(exportTo: Field, rules: ExportRules): void {
  const { items } = exportTo;
  const seen = new Set<string>();
  for (const item of items) {
    const scope = item.text === '.' ? rules.namespace : item.text;
    if (seen.has(scope))
      item.error(`names '${item.text}' again; '.' is the object's own namespace; remove one`);
    else if (isScope(scope) || (rules.nobody === true && scope === '~')) seen.add(scope);
    else item.error(`is '${item.text}', expected '.', '*' or the name of a namespace`);
  }
  if (rules.ownNamespaceOnly === true && seen.size > 0 && !(seen.size === 1 && seen.has(rules.namespace))) {
    exportTo.error(
      "goes beyond the object's own namespace, but with a workloadSelector it may only be ['.']",
    );
  }
  if (items.length > 1 && seen.has('*'))
    exportTo.error("names others beside '*', which is everybody; keep one");
  if (items.length > 1 && seen.has('~')) exportTo.error("names others beside '~', which is nobody; keep one");
}

function isScope(scope: string): boolean {
  return scope === '*' || isDnsLabel(scope);
}
