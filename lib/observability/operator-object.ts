import { Names } from 'cdk8s';
import type { Construct } from 'constructs';
import { namespaceOf } from '../edges/cluster-names';
import type { Deferred } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';
import type { ScrapeEndpoint } from './scrape-endpoint';

/** What every object for the Prometheus operator takes. */
export interface OperatorObjectProps {
  /** Name of the object. @default - made of the construct's path */
  readonly name?: Deferred<string>;
  /** Namespace of the object. @default - that of the cdk8s chart */
  readonly namespace?: Deferred<string>;
  /** Labels of the object: Prometheus takes only objects that its own selectors name. @default - none */
  readonly labels?: Tree;
}

/** Name, namespace and labels of an object for the operator. */
export function operatorMetadata(scope: Construct, { name, namespace, labels }: OperatorObjectProps) {
  return { name: name ?? Names.toDnsLabel(scope), namespace: namespaceOf(scope, namespace), labels };
}

/** What is scraped: by the labels of Services or pods. */
export interface MonitorProps extends OperatorObjectProps {
  /** Labels of what is scraped. */
  readonly selectorLabels: Tree;
  /** Where metrics are fetched; at least one. */
  readonly endpoints: readonly ScrapeEndpoint[];
  /** Namespaces in which is looked. @default - that of the object */
  readonly namespaces?: readonly Deferred<string>[];
}

/** The fields of a monitor that both kinds have. @throws ConfigError `scrape-endpoint` when nothing is fetched */
export function monitored(scope: Construct, { selectorLabels, namespaces, endpoints }: MonitorProps) {
  if (endpoints.length === 0) {
    throw new ConfigError(
      'scrape-endpoint',
      scope,
      "'endpoints' is empty, so that nothing is scraped; name one",
    );
  }
  return {
    selector: { matchLabels: selectorLabels },
    namespaceSelector: namespaces && { matchNames: namespaces },
    scraped: endpoints.map((endpoint) => endpoint._toPrometheus(scope)),
  };
}
