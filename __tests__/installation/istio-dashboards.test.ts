import { expect, test } from '@jest/globals';
import { istioDashboards } from '../../lib/installation/istio-dashboards';

test("Istio's dashboards are seven, that of ztunnels only in ambient mode", () => {
  expect(Object.keys(istioDashboards())).not.toContain('istio-ztunnel');
  expect(istioDashboards({ ambient: true, revisions: { mesh: 3 } })).toEqual({
    'istio-control-plane': { gnetId: 7645, datasource: 'Prometheus' },
    'istio-mesh': { gnetId: 7639, revision: 3, datasource: 'Prometheus' },
    'istio-performance': { gnetId: 11829, datasource: 'Prometheus' },
    'istio-service': { gnetId: 7636, datasource: 'Prometheus' },
    'istio-wasm': { gnetId: 13277, datasource: 'Prometheus' },
    'istio-workload': { gnetId: 7630, datasource: 'Prometheus' },
    'istio-ztunnel': { gnetId: 21306, datasource: 'Prometheus' },
  });
});
