import * as fc from 'fast-check';

/** How often a property is tried that costs much: as often as a build has seconds for, or as who asks for more says. */
export function runs(inBuild: number): { readonly numRuns: number } {
  const { numRuns = 100 } = fc.readConfigureGlobal();
  return { numRuns: numRuns > 100 ? numRuns : inBuild };
}
