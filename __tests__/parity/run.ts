import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { findHelm } from '../helm/helm';
import { Parity } from './parity';
import { randomDeployments } from './random-deployments';

/** `npm run test:parity -- --runs 10000 [--seed 1] [--helm 4]`: as many random values files as are asked for. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { runs: { type: 'string' }, seed: { type: 'string' }, helm: { type: 'string' } },
  });
  const runs = wholeNumber('runs', values.runs ?? '1000');
  const seed = wholeNumber('seed', values.seed ?? String(randomInt(2 ** 31)));
  const parity = new Parity(await findHelm(values.helm === '4' ? 4 : 3));
  try {
    process.stderr.write(`${runs} random values files from seed ${seed}\n`);
    const { accepted, refused, failure } = await randomDeployments(parity, {
      runs,
      seed,
      progress: (done) => process.stderr.write(`${done} of ${runs}\n`),
    });
    process.stderr.write(failure ?? `the same: ${accepted} accepted, ${refused} refused\n`);
    if (failure !== undefined) process.exitCode = 1;
  } finally {
    parity.remove();
  }
}

function wholeNumber(option: string, text: string): number {
  if (/^\d{1,12}$/.test(text)) return Number(text);
  throw new Error(`--${option}: found '${text}', expected a whole number`);
}

void main();
