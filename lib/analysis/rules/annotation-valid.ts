import { annotatedTypes, writtenAnnotations } from '../annotated-objects';
import { annotationMistake } from '../annotation-value';
import { istioAnnotations } from '../istio-annotations';
import type { Rule } from '../rule';

/** Injection refuses a pod whose annotation it cannot read. */
export const annotationValid: Rule = {
  code: 'EVM122',
  name: 'annotation-valid',
  aliases: ['IST0125'],
  severity: 'warning',
  preset: 'recommended',
  summary: 'the value of an annotation of Istio cannot be read',
  reads: [...annotatedTypes, 'networking.istio.io/WorkloadEntry', 'networking.istio.io/WorkloadGroup'],
  check(mesh, report) {
    for (const { manifest, path, name, value, kind, isOfTemplate } of writtenAnnotations(mesh)) {
      const kinds = istioAnnotations.get(name)?.kinds ?? [];
      const mistake = annotationMistake(name, value);
      if (mistake === undefined || !(kinds.includes(kind) || kinds.includes('Any'))) continue;
      report({
        manifest,
        path,
        message: `${name} is '${value}': ${mistake}`,
        remedy: 'correct the value; the sidecar is not injected until then',
        aliases: isOfTemplate ? [] : ['IST0125'],
      });
    }
  },
};
