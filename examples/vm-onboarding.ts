// What the cluster needs before a virtual machine can join: an account, a group and a Service for the machine, and a
// gateway through which it reaches istiod. `istioctl x workload entry configure --name hello-vm --namespace vm-namespace`
// then writes the files that go to the machine: cluster.env, istio-token, mesh.yaml, root-cert.pem and hosts. The token
// in them is valid for an hour: use them at once and store none.
import { Chart } from 'cdk8s';
import {
  EastWestMode,
  EventBackend,
  MeshNamespace,
  MultiClusterEastWestGateway,
  VirtualMachineWorkload,
} from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { InjectedGateway } from './apps/injected-gateway';

export default class VmOnboarding extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'vm-namespace' });
    new MeshNamespace(this, 'namespace', { name: 'vm-namespace' });
    new InjectedGateway(this, 'gateway', {
      name: 'istio-eastwestgateway',
      namespace: 'istio-system',
      labels: { istio: 'eastwestgateway' },
      ports: { 'status-port': 15021, tls: 15443, 'tls-istiod': 15012, 'tls-webhook': 15017 },
    });
    new MultiClusterEastWestGateway(this, 'east-west', {
      name: 'eastwest',
      mode: EastWestMode.sidecars({ exposeIstiod: true }),
    });
    const machine = new VirtualMachineWorkload(this, 'hello', {
      name: 'hello-vm',
      ports: [{ port: 80, protocol: 'http' }],
      addressRange: '10.0.8.0/24',
    });
    const image = { repository: 'registry.example.com/web-frontend', tag: '1.0.0' };
    new EventBackend(this, 'web-frontend', { name: 'web-frontend', image }).calls(machine);
  }
}
