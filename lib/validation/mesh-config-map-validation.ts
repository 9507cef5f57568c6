import { isJsonObject } from '../vocabulary/json';
import { readYamlDocuments } from '../vocabulary/read-yaml';
import type { Field } from './field';
import { validateMeshConfig } from './mesh-config-validation';
import { validateMeshNetworks } from './mesh-networks-validation';

/**
 * Says what istiod refuses in the ConfigMap of the mesh's configuration, `istio` or `istio-<revision>`, or warns of.
 * Paths go on inside the text: `data.mesh.defaultConfig.discoveryAddress`.
 *
 * @see https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/
 */
export function validateMeshConfigMap(configMap: Field): void {
  if (!/^istio(-|$)/.test(configMap.at('metadata', 'name').text)) return;
  const mesh = parsed(configMap.at('data', 'mesh'));
  if (mesh) validateMeshConfig(mesh);
  const networks = parsed(configMap.at('data', 'meshNetworks'));
  if (networks) validateMeshNetworks(networks);
}

/** The field with its text read as YAML, if it holds a map. */
function parsed(field: Field): Field | undefined {
  let content: unknown;
  try {
    // A text of comments alone holds no document, and istiod reads it as empty.
    [content] = readYamlDocuments(field.text);
  } catch (error) {
    const [reason = ''] = error instanceof Error ? error.message.split('\n') : [];
    field.error(`is no YAML: ${reason}`);
    return undefined;
  }
  if (content === undefined || content === null) return undefined;
  if (isJsonObject(content)) return field.holding(content);
  field.error('is no map');
  return undefined;
}
