import type { Rule } from '../rule';
import { hasSidecar } from '../../mesh/injection';
import type { Mesh } from '../../mesh/mesh';
import type { MeshService, ServicePort } from '../../mesh/services';
import { workloadTypes } from '../../mesh/workloads';
import { objectsOf, textOf } from '../../vocabulary/json-fields';

/** FTP, SSH, POP3, IMAP, SMTP submission, MySQL, VNC, MongoDB. */
const PORTS: ReadonlySet<number> = new Set([21, 22, 110, 143, 587, 3306, 5900, 27017]);
const IMAGES =
  /(?:^|[/-])(?:mysql|mariadb|percona|mongo|mongodb|postfix|exim|mailhog|mailpit|vsftpd|openssh-server)(?:[-:@]|$)/;

/** A proxy that waits for the first bytes of the client waits for ever where the server speaks first. */
export const serverFirstProtocolNamed: Rule = {
  code: 'EVM320',
  name: 'server-first-protocol-named',
  aliases: [],
  severity: 'warning',
  preset: 'recommended',
  summary: 'a port whose server speaks first does not say its protocol, so that Istio waits for the client',
  reads: ['/Service', '/Namespace', 'networking.istio.io/ServiceEntry', ...workloadTypes],
  check(mesh, report) {
    for (const service of mesh.services.all) {
      if (service.manifest.type !== '/Service') continue;
      service.ports.forEach((port, index) => {
        if (port.protocol !== 'unknown' || !port.tcp || !speaksFirst(mesh, service, port)) return;
        report({
          manifest: service.manifest,
          path: ['spec', 'ports', index],
          message: `the server at port ${port.number} speaks first, but Istio waits for the client to learn the protocol: connections hang for seconds`,
          remedy: 'name the port by its protocol (tcp, mysql, mongo), or set appProtocol: tcp',
        });
      });
    }
  },
};

function speaksFirst(mesh: Mesh, { namespace, selector }: MeshService, port: ServicePort): boolean {
  const pods = selector === undefined ? [] : mesh.workloads.selected(namespace, selector);
  if (!pods.some((pod) => hasSidecar(mesh, pod))) return false;
  const target = typeof port.targetPort === 'number' ? port.targetPort : port.number;
  if (PORTS.has(target)) return true;
  return (
    pods.length > 0 &&
    pods.every(({ podSpec }) =>
      objectsOf(podSpec['containers']).some(
        ({ image, ports }) =>
          IMAGES.test(textOf(image) ?? '') &&
          objectsOf(ports).some((one) => one['containerPort'] === target || one['name'] === port.targetPort),
      ),
    )
  );
}
