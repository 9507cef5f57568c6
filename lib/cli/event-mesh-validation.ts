import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { severities, type Finding, type Severity } from '../analysis/finding';
import type { Preset } from '../analysis/rule';

/** What stands under `properties` of the plugin in cdk8s.yaml. */
export interface EventMeshValidationProps {
  /** The level from which a finding fails the synthesis. @default 'error' */
  readonly failOn?: Severity;
  /** Which rules judge. @default 'recommended' */
  readonly preset?: Preset;
  /** The namespace of objects that name none. @default 'default' */
  readonly namespace?: string;
  /**
   * The folder of values files that the program gives to `writeDist`: what lies in the folder of an environment is judged
   * as a cluster of its own, and nothing else is.
   * @default - all manifests together are one cluster
   */
  readonly environments?: string;
}

/** What cdk8s-cli gives to a plugin, as far as this one uses it. */
export interface ValidationInput {
  /** Paths of the synthesised files. */
  readonly manifests: readonly string[];
  /** The path of the construct behind each object, by the object's name. */
  readonly metadata: Readonly<Record<string, { readonly path: string } | undefined>>;
  /** Where findings go. */
  readonly report: {
    /** Notes a finding. */
    addViolation(violation: {
      readonly ruleName: string;
      readonly recommendation: string;
      readonly fix: string;
      readonly violatingResources: readonly {
        readonly resourceName: string;
        readonly manifestPath: string;
        readonly locations: readonly string[];
      }[];
    }): void;
    /** Says how the validation has ended. */
    submit(status: 'success' | 'failure'): void;
  };
}

/**
 * Analyses what `cdk8s synth` of any project has written, as a validation plugin of cdk8s-cli: a finding fails the
 * synthesis, and the report names rule, object, construct and line.
 *
 * ```yaml
 * validations:
 *   - package: ./node_modules/cdk8s-event-mesh
 *     version: 0.1.0
 *     class: EventMeshValidation
 *     properties: { failOn: warning }
 * ```
 *
 * @see https://cdk8s.io/docs/latest/cli/synth/#validations
 */
export class EventMeshValidation {
  constructor(private readonly props: EventMeshValidationProps = {}) {}

  /** Called by cdk8s-cli. */
  validate(input: ValidationInput): Promise<void> {
    // Loaded here, since whoever imports the package for its constructs does not need the rules.
    /* eslint-disable @typescript-eslint/no-require-imports */
    const { analyse } = require('../analysis/analyse') as typeof import('../analysis/analyse');
    const { Mesh } = require('../mesh/mesh') as typeof import('../mesh/mesh');
    const { yamlManifests } = require('../mesh/yaml-manifests') as typeof import('../mesh/yaml-manifests');
    /* eslint-enable @typescript-eslint/no-require-imports */
    const { failOn = 'error', preset = 'recommended', namespace = 'default' } = this.props;
    const findings = clustersOf(input.manifests, this.props.environments).flatMap((files) => {
      const manifests = files.flatMap((file) => yamlManifests(readFileSync(file, 'utf8'), file, namespace));
      return analyse(new Mesh(manifests), {
        preset,
        constructOf: ({ name }) => input.metadata[name]?.path,
      }).filter(({ severity }) => severities.indexOf(severity) <= severities.indexOf(failOn));
    });
    for (const finding of findings) input.report.addViolation(violationOf(finding));
    input.report.submit(findings.length > 0 ? 'failure' : 'success');
    return Promise.resolve();
  }
}

/** The files of each cluster: of all manifests, or of each environment, whose folder is named as its values file. */
function clustersOf(files: readonly string[], environments: string | undefined): (readonly string[])[] {
  if (environments === undefined) return [files];
  return readdirSync(environments)
    .filter((file) => /\.ya?ml$/.test(file))
    .sort()
    .map((file) => {
      const name = path.parse(file).name;
      const reports = path.join('reports', name);
      return files.filter((manifest) => {
        const folder = path.dirname(manifest);
        return path.basename(folder) === name && !folder.endsWith(reports);
      });
    });
}

function violationOf(finding: Finding): Parameters<ValidationInput['report']['addViolation']>[0] {
  const { code, url, message, remedy, name, file = '', line, path, kind } = finding;
  return {
    ruleName: `${code} ${kind}`,
    recommendation: `${message}; ${remedy}`,
    fix: url,
    violatingResources: [
      {
        resourceName: name,
        manifestPath: file,
        locations: [line === undefined ? path : `${path} (line ${line})`],
      },
    ],
  };
}
