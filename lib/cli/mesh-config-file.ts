import { readFileSync } from 'node:fs';
import { YAMLException } from 'js-yaml';
import { CommandError } from './command';
import type { Manifest } from '../mesh/manifest';
import { SourceDocument } from '../mesh/source-document';
import { yamlManifests } from '../mesh/yaml-manifests';
import { isJsonObject } from '../vocabulary/json';
import { readYaml, yamlMistake } from '../vocabulary/read-yaml';

/**
 * The settings of a mesh from a file of their own: the settings alone, or the ConfigMap or IstioOperator that holds
 * them.
 *
 * @throws CommandError (exit code 2) if the file cannot be read as settings
 */
export function meshConfigManifests(file: string): readonly Manifest[] {
  try {
    const text = readFileSync(file, 'utf8');
    const found = readYaml(text);
    if (!isJsonObject(found))
      throw new Error('found no settings, expected a map such as `rootNamespace: istio-system`');
    if (found['kind'] !== undefined) return yamlManifests(text, file, 'istio-system');
    return [settingsManifest(text, new SourceDocument(file, text, 1))];
  } catch (error) {
    const mistake =
      error instanceof YAMLException
        ? yamlMistake(error, file)
        : `${file}: ${error instanceof Error ? error.message : String(error)}`;
    throw new CommandError(`option '--mesh-config': ${mistake}`, 2);
  }
}

/** The ConfigMap in which an installation would keep these settings. */
function settingsManifest(text: string, source: SourceDocument): Manifest {
  const metadata = { name: 'istio', namespace: 'istio-system' };
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    type: '/ConfigMap',
    ...metadata,
    labels: {},
    annotations: {},
    spec: {},
    object: { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { mesh: text } },
    source,
  };
}
