import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ChartValues } from '../../lib/values/chart-values';
import type { JsonObject } from '../../lib/vocabulary/json';
import { coveringArray } from './covering-array';
import { withValue } from './mistakes';

const FOLDER = path.join(__dirname, '../../environments');

/** Values files that those who install could have: each environment's, as it is written. */
export function environments(): [file: string, text: string][] {
  return readdirSync(FOLDER).map((file) => [file, readFileSync(path.join(FOLDER, file), 'utf8')]);
}

/** Paths of the values that switch something on or off. */
export function switchesOf(values: ChartValues): (readonly string[])[] {
  return values.declared
    .filter(({ schema }) => schema.type === 'boolean' && schema.only === undefined)
    .map(({ path }) => path);
}

/** Values files in which any three switches stand in every way that they can. */
export function filesOfSwitches(values: ChartValues): JsonObject[] {
  const paths = switchesOf(values);
  return coveringArray(paths.length).map((row) =>
    paths.reduce((file, at, index) => withValue(file, at, row[index] === true), SETTINGS),
  );
}

/** What some switches ask for when they are on, or off. */
const SETTINGS: JsonObject = {
  postgresql: { postgresqlUsername: 'app' },
  externalPostgresql: { host: 'db.example.com' },
  externalRedis: { host: 'redis.example.com' },
  mail: { host: 'mail.example.com', timeoutSeconds: 60 },
};
