import * as fc from 'fast-check';
import { arbitraryDeployments, valuesFileOf } from './deployments';
import { onAllCores } from './helm-template';
import type { Parity } from './parity';
import { smallestDeployment } from './smallest-deployment';

/** How many random deployments are held against each other. */
export interface RandomRun {
  readonly runs: number;
  /** Gives the same deployments again. */
  readonly seed: number;
  /** Is told how many are done. @default - nobody is */
  readonly progress?: (done: number) => void;
}

/** What became of them. */
export interface RandomResult {
  readonly accepted: number;
  readonly refused: number;
  /** The first deployment on which the sides disagree, as small as it can be, and how to see it again. */
  readonly failure?: string;
}

/** Deployments of one seed; the next ones have the next seed, so that the last of many need not wait for all. */
const BATCH = 100;

/** Holds plain synthesis and Helm against each other for random deployments, until they disagree. */
export async function randomDeployments(
  parity: Parity,
  { runs, seed, progress }: RandomRun,
): Promise<RandomResult> {
  const arbitrary = arbitraryDeployments(parity.system);
  let [accepted, refused] = [0, 0];
  for (let done = 0; done < runs; done += BATCH) {
    const batchSeed = seed + done / BATCH;
    const batch = fc.sample(arbitrary, { numRuns: Math.min(BATCH, runs - done), seed: batchSeed });
    const disagreements = await onAllCores(batch, (deployment) => parity.disagreements(deployment));
    const failing = batch[disagreements.findIndex((found) => found.length > 0)];
    if (failing) {
      const smallest = await smallestDeployment(
        failing,
        async (deployment) => (await parity.disagreements(deployment)).length > 0,
      );
      const found = await parity.disagreements(smallest);
      const failure = [
        `npm run test:parity -- --runs ${BATCH} --seed ${batchSeed} shows it again:`,
        `release ${JSON.stringify(smallest.release)}`,
        `values file ${valuesFileOf(smallest.file)}`,
        ...found.slice(0, 20),
      ];
      return { accepted, refused, failure: failure.join('\n') };
    }
    for (const { file, release } of batch) {
      if (parity.system.refusals(file, release).length > 0) refused++;
      else accepted++;
    }
    progress?.(done + batch.length);
  }
  return { accepted, refused };
}
