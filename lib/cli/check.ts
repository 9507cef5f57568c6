import { chosenWord } from './chosen-word';
import { CommandError, type Command } from './command';
import { readCommandLine } from './command-line';
import { jsonReport } from './json-format';
import { manifestInput, type ManifestInput } from './manifest-input';
import { meshConfigManifests } from './mesh-config-file';
import { sarifReport } from './sarif-format';
import { textReport } from './text-format';
import { nearestName } from '../vocabulary/nearest-name';
import { printableLine } from '../vocabulary/printable';
import { analyse } from '../analysis/analyse';
import { catalogue } from '../analysis/catalogue';
import { engineCodes } from '../analysis/engine-codes';
import { severities, type Finding, type Severity } from '../analysis/finding';
import { rulePage } from '../analysis/rule-page';
import { Mesh } from '../mesh/mesh';

const usage = `Usage: event-mesh check PATH... [options]
       event-mesh check --explain CODE

Judges manifests: what the API server and istiod would refuse, references that lead nowhere, objects that conflict,
traffic and policies that do not do what they seem to. The manifests are taken for the whole cluster: give all that
belong together, with those of the mesh's installation if you have them.

A PATH is a file, a folder (all *.yaml, *.yml and *.json below it) or - for standard input:
  helm template shop charts/shop | event-mesh check -
One file may hold 512 MB. 100 MB of manifests take about half a gigabyte of memory.

  -n, --namespace NAME   where objects live that name no namespace (default: default)
      --format FORMAT    text, json or sarif (default: text)
      --fail-on LEVEL    error, warning or info (default: error)
      --preset PRESET    recommended, or strict for rules of posture besides (default: recommended)
      --mesh-config FILE the settings of the mesh, where no ConfigMap 'istio' and no IstioOperator gives them
      --explain CODE     print the page of a rule, by its code or by that of istioctl or Kiali
  -h, --help             print this

An annotation 'suppress.event-mesh.dev/EVM101: reason' silences a rule for its object; those of istioctl and Kiali
are honoured too.

Exit code: 0 if nothing was found at or above the level of --fail-on; 1 if something was; 2 for input that cannot be
read, or a wrong option.
`;

const formats = { text: textReport, json: jsonReport, sarif: sarifReport };

/** `event-mesh check`: the verdict on any manifests. */
export const check: Command = {
  name: 'check',
  summary: 'judge manifests by the rules of Kubernetes, Istio and good practice',
  usage,

  run(args) {
    const { values, positionals } = readCommandLine(args, {
      namespace: { value: true, short: 'n' },
      format: { value: true },
      'fail-on': { value: true },
      preset: { value: true },
      'mesh-config': { value: true },
      explain: { value: true },
    });
    const explained = values.get('explain');
    if (explained !== undefined) {
      process.stdout.write(pagesOf(explained));
      return Promise.resolve(0);
    }
    if (positionals.length === 0) throw new CommandError('no PATH; name files, folders or -', 2);
    const namespace = values.get('namespace') ?? 'default';
    const format = formats[chosenWord('format', values, ['text', 'json', 'sarif'])];
    const level = chosenWord('fail-on', values, severities);
    const preset = chosenWord('preset', values, ['recommended', 'strict']);
    const configFile = values.get('mesh-config');
    const settings = configFile === undefined ? [] : meshConfigManifests(configFile);

    const input: ManifestInput = manifestInput(positionals, namespace);
    for (const file of input.leftOut) {
      process.stderr.write(
        `event-mesh check: left out ${printableLine(file)}: no Kubernetes object is in it\n`,
      );
    }
    const mesh = new Mesh([...settings, ...input.manifests]);
    const findings = analyse(mesh, { preset });
    process.stdout.write(format({ findings, manifests: input.manifests, color: process.stdout.isTTY }));
    return Promise.resolve(failed(findings, level) ? 1 : 0);
  },
};

function failed(findings: readonly Finding[], level: Severity): boolean {
  const counted = severities.slice(0, severities.indexOf(level) + 1);
  return findings.some(({ severity }) => counted.includes(severity));
}

function pagesOf(code: string): string {
  const rules = [
    ...engineCodes.filter((engine) => engine.code === code),
    ...catalogue.filter((rule) => [rule.code, rule.name, ...rule.aliases].includes(code)),
  ];
  if (rules.length > 0) return rules.map(({ name }) => rulePage(name)).join('\n');
  const codes = [...engineCodes, ...catalogue].map((rule) => rule.code);
  const nearest = nearestName(code, codes);
  const hint = nearest === undefined ? `the codes are ${codes.join(', ')}` : `did you mean ${nearest}?`;
  throw new CommandError(`no rule has the code '${code}'; ${hint}`, 2);
}
