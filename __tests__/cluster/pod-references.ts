import { kubectl } from './kubectl';
import { title, type Manifest } from './manifests';

interface Stored extends Manifest {
  readonly data?: Readonly<Record<string, string>>;
  readonly binaryData?: Readonly<Record<string, string>>;
}

/** A name of another object in a Pod, with the keys that are asked of it. */
interface Reference {
  readonly kind: string;
  readonly name: string;
  readonly keys: readonly string[];
}

const kindByField: Readonly<Record<string, string>> = {
  secretKeyRef: 'Secret',
  secretRef: 'Secret',
  configMapKeyRef: 'ConfigMap',
  configMapRef: 'ConfigMap',
  secret: 'Secret',
  configMap: 'ConfigMap',
  persistentVolumeClaim: 'PersistentVolumeClaim',
};

interface ReferenceFields {
  readonly name?: string;
  readonly secretName?: string;
  readonly claimName?: string;
  readonly key?: string;
  readonly items?: readonly { readonly key: string }[];
  readonly optional?: boolean;
}

/** All references below a Pod's spec: of variables, volumes (projected ones too) and variables' sources. */
const references = (value: unknown): Reference[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([field, child]) => {
    const kind = kindByField[field];
    if (kind === undefined || typeof child !== 'object' || child === null) return references(child);
    const { name, secretName, claimName, key, items, optional } = child as ReferenceFields;
    if (optional === true) return [];
    const keys = [...(key === undefined ? [] : [key]), ...(items ?? []).map((item) => item.key)];
    return [{ kind, name: name ?? secretName ?? claimName ?? '', keys }];
  });
};

/**
 * What a kubelet would wait for in vain: each Secret, ConfigMap, claim and key that a Pod of the namespace refers to
 * and that is not there. (ServiceAccounts are the API server's own business: it admits no Pod without.)
 */
export const danglingPodReferences = async (namespace: string): Promise<string[]> => {
  const kinds = 'pods,secrets,configmaps,persistentvolumeclaims';
  const { stdout } = await kubectl(['get', kinds, '-n', namespace, '-o', 'json']);
  const { items } = JSON.parse(stdout) as { items: Stored[] };
  const dangling = items
    .filter(({ kind }) => kind === 'Pod')
    .flatMap((pod) =>
      references(pod.spec).flatMap(({ kind, name, keys }) => {
        const found = items.find((item) => item.kind === kind && item.metadata.name === name);
        if (found === undefined) return [`${title(pod)} refers to ${kind} ${name}, which does not exist`];
        return keys
          .filter((key) => !Object.hasOwn({ ...found.data, ...found.binaryData }, key))
          .map((key) => `${title(pod)} refers to key ${key} of ${kind} ${name}, which has no such key`);
      }),
    );
  return [...new Set(dangling)];
};
