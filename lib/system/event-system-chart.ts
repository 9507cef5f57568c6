import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Tree } from '../values/expression';
import { ChartValues } from '../values/chart-values';
import { EventSystem } from './event-system';
import { eventSystemValues } from './event-system-values';
import { requirementsTree } from './requirements';

/** An event system with all of its values declared: what the program synthesises for every environment. */
export class EventSystemChart extends Chart {
  /** The values, with the names and defaults of the chart. */
  readonly values = new ChartValues();
  /** The system, for its parts. */
  readonly system: EventSystem;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.system = new EventSystem(this, 'event-system', eventSystemValues(this.values));
  }

  /** What must be in the cluster before the system is installed. */
  get requirements(): Tree {
    return requirementsTree(this.system);
  }
}
