import type { IConstruct } from 'constructs';
import type { Deferred } from '../values/chart-value';
import { isDeferral } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';
import { checkDnsLabel } from './name-check';

/**
 * Refuses namespaces that are named twice, and others beside all (`*`) or none (`~`).
 *
 * @throws ConfigError `export-to`
 */
export function checkExportTo(scope: IConstruct, exportTo: Deferred<string[]> | undefined): void {
  if (exportTo === undefined || isDeferral(exportTo)) return;
  const literal = exportTo.filter((entry) => !isDeferral(entry));
  for (const entry of literal) if (!/^[.*~]$/.test(entry)) checkDnsLabel('exportTo', entry, scope);
  const lone = literal.find((entry) => entry === '*' || entry === '~');
  const twice = literal.find((entry, index) => literal.indexOf(entry) !== index);
  if (lone !== undefined && exportTo.length > 1) {
    throw new ConfigError(
      'export-to',
      scope,
      `'exportTo' holds '${lone}' beside others, expected it alone; leave the others out, or '${lone}'`,
    );
  }
  if (twice !== undefined) {
    throw new ConfigError(
      'export-to',
      scope,
      `'exportTo' holds '${twice}' twice, expected each namespace once; leave one out`,
    );
  }
}
