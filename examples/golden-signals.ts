// Latency, traffic, errors and saturation of every service of a namespace, recorded and shown, and alerts on what only
// the control plane knows: configuration that proxies refuse, services without endpoints.
import { Chart } from 'cdk8s';
import {
  ControlPlaneAlert,
  controlPlanePanels,
  Dashboard,
  goldenSignalPanels,
  goldenSignals,
  Pods,
  PrometheusRule,
  Requests,
} from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { Bookinfo } from './apps/bookinfo';

export default class GoldenSignals extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'bookinfo' });
    new Bookinfo(this);
    const requests = Requests.inNamespace('bookinfo');
    const pods = Pods.inNamespace('bookinfo');
    new PrometheusRule(this, 'signals', {
      name: 'golden-signals',
      groups: [
        { name: 'golden-signals', rules: goldenSignals({ requests, pods }) },
        {
          name: 'control-plane',
          rules: [ControlPlaneAlert.rejectedConfiguration(), ControlPlaneAlert.missingEndpoints()],
        },
      ],
    });
    new Dashboard(this, 'services', {
      name: 'golden-signals-dashboard',
      title: 'Golden signals',
      file: 'golden-signals',
      panels: goldenSignalPanels(requests, pods),
    });
    new Dashboard(this, 'mesh', {
      name: 'control-plane-dashboard',
      title: 'Control plane',
      file: 'control-plane',
      panels: controlPlanePanels(),
    });
  }
}
