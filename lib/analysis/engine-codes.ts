import type { CodeDescription } from './rule';

/** A rule threw: what it would have found is not known. */
export const ruleCrashed: CodeDescription = {
  code: 'EVM001',
  name: 'rule-crashed',
  severity: 'error',
  summary: 'a rule of the analysis failed, so that what it would have found is not known',
};

/** A suppression that suppresses nothing. */
export const suppressionUsed: CodeDescription = {
  code: 'EVM002',
  name: 'suppression-used',
  severity: 'warning',
  summary: 'a suppression names a code that is not reported of its object',
};

/** A suppression that does not say why. */
export const suppressionReasoned: CodeDescription = {
  code: 'EVM003',
  name: 'suppression-reasoned',
  severity: 'warning',
  summary: 'a suppression gives no reason, or names no code of a rule; it suppresses nothing',
};

/** What the engine itself reports, in the order of the codes. */
export const engineCodes: readonly CodeDescription[] = [ruleCrashed, suppressionUsed, suppressionReasoned];
