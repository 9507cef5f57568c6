import type { Rule } from './rule';
import { portProtocolNamed } from './rules/port-protocol-named';
import { sidecarDefaultUnique } from './rules/sidecar-default-unique';

/**
 * Every rule, in the order of the codes. A code is never given to another rule, also when its own is gone; those that
 * are gone stay in {@link retiredCodes}.
 */
export const catalogue: readonly Rule[] = [sidecarDefaultUnique, portProtocolNamed];

/** Codes of rules that are no more. */
export const retiredCodes: readonly string[] = [];
