import type { IConstruct } from 'constructs';
import type { Labels } from '../edges/mesh-object';
import type { Deferred } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { gatewayName, type IGateway } from './gateway-reference';
import { checkDnsLabel, checkLabels } from './name-check';
import { checkPort } from './number-check';

/** Conditions on where requests and connections come from and by which port. */
export interface ConnectionSource {
  /** The port that is asked. @default - any */
  readonly port?: Deferred<number>;
  /** Labels of the calling pods; gateways have none here. @default - any caller */
  readonly sourceLabels?: Labels;
  /** Namespace of the calling pods. @default - any */
  readonly sourceNamespace?: Deferred<string>;
  /** Some of the VirtualService's gateways; with `mesh` alone, none. @default - all of the VirtualService */
  readonly gateways?: readonly IGateway[];
  /** Calls within the mesh, beside `gateways`. @default - as the VirtualService has it, where no gateways are named */
  readonly mesh?: boolean;
}

/** The conditions as a VirtualService has them. */
export function sourceTree(source: ConnectionSource): Readonly<Record<string, Tree | undefined>> {
  const { port, sourceLabels, sourceNamespace, gateways = [], mesh = false } = source;
  const names = [...gateways.map(gatewayName), ...(mesh ? ['mesh'] : [])];
  return {
    ...(port === undefined ? {} : { port }),
    ...(sourceLabels === undefined ? {} : { sourceLabels: sourceLabels }),
    ...(sourceNamespace === undefined ? {} : { sourceNamespace }),
    ...(names.length === 0 ? {} : { gateways: names }),
  };
}

/** Refuses ports, labels and namespaces that no caller can have. */
export function checkSource(scope: IConstruct, source: ConnectionSource): void {
  checkPort('port', source.port, scope);
  checkLabels('sourceLabels', source.sourceLabels, scope);
  checkDnsLabel('sourceNamespace', source.sourceNamespace, scope);
}
