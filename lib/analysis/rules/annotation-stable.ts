import { annotatedTypes, writtenAnnotations } from '../annotated-objects';
import { istioAnnotations } from '../istio-annotations';
import type { Rule } from '../rule';

/** An alpha feature may change or go with any release. */
export const annotationStable: Rule = {
  code: 'EVM124',
  name: 'annotation-stable',
  aliases: ['IST0136'],
  severity: 'info',
  preset: 'strict',
  summary: 'an annotation of Istio is of alpha stage',
  reads: [...annotatedTypes, 'networking.istio.io/WorkloadEntry', 'networking.istio.io/WorkloadGroup'],
  check(mesh, report) {
    for (const { manifest, path, name, isOfTemplate } of writtenAnnotations(mesh)) {
      const facts = istioAnnotations.get(name);
      if (facts?.status !== 'alpha' || facts.deprecated) continue;
      report({
        manifest,
        path,
        message: `${name} is of alpha stage: it may change or go with any release`,
        remedy: 'read the notes of each release that you move to, or do without it',
        aliases: isOfTemplate ? [] : ['IST0136'],
      });
    }
  },
};
