import path from 'node:path';
import { chosenWord } from './chosen-word';
import { CommandError, type Command } from './command';
import { readCommandLine } from './command-line';
import { pricesOf } from './cost-prices';
import { manifestInput } from './manifest-input';
import { meshConfigManifests } from './mesh-config-file';
import { writeOutput } from './write-output';
import { Mesh } from '../mesh/mesh';
import { environmentDifferences } from '../report/environment-differences';
import { environmentReport } from '../report/environment-report';
import { pageCode } from '../report/page-code';
import { pageText } from '../report/page-text';
import { printableLine } from '../vocabulary/printable';

const usage = `Usage: event-mesh report PATH... [options]
       event-mesh report NAME=PATH... [options]

Makes one HTML page about manifests, which needs no network and no server: who talks to whom, the findings, what they
cost, and a box in which requests are sent through the simulator. With names it is about several environments side by
side; a name may be given more than once, for more paths:
  event-mesh report dev=dist/dev staging=dist/staging prod=dist/prod --out report.html

A PATH is a file, a folder (all *.yaml, *.yml and *.json below it) or - for standard input.

  -o, --out FILE         where the page is written (default: standard output)
      --prices PRICES    a table of prices: a file, or an example of list prices: aws, google, azure (default: aws)
      --preset PRESET    recommended, or strict for rules of posture besides (default: recommended)
      --mesh-config FILE the settings of the mesh, where no ConfigMap 'istio' and no IstioOperator gives them
  -n, --namespace NAME   where objects live that name no namespace (default: default)
  -h, --help             print this

The page holds what the graph, the findings and the simulator need: no Secret, and no variables or commands of pods.

Exit code: 0, whatever was found; 2 for input that cannot be read, a page that cannot be written, or a wrong
option.
`;

/** `event-mesh report`: a page about manifests. */
export const report: Command = {
  name: 'report',
  summary: 'make an HTML page: topology, findings, cost, and a box to try requests',
  usage,

  run(args) {
    const { values, positionals } = readCommandLine(args, {
      out: { value: true, short: 'o' },
      prices: { value: true },
      preset: { value: true },
      'mesh-config': { value: true },
      namespace: { value: true, short: 'n' },
    });
    const environments = namedPaths(positionals);
    const prices = pricesOf(values.get('prices') ?? 'aws');
    const preset = chosenWord('preset', values, ['recommended', 'strict']);
    const configFile = values.get('mesh-config');
    const settings = configFile === undefined ? [] : meshConfigManifests(configFile);
    const namespace = values.get('namespace') ?? 'default';

    const reports = [...environments].map(([name, paths]) => {
      const { manifests, leftOut } = manifestInput(paths, namespace);
      for (const file of leftOut) {
        process.stderr.write(
          `event-mesh report: left out ${printableLine(file)}: no Kubernetes object is in it\n`,
        );
      }
      return environmentReport(name, new Mesh([...settings, ...manifests]), { prices, preset });
    });
    const page = pageText(
      { environments: reports, differences: environmentDifferences(reports) },
      pageCode(),
    );
    const out = values.get('out');
    if (out === undefined) process.stdout.write(page);
    else writeOutput('out', out, page);
    return Promise.resolve(0);
  },
};

/** The paths of each environment, in the order of their first mention; without names they are one environment. */
function namedPaths(given: readonly string[]): ReadonlyMap<string, readonly string[]> {
  if (given.length === 0) throw new CommandError('no PATH; name files, folders or -', 2);
  const named = given.map((text) => /^([^/\\=]+)=(.+)$/.exec(text));
  const first = named.findIndex((found) => found === null);
  if (first < 0) {
    const environments = new Map<string, string[]>();
    for (const found of named) {
      const [, name = '', file = ''] = found ?? [];
      environments.set(name, [...(environments.get(name) ?? []), file]);
    }
    return environments;
  }
  if (named.some((found) => found !== null)) {
    throw new CommandError(
      `'${given[first] ?? ''}' has no name, but others have; write NAME=PATH for all of them`,
      2,
    );
  }
  return new Map([[given.map((file) => path.basename(file)).join(', '), given]]);
}
