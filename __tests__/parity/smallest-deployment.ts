import { isJsonObject, type Json, type JsonObject } from '../../lib/vocabulary/json';
import type { Deployment } from './deployments';

/** The deployment without any key of its values file that a failure does not need. */
export async function smallestDeployment(
  { file, release }: Deployment,
  fails: (deployment: Deployment) => Promise<boolean>,
): Promise<Deployment> {
  let smallest = file;
  for (let paths = pathsOf(smallest); paths.length > 0;) {
    const [path = [], ...others] = paths;
    const without = withoutPath(smallest, path) as JsonObject;
    const stillFails = await fails({ file: without, release });
    if (stillFails) smallest = without;
    // What is gone takes along what lies below it.
    paths = stillFails ? others.filter((other) => !path.every((key, at) => key === other[at])) : others;
  }
  return { file: smallest, release };
}

/** The paths of all keys of maps, outer ones first. */
function pathsOf(json: Json | undefined): string[][] {
  if (!isJsonObject(json)) return [];
  return Object.entries(json).flatMap(([key, value]) => [
    [key],
    ...pathsOf(value).map((path) => [key, ...path]),
  ]);
}

function withoutPath(json: Json | undefined, [key = '', ...rest]: readonly string[]): Json | undefined {
  if (!isJsonObject(json)) return json;
  const entries = Object.entries(json).flatMap(([other, value]): [string, Json | undefined][] => {
    if (other !== key) return [[other, value]];
    return rest.length === 0 ? [] : [[other, withoutPath(value, rest)]];
  });
  return Object.fromEntries(entries);
}
