#!/usr/bin/env bash
# npm run test:pack: what `npm pack` makes can be used in an empty, strict TypeScript project outside this one:
# installed, compiled without skipLibCheck, loaded by require and by import, synthesised, snapshot-tested.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
step() { printf 'pack: %s\n' "$*" >&2; }

cd "$root"
step 'pack'
npm pack --silent --pack-destination "$work" >&2
tarball=$(echo "$work"/cdk8s-event-mesh-*.tgz)

step 'install into an empty project'
cp -R __tests__/fixtures/consumer "$work/consumer"
cd "$work/consumer"
npm install --prefer-offline --no-audit --no-fund --silent "$tarball" >&2
node -e "require.resolve('@cdk8s/istio-imports', { paths: [require.resolve('cdk8s-event-mesh/package.json')] })" ||
  { echo 'the tarball does not bring @cdk8s/istio-imports' >&2; exit 1; }

step 'compile, without skipLibCheck: the chart without the types of Node, its test with them'
npx tsc
npx tsc -p tsconfig.test.json

step 'load by require and by import'
node --input-type=module -e "
  import * as imported from 'cdk8s-event-mesh';
  import { createRequire } from 'node:module';
  import { deepStrictEqual } from 'node:assert';
  const added = ['default', 'module.exports', '__esModule'];
  const names = (module) => Object.keys(module).filter((name) => !added.includes(name)).sort();
  deepStrictEqual(names(imported), names(createRequire(process.cwd() + '/x.js')('cdk8s-event-mesh')));
"

step 'synthesise, directly and with event-mesh'
node build/main.js
grep -q 'kind: ConfigMap' dist/*.yaml
npx event-mesh synth --app 'node build/main.js' --output dist-event-mesh
diff -r dist dist-event-mesh

step 'snapshot-test'
npx jest --ci "$@"
