import type { ImageOptions } from '../pods/pod-options';
import type { Deferred } from '../values/chart-value';
import type { ChartValues } from '../values/chart-values';
import { add, multiply } from '../values/arithmetic';
import { orDefault } from '../values/operators';
import {
  OPTIONAL_DIGEST,
  OPTIONAL_IMAGE_REPOSITORY,
  OPTIONAL_TAG,
  type SharedValues,
} from './workload-values';

/** A second version of the backend that takes a share of the requests. */
export interface CanaryOptions {
  /** Runs the second version. */
  readonly enabled: Deferred<boolean>;
  /** Percent of the requests that the second version takes. */
  readonly weight: Deferred<number>;
  /** Pods of the second version. */
  readonly replicas: Deferred<number>;
  /** Image of the second version. */
  readonly image: ImageOptions;
}

/** The label `version` of the pods that were there first, and of those that are tried. */
export const STABLE = 'v1';
export const CANARY = 'v2';

/** Percent of the requests that stay with the first version. */
export function stableWeight(canary: CanaryOptions): Deferred<number> {
  return add(100, multiply(canary.weight, -1));
}

/** Declares `canary.*`. */
export function declareCanary(values: ChartValues, shared: SharedValues): CanaryOptions {
  const group = values.at('canary', 'A second version of the backend that takes a share of the requests');
  const image = group.at('image', 'Its image');
  return {
    enabled: group.boolean('enabled', { default: false, description: 'Runs the second version' }),
    weight: group.integer('weight', {
      default: 10,
      minimum: 0,
      maximum: 100,
      description: 'Percent of the requests from the gateway that the second version takes',
    }),
    replicas: group.integer('replicaCount', {
      default: 1,
      minimum: 0,
      maximum: 1000,
      description: 'Pods of the second version; they do not decide its share',
    }),
    image: {
      repository: orDefault(
        image.string('repository', {
          default: '',
          pattern: OPTIONAL_IMAGE_REPOSITORY,
          description: 'Repository; by default `image.repository`',
        }),
        shared.image.repository,
      ),
      tag: orDefault(
        image.string('tag', {
          default: '',
          pattern: OPTIONAL_TAG,
          description: 'Tag of the second version; by default `image.tag`',
        }),
        shared.image.tag,
      ),
      digest: image.string('digest', {
        default: '',
        pattern: OPTIONAL_DIGEST,
        description: 'Digest of the second version; where it is set, the tag is not used',
      }),
      pullPolicy: shared.image.pullPolicy,
    },
  };
}
