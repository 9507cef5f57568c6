import { describe, expect, test } from '@jest/globals';
import { App, Chart } from 'cdk8s';
import { evaluateChart } from '../../lib/emit/evaluate-chart';
import { EventSystem } from '../../lib/system/event-system';
import { EventSystemChart } from '../../lib/system/event-system-chart';
import type { JsonObject } from '../../lib/vocabulary/json';

const chart = new EventSystemChart(new App(), 'event-backend');

function manifests(mail: JsonObject, further: JsonObject = {}): JsonObject[] {
  return evaluateChart(chart, {
    values: chart.values,
    overrides: { mail, ...further },
    release: { name: 'event-system', namespace: 'event-system' },
  });
}

function ofRole(objects: JsonObject[], role: string, kind: string): string {
  const name = `event-system-event-backend-${role}`;
  const found = objects.find((object) => {
    return object['kind'] === kind && (object['metadata'] as JsonObject)['name'] === name;
  });
  if (!found) throw new Error(`no ${kind} ${name}`);
  return JSON.stringify(found);
}

const MAIL = { enabled: true, host: 'api.mail.example' };

describe('the worker', () => {
  const objects = manifests(MAIL);

  test('reaches the mail API through the egress gateway', () => {
    expect(ofRole(objects, 'worker', 'Deployment')).toContain(
      '{"name":"MAIL_API_URL","value":"http://api.mail.example"}',
    );
    expect(ofRole(objects, 'worker', 'Sidecar')).toContain('*/api.mail.example');
    expect(ofRole(objects, 'worker', 'NetworkPolicy')).toContain('{"istio":"egressgateway"}');
    expect(ofRole(objects, 'mail', 'VirtualService')).toContain('istio-egressgateway.istio-system.svc');
  });

  test.each(['backend', 'scheduler'])('alone does: %s has no way', (role) => {
    expect(ofRole(objects, role, 'Deployment')).not.toContain('MAIL_API_URL');
    expect(ofRole(objects, role, 'Sidecar')).not.toMatch(/mail|egressgateway/);
    expect(ofRole(objects, role, 'Sidecar')).toContain('REGISTRY_ONLY');
    expect(ofRole(objects, role, 'NetworkPolicy')).not.toContain('egressgateway');
  });
});

test('time, tries, limits and the gateway are values', () => {
  const objects = manifests(
    {
      ...MAIL,
      timeoutSeconds: 30,
      retryAttempts: 1,
      perTryTimeoutSeconds: 10,
      circuitBreaker: { consecutive5xxErrors: 3, baseEjectionSeconds: 60 },
    },
    { istio: { egressGateway: { namespace: 'istio-egress', service: 'egress', targetPort: 443 } } },
  );
  const routes = ofRole(objects, 'mail', 'VirtualService');
  expect(routes).toContain('"timeout":"30s"');
  expect(routes).toContain('{"attempts":1,"perTryTimeout":"10s"');
  expect(routes).toContain('egress.istio-egress.svc.cluster.local');
  expect(ofRole(objects, 'mail', 'DestinationRule')).toMatch(
    /"consecutive5xxErrors":3.*"baseEjectionTime":"60s"/,
  );
  expect(ofRole(objects, 'worker', 'NetworkPolicy')).toContain('"ports":[{"port":443,"protocol":"TCP"}]');
});

test.each<[string, JsonObject, JsonObject]>([
  ['it is switched off', { host: 'api.mail.example' }, {}],
  ['there is no mesh', MAIL, { istio: { enabled: false } }],
])('nothing of it is there where %s', (_name, mail, further) => {
  const text = JSON.stringify(manifests(mail, further));
  expect(text).not.toMatch(/mail|MAIL|egressgateway/);
});

test.each<[string, JsonObject, string]>([
  ['no host', { enabled: true }, "'mail.host' is empty but 'mail.enabled' is true; name the host"],
  [
    'tries that do not fit the timeout',
    { ...MAIL, retryAttempts: 5 },
    "1 try + value 'mail.retryAttempts' retries of value 'mail.perTryTimeoutSeconds' may need more",
  ],
])('refuses %s', (_name, mail, message) => {
  expect(() => manifests(mail)).toThrow(message);
});

test('further services may call it too', () => {
  const image = { repository: 'registry.example.com/app', tag: '1.0.0' };
  const own = new Chart(new App(), 'own', { namespace: 'shop' });
  new EventSystem(own, 'system', {
    releaseName: 'event-system',
    backend: { image },
    worker: { image },
    scheduler: { image },
    database: { user: 'notifications' },
    mail: { host: 'api.mail.example' },
    services: { newsletter: { image, calls: ['mail'] } },
  });
  expect(ofRole(evaluateChart(own), 'newsletter', 'Sidecar')).toContain('*/api.mail.example');
});
