import type { Field } from './field';

const dryRun = 'istio.io/dry-run';

/**
 * Validates the annotation that lets a policy be tried without effect.
 *
 * @returns whether istiod goes on to the spec
 */
export function validateAnnotations(metadata: Field, spec: Field, kind: string): boolean {
  const annotation = metadata.at('annotations', dryRun);
  if (!annotation.isSet) return true;
  const action = spec.at('action').text || 'ALLOW';
  if (kind !== 'AuthorizationPolicy')
    annotation.error('has no effect on this kind; only policies are tried out');
  else if (!['ALLOW', 'DENY'].includes(action))
    annotation.error(`is set, but action ${action} cannot be tried out`);
  else if (!/^(1|0|t|f|T|F|true|false|TRUE|FALSE|True|False)$/.test(annotation.text)) {
    annotation.error(`is '${annotation.text}', expected true or false`);
  } else return true;
  return false;
}
