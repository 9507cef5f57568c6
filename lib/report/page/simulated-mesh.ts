import { manifestOf } from '../../mesh/manifest';
import { Mesh } from '../../mesh/mesh';
import type { Answer } from '../../simulate/answer';
import type { Call } from '../../simulate/call';
import { Simulator } from '../../simulate/simulator';
import type { EnvironmentReport } from '../page-data';

/** The simulators of the environments, each made when its first request is sent. */
export class SimulatedMeshes {
  readonly #simulators = new Map<EnvironmentReport, Simulator>();

  /**
   * What a mesh does with a request.
   *
   * @throws UnreadableCall for a request that cannot be read, or that enters where nothing is
   */
  answer(environment: EnvironmentReport, call: Call): Answer {
    const known = this.#simulators.get(environment);
    const simulator = known ?? new Simulator(meshOf(environment));
    this.#simulators.set(environment, simulator);
    return simulator.answer(call);
  }
}

/** The mesh that the page's objects make. */
export function meshOf({ objects }: Pick<EnvironmentReport, 'objects'>): Mesh {
  return new Mesh(objects.flatMap((object) => manifestOf(object, 'default') ?? []));
}
