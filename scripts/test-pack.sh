#!/usr/bin/env bash
# npm run test:pack: what `npm pack` makes can be used in an empty, strict TypeScript project outside this one:
# installed, compiled without skipLibCheck, loaded by require and by import, synthesised, snapshot-tested. And the README and
# docs/ are followed, from a clone and an empty folder on.
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

step 'validate by the plugin, in cdk8s-cli'
version=$(node -p "require('cdk8s-event-mesh/package.json').version")
cat > cdk8s.yaml <<CONFIG
language: typescript
app: node build/main.js
validations:
  - package: ./node_modules/cdk8s-event-mesh
    version: $version
    class: EventMeshValidation
CONFIG
cdk8s="$root/node_modules/cdk8s-cli/bin/cdk8s"
node "$cdk8s" synth --validate > validation.log || { cat validation.log >&2; exit 1; }
# A route to a service that is not there: the synthesis fails, and the report names the rule.
cat > broken.js <<'PROGRAM'
const { ApiObject, App, Chart } = require('cdk8s');
const app = new App();
const chart = new Chart(app, 'broken', { namespace: 'shop' });
const spec = { hosts: ['orders'], http: [{ route: [{ destination: { host: 'nobody' } }] }] };
new ApiObject(chart, 'route', { apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', spec });
app.synth();
PROGRAM
if node "$cdk8s" synth --validate --app 'node broken.js' --output dist-broken > validation.log 2>&1; then
  echo 'a route that leads nowhere passed the validation plugin' >&2; exit 1
fi
grep -q 'EVM101' validation.log || { cat validation.log >&2; exit 1; }

step 'follow the README in a clone, and the guides'
cd "$root"
clone="$work/readme/cdk8s-event-mesh"
mkdir -p "$clone"
git ls-files -z --cached --others --exclude-standard | tar --create --null --files-from - --ignore-failed-read | tar --extract --directory "$clone"
node scripts/fresh.mjs __tests__/docs/run-guides.ts "$tarball" "$work/guides" "$clone"
cd "$work/consumer"

step 'snapshot-test'
npx jest --ci "$@"
