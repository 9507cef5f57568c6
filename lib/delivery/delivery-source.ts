import { checkedText } from './checked-text';

/** What Argo CD and Flux bring to a cluster: one of the outputs of a program. */
export class DeliverySource {
  /**
   * The chart in the program's repository, with the values file of the environment beside it.
   *
   * @param folder folder of the chart, inside the repository
   */
  static chart(folder: string): DeliverySource {
    return new DeliverySource({ kind: 'chart', folder: checkedText('source.chart', folder, 'path') });
  }

  /**
   * The chart as it was published, with the values file of the environment from the program's repository.
   *
   * @param url the chart in its registry, such as `oci://ghcr.io/example/event-backend`
   * @param version exact version of the chart
   */
  static publishedChart(url: string, version: string): DeliverySource {
    return new DeliverySource({
      kind: 'published',
      url: checkedText('source.url', url, 'oci'),
      version: checkedText('source.version', version, 'version'),
    });
  }

  /** The plain manifests, on the branch `env/<environment>` that the workflow `publish-manifests` writes. */
  static manifests(): DeliverySource {
    return new DeliverySource({ kind: 'manifests' });
  }

  private constructor(
    /** @internal */
    readonly _form:
      | { readonly kind: 'chart'; readonly folder: string }
      | { readonly kind: 'published'; readonly url: string; readonly version: string }
      | { readonly kind: 'manifests' },
  ) {}
}
