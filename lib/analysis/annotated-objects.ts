import { isOfIstio } from './istio-annotations';
import type { PathSegment } from '../vocabulary/field-path';
import type { Manifest } from '../mesh/manifest';
import type { Mesh } from '../mesh/mesh';
import { podCarryingTypes } from '../mesh/workloads';

/** One annotation of Istio's domains, on an object of Kubernetes or on a pod template. */
export interface WrittenAnnotation {
  readonly manifest: Manifest;
  readonly path: readonly PathSegment[];
  readonly name: string;
  readonly value: string;
  /** The kind that carries it: a pod template counts as a Pod. */
  readonly kind: string;
  /** Whether it stands on a pod template, at which istioctl does not look. */
  readonly isOfTemplate: boolean;
  /** The labels beside it. */
  readonly labels: Readonly<Record<string, string>>;
}

/** The types whose annotations are looked at. */
export const annotatedTypes: readonly string[] = ['/Namespace', '/Service', ...podCarryingTypes];

/** Every annotation of Istio's, on Namespaces, Services, what carries pods, and pod templates. */
export function writtenAnnotations(mesh: Mesh): readonly WrittenAnnotation[] {
  return mesh.index('annotations of Istio', () => [
    ...annotatedTypes.flatMap((type) =>
      mesh.of(type).flatMap((manifest) =>
        ofIstio(manifest.annotations).map(([name, value]) => ({
          manifest,
          path: ['metadata', 'annotations', name],
          name,
          value,
          kind: manifest.kind,
          isOfTemplate: false,
          labels: manifest.labels,
        })),
      ),
    ),
    ...mesh.workloads.all.flatMap(({ manifest, template, annotations, labels }) =>
      template.length === 0
        ? []
        : ofIstio(annotations).map(([name, value]) => ({
            manifest,
            path: [...template, 'metadata', 'annotations', name],
            name,
            value,
            kind: 'Pod',
            isOfTemplate: true,
            labels,
          })),
    ),
  ]);
}

function ofIstio(annotations: Readonly<Record<string, string>>): readonly (readonly [string, string])[] {
  return Object.entries(annotations).filter(([name]) => isOfIstio(name));
}
