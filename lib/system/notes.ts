import type { Deferred } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { inclusionOf } from '../values/inclusion';
import { and, equals, not } from '../values/conditions';
import { CHART, format, INSTALLATION, RELEASE, when } from '../values/operators';
import type { EventBackend } from '../workloads/event-backend';
import type { EventSystemProps } from './event-system-props';
import type { SystemNames } from './names';

/** What Helm tells who installs a system: what there is now, how to reach it and what is left to do. No secret. */
export function installationNotes(
  names: SystemNames,
  props: EventSystemProps,
  backend: EventBackend,
): readonly (Tree | undefined)[] {
  const { namespace } = names;
  const version = format`${CHART.name} ${CHART.appVersion}`;
  const place = format`release ${RELEASE.name}, namespace ${namespace}`;
  const mesh = props.mesh?.enabled ?? true;
  return [
    guarded(INSTALLATION.isInstall, format`${version} is installed: ${place}.`),
    guarded(
      INSTALLATION.isUpgrade,
      format`${version} is upgraded to revision ${INSTALLATION.revision}: ${place}.`,
    ),
    guarded(
      and(INSTALLATION.isInstall, mesh),
      '',
      'Pods get their sidecars and Pod Security is enforced once the namespace is labelled; then restart them:',
      format`  kubectl label namespace ${namespace} --overwrite istio-injection=enabled pod-security.kubernetes.io/enforce=restricted`,
      format`  kubectl --namespace ${namespace} rollout restart deployment,statefulset`,
    ),
    ...access(names, props, backend),
    ...passwords(names, props),
    guarded(
      props.smokeTest ?? false,
      '',
      'Test it:',
      format`  helm test ${RELEASE.name} --namespace ${RELEASE.namespace}`,
    ),
    '',
    'Volumes and generated Secrets outlive helm uninstall: an installation of the same name adopts them, under another',
    'name it makes its own.',
  ];
}

function access(names: SystemNames, props: EventSystemProps, backend: EventBackend): (Tree | undefined)[] {
  const { namespace } = names;
  const { enableGateway = true, useGatewayApi = false } = props.mesh ?? {};
  const there = inclusionOf(backend);
  const open = and(there, enableGateway);
  const gateway = format`${names.fullName}-gateway`;
  const type = props.backend.serviceType ?? 'ClusterIP';
  const closed = and(there, not(enableGateway));
  const port = format`${backend.calledPorts[0]?.port ?? 80}`;
  const service = format`kubectl --namespace ${namespace} get service ${backend.name}`;
  return [
    guarded(
      and(open, not(useGatewayApi)),
      '',
      format`The HTTP API is behind the Gateway ${gateway}. From here:`,
      '  kubectl --namespace istio-system port-forward service/istio-ingressgateway 8080:80 &',
      '  curl http://localhost:8080/health',
    ),
    guarded(
      and(open, useGatewayApi),
      '',
      format`The HTTP API is behind the Gateway ${gateway} of the Gateway API. From here:`,
      format`  kubectl --namespace ${namespace} port-forward service/${gateway}-istio 8080:80 &`,
      '  curl http://localhost:8080/health',
    ),
    guarded(
      and(closed, equals(type, 'ClusterIP')),
      '',
      'No gateway leads to the HTTP API. From here:',
      format`  kubectl --namespace ${namespace} port-forward service/${backend.name} 8080:${port} &`,
      '  curl http://localhost:8080/health',
    ),
    guarded(
      and(closed, equals(type, 'NodePort')),
      '',
      'The HTTP API is at this port of every node:',
      format`  ${service} --output jsonpath='{.spec.ports[0].nodePort}'`,
    ),
    guarded(
      and(closed, equals(type, 'LoadBalancer')),
      '',
      'The HTTP API is at this address, once the cloud has given one:',
      format`  ${service} --output jsonpath='{.status.loadBalancer.ingress[0]}'`,
    ),
  ];
}

/** Where the passwords are, not what they are. */
function passwords(names: SystemNames, { database, queue }: EventSystemProps): (Tree | undefined)[] {
  const { namespace } = names;
  const read = (secret: string, key: string) =>
    format`  kubectl --namespace ${namespace} get secret ${names.release}-${secret} --output jsonpath='{.data.${key}}' | base64 --decode`;
  const own = (generate: Deferred<boolean> | undefined, existing: Deferred<string> | undefined) =>
    and(generate ?? true, not(existing ?? ''));
  return [
    guarded(
      and(
        database?.enabled ?? true,
        equals(database?.mode ?? 'embedded', 'embedded'),
        own(database?.generatePassword, database?.existingSecret),
      ),
      '',
      'The password of PostgreSQL:',
      read('postgresql', 'POSTGRES_PASSWORD'),
    ),
    guarded(
      and(queue?.usePassword ?? false, own(queue?.generatePassword, queue?.existingSecret)),
      '',
      'The password of Redis:',
      read('redis', 'REDIS_PASSWORD'),
    ),
  ];
}

function guarded(condition: Deferred<unknown>, ...lines: readonly Tree[]): Tree | undefined {
  return when<Tree>(condition, lines);
}
