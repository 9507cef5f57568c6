import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { JsonObject } from '../vocabulary/json';

/** This package's own package.json. */
interface OwnPackage {
  readonly name: string;
  readonly version: string;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const DEPENDENCIES = ['cdk8s', 'cdk8s-plus-28', 'constructs'];
const DEV_DEPENDENCIES = [
  '@jest/globals',
  '@swc/core',
  '@swc/jest',
  '@types/node',
  'cdk8s-cli',
  'jest',
  'typescript',
];

/** This package, by its name and version. */
export function ownPackage(): OwnPackage {
  // Sources, their bundle and what is compiled lie in different depths.
  let folder = __dirname;
  while (!existsSync(path.join(folder, 'package.json'))) folder = path.dirname(folder);
  return JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as OwnPackage;
}

/** What a new project depends on by name. */
export function projectDependencies(): readonly string[] {
  return [ownPackage().name, ...DEPENDENCIES, ...DEV_DEPENDENCIES];
}

/** The package.json of a new project. Its versions are exactly those that this package was tested with. */
export function projectPackage(name: string): JsonObject {
  const { name: self, version, devDependencies } = ownPackage();
  const pinned = (names: readonly string[]) =>
    Object.fromEntries(names.map((dependency) => [dependency, devDependencies[dependency] ?? '']));
  return {
    name,
    version: '0.1.0',
    private: true,
    scripts: {
      // Versions are pinned: a look for newer ones would need the network at each synthesis.
      synth: 'cdk8s synth --no-check-upgrade',
      test: 'jest',
      check: 'event-mesh check dist/dev && event-mesh check dist/prod',
    },
    dependencies: { ...pinned(['cdk8s']), [self]: version, ...pinned(['cdk8s-plus-28', 'constructs']) },
    devDependencies: pinned(DEV_DEPENDENCIES),
    jest: {
      testMatch: ['<rootDir>/*.test.ts'],
      // cel-js, which judges the rules of custom resources, is an ES module; Jest reads CommonJS.
      transform: { '\\.ts$|/cel-js/.+\\.js$': '@swc/jest' },
      transformIgnorePatterns: ['/node_modules/(?!@marcbachmann/cel-js/)'],
    },
  };
}
