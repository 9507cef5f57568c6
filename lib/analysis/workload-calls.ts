import type { PathSegment } from '../vocabulary/field-path';
import { serviceHost } from '../vocabulary/host-name';
import type { Mesh } from '../mesh/mesh';
import type { MeshService } from '../mesh/services';
import type { Workload } from '../mesh/workloads';
import { objectsOf, textOf, textsOf } from '../vocabulary/json-fields';

/** A Service that a container is told to call, by one of its variables or arguments. */
export interface WorkloadCall {
  readonly workload: Workload;
  readonly service: MeshService;
  readonly port: number | undefined;
  readonly path: readonly PathSegment[];
}

/**
 * The calls that workloads are told to make: hosts of Services in what their variables, commands and arguments say. A
 * short name counts where it is plain that it is a host: after `://` or `@`, or with a port. What a program knows by
 * itself is not seen.
 */
export function workloadCalls(mesh: Mesh): readonly WorkloadCall[] {
  return mesh.index('workload calls', () =>
    mesh.workloads.all.flatMap((workload) => {
      const calls = new Map<MeshService, WorkloadCall>();
      for (const [text, path] of textsIn(workload)) {
        for (const [service, port] of calledIn(mesh, text, workload.namespace)) {
          if (!calls.has(service)) calls.set(service, { workload, service, port, path });
        }
      }
      return [...calls.values()];
    }),
  );
}

function textsIn({ podSpec, template }: Workload): readonly (readonly [string, readonly PathSegment[]])[] {
  return ['initContainers', 'containers'].flatMap((list) =>
    objectsOf(podSpec[list]).flatMap((container, index) => {
      const path = [...template, 'spec', list, index];
      return [
        ...objectsOf(container['env']).map(
          ({ value }, place) => [textOf(value) ?? '', [...path, 'env', place, 'value']] as const,
        ),
        ...['command', 'args'].flatMap((field) =>
          textsOf(container[field]).map((text, place) => [text, [...path, field, place]] as const),
        ),
      ];
    }),
  );
}

const HOST = /(:\/\/|@|,|^)([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::(\d{2,5}))?(?![\w.-])/g;

function calledIn(mesh: Mesh, text: string, namespace: string): readonly [MeshService, number | undefined][] {
  const called: [MeshService, number | undefined][] = [];
  for (const [, before, name = '', port] of text.matchAll(HOST)) {
    const isHost = before === '://' || before === '@' || port !== undefined || name.includes('.svc');
    const [first = '', second, third] = name.split('.');
    if (!isHost || (third !== undefined && third !== 'svc')) continue;
    const service = mesh.services.of(serviceHost(first, second ?? namespace))[0];
    if (service !== undefined) called.push([service, port === undefined ? undefined : Number(port)]);
  }
  return called;
}
