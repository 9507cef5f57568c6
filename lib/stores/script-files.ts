import { ConfigMap } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import type { ConfigMap as ConfigMapShape } from 'kubernetes-types/core/v1';
import { fragmentName } from '../edges/fragment-name';
import { Bindings } from '../values/bindings';
import type { Deferred } from '../values/chart-value';
import { bindMetadata } from '../values/deferred-object';
import type { Tree } from '../values/expression';
import { format, fragment, hash } from '../values/operators';
import type { Script } from '../vocabulary/script';
import type { StoreIdentity } from './store-server';

const FOLDER = '/scripts';

/** @internal Scripts as the files of a ConfigMap, and what a pod says to run them. */
export class ScriptFiles<File extends string> extends Construct {
  /** Name of the ConfigMap: `<owner>-scripts`. */
  readonly configMapName: Deferred<string>;
  /** An annotation of the pods that changes with the scripts, so that a change replaces the pods. */
  readonly annotations: Tree;

  /**
   * @param owner whose scripts they are
   * @param scripts by the names of their files, such as `backup.sh`
   */
  constructor(scope: Construct, id: string, owner: StoreIdentity, scripts: Readonly<Record<File, Script>>) {
    super(scope, id);
    this.configMapName = format`${owner.name}-scripts`;
    const files = Object.entries<Script>(scripts).map(([file, { text }]) => [file, text] as const);
    const data = fragment<Record<string, string>>(fragmentName(scope, 'scripts'), Object.fromEntries(files));
    const configMap = new ConfigMap(this, 'ConfigMap');
    bindMetadata(configMap, { ...owner, name: this.configMapName });
    new Bindings<ConfigMapShape>(configMap).remove((o) => o.immutable).set((o) => o.data, data);
    this.annotations = { 'checksum/scripts': hash(data) };
  }

  /** The pod's volume that holds the files. */
  volume(name = 'scripts'): Readonly<Record<string, Tree>> {
    return { name, configMap: { name: this.configMapName } };
  }

  /** The container's mount of the volume. */
  mount(name = 'scripts'): Readonly<Record<string, Tree>> {
    return { name, mountPath: FOLDER, readOnly: true };
  }

  /** The container's command. */
  command(file: File): string[] {
    return ['sh', `${FOLDER}/${file}`];
  }
}
