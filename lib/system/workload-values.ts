import type { EnvVar } from 'kubernetes-types/core/v1';
import type { WorkloadProps } from '../workloads/workload-props';
import type { ImageOptions, PodOptions } from '../pods/pod-options';
import type { ChartValue } from '../values/chart-value';
import type { ChartValues } from '../values/chart-values';
import { not, or } from '../values/conditions';
import { choose, orDefault } from '../values/operators';
import { OPTIONAL_DNS_NAME } from '../values/value-schema';

/** Values that all workloads of a system share. */
export interface SharedValues {
  readonly image: Required<ImageOptions>;
  readonly config: ChartValue<Record<string, string>>;
  readonly imagePullSecrets: PodOptions['imagePullSecrets'] & object;
  readonly resources: PodOptions['resources'] & object;
}

/** What the values of one workload say. */
export interface WorkloadValues extends Omit<WorkloadProps, 'command' | 'args'> {
  readonly enabled: ChartValue<boolean>;
}

const IMAGE_REPOSITORY = '^[a-z0-9]([a-z0-9._:/-]*[a-z0-9])?$';
export const OPTIONAL_IMAGE_REPOSITORY = '^([a-z0-9]([a-z0-9._:/-]*[a-z0-9])?)?$';
export const OPTIONAL_TAG = '^([A-Za-z0-9_][A-Za-z0-9._-]{0,127})?$';
export const OPTIONAL_DIGEST = '^(sha256:[a-f0-9]{64})?$';
/** Labels that pods get from the system itself. */
const OWN_LABELS = [
  'app',
  'version',
  ...['name', 'instance', 'component', 'version'].map((part) => `app.kubernetes.io/${part}`),
];
const OWN_ANNOTATIONS = ['checksum/configuration', 'proxy.istio.io/config', 'sidecar.istio.io/nativeSidecar'];

/** Declares the image and the resources that all workloads share. */
export function declareSharedValues(values: ChartValues): SharedValues {
  const image = values.at('image', 'Image of all workloads that name none of their own');
  return {
    image: {
      repository: image.string('repository', {
        default: 'jayaraj0781/event-backend',
        pattern: IMAGE_REPOSITORY,
        description: 'Repository of the image, with its registry unless that is Docker Hub',
      }),
      tag: image.string('tag', {
        default: 'v1.0.0',
        pattern: '^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$',
        description: 'Tag of the image',
      }),
      digest: image.string('digest', {
        default: '',
        pattern: OPTIONAL_DIGEST,
        description: 'Digest of the image (sha256:…); where it is set, the tag is not used',
      }),
      pullPolicy: image.oneOf('pullPolicy', {
        default: 'IfNotPresent',
        oneOf: ['Always', 'IfNotPresent', 'Never'],
        description: 'When the kubelet pulls the image',
      }),
    },
    config: values.map<string>('config', {
      default: {},
      values: { type: 'string' },
      description:
        'Environment variables of all workloads, in ConfigMaps of their own; a change replaces the pods',
    }),
    imagePullSecrets: values.list<{ name: string }>('imagePullSecrets', {
      default: [],
      items: { type: 'struct', fields: { name: { type: 'string', minLength: 1 } } },
      description: 'Secrets with the credentials of the image registry',
    }),
    resources: values.object('resources', {
      default: {
        requests: { cpu: '100m', memory: '128Mi', 'ephemeral-storage': '64Mi' },
        limits: { cpu: '500m', memory: '512Mi', 'ephemeral-storage': '256Mi' },
      },
      description: 'CPU, memory and ephemeral storage of every workload that names none of its own',
    }),
  };
}

/** Declares the values of one workload; `values` is the group of its name. */
export function declareWorkloadValues(
  values: ChartValues,
  shared: SharedValues,
  what: string,
): WorkloadValues {
  const enabled = values.boolean('enabled', { default: true, description: `Deploys the ${what}` });
  const account = values.at('serviceAccount', `Service account of the ${what}`);
  const policy = values.at('networkPolicy', `Further connections of the ${what} beside the declared ones`);
  const create = account.boolean('create', { default: true, description: 'Creates the account' });
  const accountName = account.string('name', {
    default: '',
    pattern: OPTIONAL_DNS_NAME,
    description: 'Name of the account; by default that of the workload',
  });
  return {
    enabled,
    image: imageValues(values, shared, what),
    config: shared.config,
    imagePullSecrets: shared.imagePullSecrets,
    resources: orDefault<unknown>(
      values.object('resources', {
        default: {},
        description: `Resources of the ${what}; by default \`resources\``,
      }),
      shared.resources,
    ) as WorkloadProps['resources'] & object,
    serviceAccount: {
      create,
      name: accountName,
      annotations: account.map<string>('annotations', {
        default: {},
        values: { type: 'string' },
        description: 'Annotations of the account, such as the cloud role that it stands for',
      }),
    },
    ...podValues(values, what),
    extraIngress: policy.list('extraIngress', {
      default: [],
      items: { type: 'freeForm' },
      description: `Further \`ingress\` entries of the NetworkPolicy`,
    }),
    extraEgress: policy.list('extraEgress', {
      default: [],
      items: { type: 'freeForm' },
      description: `Further \`egress\` entries of the NetworkPolicy`,
    }),
  };
}

/** Declares the environment variables of a workload, as the seed's `backend.env` has them. */
export function declareEnvironment(values: ChartValues, what: string): ChartValue<EnvVar[]> {
  return values.list<{ name: string; value: string }>('env', {
    default: [],
    items: { type: 'struct', fields: { name: { type: 'string', minLength: 1 }, value: { type: 'string' } } },
    description: `Environment variables of the ${what}: they replace those of the stores by name; passwords always come from their Secret`,
  });
}

function imageValues(values: ChartValues, shared: SharedValues, what: string): ImageOptions {
  const image = values.at('image', `Image of the ${what} where it differs from \`image\``);
  const repository = image.string('repository', {
    default: '',
    pattern: OPTIONAL_IMAGE_REPOSITORY,
    description: 'Repository; by default `image.repository`',
  });
  const tag = image.string('tag', {
    default: '',
    pattern: OPTIONAL_TAG,
    description: 'Tag; by default `image.tag`',
  });
  const digest = image.string('digest', {
    default: '',
    pattern: OPTIONAL_DIGEST,
    description: 'Digest; by default `image.digest`, unless repository or tag are set here',
  });
  return {
    repository: orDefault(repository, shared.image.repository),
    tag: orDefault(tag, shared.image.tag),
    digest: orDefault(digest, choose(not(or(repository, tag)), shared.image.digest, '')),
    pullPolicy: shared.image.pullPolicy,
  };
}

function podValues(values: ChartValues, what: string): Omit<PodOptions, 'resources' | 'imagePullSecrets'> {
  const list = (key: string, description: string) =>
    values.list(key, { default: [], items: { type: 'freeForm' }, description });
  const map = (key: string, description: string, reservedKeys?: readonly string[]) =>
    values.map<string>(key, {
      default: {},
      values: { type: 'string' },
      ...(reservedKeys ? { reservedKeys } : {}),
      description,
    });
  return {
    podLabels: map('podLabels', 'Further labels of the pods', OWN_LABELS),
    podAnnotations: map('podAnnotations', 'Further annotations of the pods', OWN_ANNOTATIONS),
    nodeSelector: map('nodeSelector', 'Labels of the nodes that may run the pods'),
    tolerations: list('tolerations', 'Taints that the pods put up with'),
    affinity: values.object('affinity', { default: {}, description: 'Attraction to nodes and pods' }),
    runAsUser: values.integer('runAsUser', {
      default: 10001,
      minimum: 1,
      maximum: 2_147_483_647,
      description: 'Numeric user and group of the containers; never root',
    }),
    priorityClassName: values.string('priorityClassName', {
      default: '',
      description: `PriorityClass of the pods`,
    }),
    extraEnv: list('extraEnv', `Further variables of the ${what}, \`valueFrom\` included`),
    extraEnvFrom: list('extraEnvFrom', 'ConfigMaps and Secrets of which every key becomes a variable'),
    extraVolumes: list('extraVolumes', 'Further volumes of the pods'),
    extraVolumeMounts: list('extraVolumeMounts', `Further mounts of the ${what}`),
    extraContainers: list('extraContainers', 'Containers that run beside it'),
  };
}
