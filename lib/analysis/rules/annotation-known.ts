import { annotatedTypes, writtenAnnotations } from '../annotated-objects';
import { istioAnnotations } from '../istio-annotations';
import type { Rule } from '../rule';
import { nearestName } from '../../vocabulary/nearest-name';

/** Istio reads the annotations that it knows; a misspelt one says nothing to anybody. */
export const annotationKnown: Rule = {
  code: 'EVM121',
  name: 'annotation-known',
  aliases: ['IST0108'],
  severity: 'warning',
  preset: 'recommended',
  summary: "an annotation of Istio's domains that Istio does not know",
  reads: [...annotatedTypes, 'networking.istio.io/WorkloadEntry', 'networking.istio.io/WorkloadGroup'],
  check(mesh, report) {
    for (const { manifest, path, name, isOfTemplate } of writtenAnnotations(mesh)) {
      if (istioAnnotations.has(name)) continue;
      const nearest = nearestName(name, [...istioAnnotations.keys()]);
      report({
        manifest,
        path,
        message: `Istio knows no annotation ${name}`,
        remedy: nearest === undefined ? 'remove it' : `write ${nearest}, or remove it`,
        aliases: isOfTemplate ? [] : ['IST0108'],
      });
    }
  },
};
