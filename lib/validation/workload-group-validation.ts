import type { Field } from './field';
import { headerNameMistake } from './header-name';
import { validateLabels } from './label-validation';
import { validatePortNumber } from './port-validation';
import type { ValidatedObject } from './validated-object';

const counts = [
  'periodSeconds',
  'initialDelaySeconds',
  'timeoutSeconds',
  'successThreshold',
  'failureThreshold',
];

/**
 * Says what istiod refuses in a WorkloadGroup.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/workload-group/
 */
export function validateWorkloadGroup({ spec }: ValidatedObject): void {
  if (!spec.at('template').isSet) {
    spec.at('template').error('is required');
    return;
  }
  validateLabels(spec.at('metadata', 'labels'));
  const probe = spec.at('probe');
  if (probe.isSet) validateProbe(probe);
}

function validateProbe(probe: Field): void {
  for (const count of counts.map((name) => probe.at(name))) {
    if (count.number < 0) count.error(`is ${count.number}, expected 0 or more`);
  }
  const [httpGet, tcpSocket, exec] = [probe.at('httpGet'), probe.at('tcpSocket'), probe.at('exec')];
  if (httpGet.isSet) {
    validatePortNumber(httpGet.at('port'));
    const scheme = httpGet.at('scheme');
    if (!['', 'HTTP', 'HTTPS'].includes(scheme.text))
      scheme.error(`is '${scheme.text}', expected HTTP or HTTPS`);
    for (const header of httpGet.at('httpHeaders').elements) {
      header.at('name').refuse(headerNameMistake(header.at('name').text));
    }
  } else if (tcpSocket.isSet) {
    validatePortNumber(tcpSocket.at('port'));
  } else if (exec.isSet) {
    if (exec.at('command').items.length === 0) exec.at('command').error('is empty, expected a command');
  } else if (!probe.at('grpc').isSet) {
    probe.error('checks nothing, expected one of httpGet, tcpSocket, exec, grpc');
  }
}
