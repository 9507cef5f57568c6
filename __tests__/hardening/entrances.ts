import { readEnvironments } from '../../lib/emit/environment';
import { plainManifests } from '../../lib/emit/plain-manifests';
import { collectObjects } from '../../lib/emit/collected-object';
import { check } from '../../lib/cli/check';
import { cost } from '../../lib/cli/cost';
import { diff } from '../../lib/cli/diff';
import { route } from '../../lib/cli/route';
import { test as suiteCommand } from '../../lib/cli/test';
import { ConfigError } from '../../lib/vocabulary/config-error';
import { runCommand, type CommandOutcome } from '../cli/run-command';
import { EventSystemUnderTest } from '../fixtures/event-system';
import { TemporaryFolder } from '../fixtures/temporary-folder';

/** A mesh that has something of each kind that requests, policies, prices and settings are about. */
export const MESH = `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: front, namespace: shop}
spec: {selector: {istio: ingress}, servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: ["*"]}]}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: web, namespace: shop}
spec:
  hosts: ["*"]
  gateways: [front]
  http: [{route: [{destination: {host: web.shop.svc.cluster.local, port: {number: 80}}}]}]
---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {ports: [{port: 80, name: http}], selector: {app: web}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: "web:1", ports: [{containerPort: 80}]}]}
`;
export const SUITE = '- {from: "gateway:*:80", request: GET http://shop/, expect: {outcome: route}}\n';

/** A place where people hand a text of their own to the project. */
export interface Entrance {
  readonly name: string;
  /** What is made of the text: as of a command, whose exit codes are 0, 1 and 2. */
  readonly read: (text: string) => Promise<CommandOutcome>;
}

const folder = new TemporaryFolder();
folder.write('mesh.yaml', MESH);
folder.write('suite.yaml', SUITE);
process.on('exit', () => {
  folder.remove();
});

const GIVEN = 'given.yaml';

/** The commands that read a file, by what the file is to them: its name stands where `GIVEN` does. */
const COMMANDS = {
  'check MANIFESTS': [check, [GIVEN]],
  'check MANIFESTS --format sarif': [check, [GIVEN, '--format', 'sarif', '--preset', 'strict']],
  'check MANIFESTS --format json': [check, [GIVEN, 'mesh.yaml', '--format', 'json']],
  'cost MANIFESTS': [cost, [GIVEN, '--format', 'markdown']],
  'diff MANIFESTS': [diff, [GIVEN, 'mesh.yaml']],
  'diff … MANIFESTS': [diff, ['mesh.yaml', GIVEN, '--format', 'markdown']],
  'route MANIFESTS': [route, [GIVEN, 'mesh.yaml', '--requests', 'suite.yaml']],
  'test … MANIFESTS': [suiteCommand, ['suite.yaml', GIVEN, 'mesh.yaml']],
  'check --mesh-config': [check, ['mesh.yaml', '--mesh-config', GIVEN]],
  'route --mesh-config': [route, ['mesh.yaml', '--requests', 'suite.yaml', '--mesh-config', GIVEN]],
  'cost --prices': [cost, ['mesh.yaml', '--prices', GIVEN]],
  'diff --prices': [diff, ['mesh.yaml', 'mesh.yaml', '--prices', GIVEN]],
  'test SUITE': [suiteCommand, [GIVEN, 'mesh.yaml', '--junit', 'junit.xml']],
  'route --requests': [route, ['mesh.yaml', '--requests', GIVEN]],
  'route --coverage': [route, ['mesh.yaml', '--coverage', GIVEN]],
} as const;

const system = new EventSystemUnderTest();
const objects = collectObjects(system.chart, 'plain');

function environment(text: string): CommandOutcome {
  folder.write('environments/given.yaml', text);
  try {
    const { values, constraints } = system;
    const { release, chart } = system.context();
    const environments = readEnvironments(folder.at('environments'), { values, constraints, release, chart });
    const manifests = environments.flatMap(({ context }) => plainManifests(objects, context));
    return { exitCode: 0, stdout: JSON.stringify(manifests), stderr: '' };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { exitCode: 1, stdout: '', stderr: error.message };
  }
}

/** Every entrance for a text. */
export const entrances: readonly Entrance[] = [
  ...Object.entries(COMMANDS).map(([name, [command, args]]) => ({
    name,
    read: async (text: string): Promise<CommandOutcome> => {
      folder.write(GIVEN, text);
      const paths = args.map((arg) => (/\.(yaml|xml)$/.test(arg) ? folder.at(arg) : arg));
      return runCommand(command, paths);
    },
  })),
  { name: 'environments/*.yaml', read: (text) => Promise.resolve(environment(text)) },
];
