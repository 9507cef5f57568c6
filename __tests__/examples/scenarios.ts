import { authorization } from './authorization';
import { customers } from './customers';
import { eventSystem } from './event-system';
import { extensions } from './extensions';
import { external } from './external';
import { fleetman } from './fleetman';
import { gateways } from './gateways';
import { boutique } from './boutique';
import { monitoring } from './monitoring';
import { restaurant } from './restaurant';
import { machines } from './machines';
import { mesh } from './mesh';
import { rules } from './rules';
import type { Scenario } from './scenario';
import { security } from './security';
import { temple } from './temple';

/** What each example promises, by the name of its file. */
export const scenarios: Readonly<Record<string, Scenario>> = {
  ...rules,
  ...restaurant,
  ...boutique,
  ...customers,
  ...eventSystem,
  ...extensions,
  ...external,
  ...fleetman,
  ...gateways,
  ...monitoring,
  ...machines,
  ...mesh,
  ...authorization,
  ...security,
  ...temple,
};
