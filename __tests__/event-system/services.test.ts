import { describe, expect, test } from '@jest/globals';
import { Chart, Testing } from 'cdk8s';
import { EventSystem } from '../../lib/system/event-system';
import type { FurtherService } from '../../lib/system/event-system-props';
import { Manifests } from '../fixtures/manifests';

const image = { repository: 'registry.example.com/shop', tag: '1.0.0' };

function synthesised(services: Readonly<Record<string, FurtherService>>): Manifests {
  const chart = new Chart(Testing.app(), 'test', { namespace: 'shop' });
  const roles = { backend: { image }, worker: { image }, scheduler: { image } };
  new EventSystem(chart, 'shop', { releaseName: 'shop', ...roles, services });
  return Manifests.of(chart);
}

/** The names of a service's variables. */
function variables(manifests: Manifests, service: string): string[] {
  const { containers } = manifests.one('Deployment', `shop-event-backend-${service}`).spec.template.spec;
  const { env } = containers[0] as { env?: readonly { readonly name: string }[] };
  return (env ?? []).map(({ name }) => name);
}

describe('a further service', () => {
  test('is told how to connect to the stores that it calls, and of no others', () => {
    const manifests = synthesised({
      payments: { image, calls: ['postgres'] },
      mails: { image, calls: ['redis'] },
      pages: { image, calls: ['payments'] },
    });
    expect(variables(manifests, 'payments')).toEqual(
      expect.arrayContaining(['POSTGRES_HOST', 'POSTGRES_PASSWORD']),
    );
    expect(variables(manifests, 'payments')).not.toContain('REDIS_HOST');
    expect(variables(manifests, 'mails')).toContain('REDIS_HOST');
    expect(variables(manifests, 'pages')).toEqual([]);
  });

  test('that is off leaves nothing of it, nor of the calls to it', () => {
    const manifests = synthesised({
      payments: { image, calls: ['postgres'], enabled: false },
      orders: { image, calls: ['payments'] },
    });
    expect(manifests.titles).toContain('Deployment shop-event-backend-orders');
    expect(JSON.stringify(manifests.all)).not.toContain('payments');
  });

  test('is limited as every service is that is called', () => {
    const manifests = synthesised({ payments: { image } });
    expect(manifests.one('DestinationRule', 'shop-event-backend-payments').spec).toMatchObject({
      host: 'shop-event-backend-payments.shop.svc.cluster.local',
      trafficPolicy: { outlierDetection: { consecutive5xxErrors: 5 } },
    });
  });
});
