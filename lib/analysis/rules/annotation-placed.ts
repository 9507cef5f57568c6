import { annotatedTypes, writtenAnnotations } from '../annotated-objects';
import { istioAnnotations } from '../istio-annotations';
import type { Rule } from '../rule';

/** Istio looks for an annotation on certain kinds alone. */
export const annotationPlaced: Rule = {
  code: 'EVM120',
  name: 'annotation-placed',
  aliases: ['IST0107'],
  severity: 'warning',
  preset: 'recommended',
  summary: 'an annotation of Istio stands on an object of a kind that it has no effect on',
  reads: [...annotatedTypes, 'networking.istio.io/WorkloadEntry', 'networking.istio.io/WorkloadGroup'],
  check(mesh, report) {
    for (const { manifest, path, name, kind, isOfTemplate } of writtenAnnotations(mesh)) {
      const facts = istioAnnotations.get(name);
      if (facts === undefined || facts.kinds.includes('Any') || facts.kinds.includes(kind)) continue;
      const carriesPods = facts.kinds.includes('Pod') && kind !== 'Namespace' && kind !== 'Service';
      report({
        manifest,
        path,
        message: `${name} has no effect on a ${kind}, but on ${facts.kinds.join(', ')}`,
        remedy: carriesPods
          ? 'move it to the pod template: spec.template.metadata.annotations'
          : 'move or remove it',
        aliases: isOfTemplate ? [] : ['IST0107'],
      });
    }
  },
};
