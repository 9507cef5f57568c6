import { customers } from './customers';
import { fleetman } from './fleetman';
import { gateways } from './gateways';
import type { Scenario } from './scenario';

/** What each example promises, by the name of its file. */
export const scenarios: Readonly<Record<string, Scenario>> = { ...customers, ...fleetman, ...gateways };
