import type { Field } from './field';
import { validateWorkloadSelector } from './workload-selector-validation';

/** What a policy may be attached to, by group and kind. */
const targets: Readonly<Record<string, string>> = {
  Service: '',
  ServiceEntry: 'networking.istio.io',
  Gateway: 'gateway.networking.k8s.io',
  GatewayClass: 'gateway.networking.k8s.io',
};

/** Validates whom a policy is for: workloads by `selector`, or `targetRef`, or `targetRefs`, never two of them. */
export function validatePolicyTarget(spec: Field): void {
  const ways = [
    spec.at('selector').isSet,
    spec.at('targetRef').isSet,
    spec.at('targetRefs').items.length > 0,
  ];
  if (ways.filter(Boolean).length > 1) {
    spec.error('sets more than one of selector, targetRef and targetRefs; keep one');
  }
  validateWorkloadSelector(spec.at('selector'), spec.at('selector', 'matchLabels'));
  for (const target of [spec.at('targetRef'), ...spec.at('targetRefs').items]) {
    if (target.isSet) validateTarget(target);
  }
}

function validateTarget(target: Field): void {
  if (target.at('name').text === '')
    target.at('name').error('is empty, expected the name of what the policy is for');
  if (target.at('namespace').text !== '') {
    target.at('namespace').error('is set, but a policy is only for what is in its own namespace; remove it');
  }
  const kind = target.at('kind').text;
  const group = target.at('group').text;
  const expected = Object.hasOwn(targets, kind) ? targets[kind] : undefined;
  if (expected === undefined || (group !== expected && !(expected === '' && group === 'core'))) {
    const allowed = Object.entries(targets).map(([name, where]) =>
      where === '' ? name : `${where}/${name}`,
    );
    target.error(`is a ${group === '' ? kind : `${group}/${kind}`}, expected one of ${allowed.join(', ')}`);
  }
}
