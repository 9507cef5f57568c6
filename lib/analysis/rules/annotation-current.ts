import { annotatedTypes, writtenAnnotations } from '../annotated-objects';
import { istioAnnotations } from '../istio-annotations';
import type { Rule } from '../rule';

const INJECT = 'sidecar.istio.io/inject';

/** A deprecated annotation works until it does not. */
export const annotationCurrent: Rule = {
  code: 'EVM123',
  name: 'annotation-current',
  aliases: ['IST0135'],
  severity: 'info',
  preset: 'recommended',
  summary: 'an annotation of Istio is deprecated',
  reads: [...annotatedTypes, 'networking.istio.io/WorkloadEntry', 'networking.istio.io/WorkloadGroup'],
  check(mesh, report) {
    for (const { manifest, path, name, labels, isOfTemplate } of writtenAnnotations(mesh)) {
      if (istioAnnotations.get(name)?.deprecated !== true) continue;
      // Who has the label too keeps the annotation for older releases.
      if (name === INJECT && labels[INJECT] !== undefined) continue;
      report({
        manifest,
        path,
        message: `${name} is deprecated`,
        remedy:
          name === INJECT ? 'use the label of the same name' : 'remove it, or use what has taken its place',
        aliases: isOfTemplate ? [] : ['IST0135'],
      });
    }
  },
};
