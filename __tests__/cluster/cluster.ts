import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { Component } from './component';
import { freePorts } from './free-ports';
import { findPrograms, type ProgramName, type Programs } from './programs';
import { runProgram } from './run-program';

/**
 * A Kubernetes cluster without machines: etcd, kube-apiserver (with RBAC, Pod Security and all default admission),
 * kube-controller-manager and kube-scheduler are the real programs; kwok plays three nodes and a volume provisioner.
 * It listens on free ports of the loopback interface and keeps everything in one temporary folder.
 */
export class Cluster {
  /** Where certificates, data and the log of each component lie. */
  readonly folder = mkdtempSync(path.join(tmpdir(), 'event-mesh-cluster-'));
  /** A kubeconfig file with a cluster administrator's rights. */
  readonly kubeconfig = path.join(this.folder, 'kubeconfig');

  private readonly components: Component[] = [];

  private constructor(private readonly programs: Programs) {}

  /**
   * Starts a cluster and returns when its nodes are ready. It ends with this process at the latest.
   *
   * @throws when a program is missing, ends or does not become ready; nothing is left running then
   */
  static async start(): Promise<Cluster> {
    const cluster = new Cluster(findPrograms());
    process.once('exit', () => {
      cluster.stop();
    });
    try {
      await cluster.startApiServer();
      await cluster.startControllers();
      return cluster;
    } catch (error) {
      cluster.stop();
      throw error;
    }
  }

  /** Ends every program and removes the folder; synchronously, for it is what the process does last. */
  stop(): void {
    for (const component of this.components.splice(0)) component.kill();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10 });
  }

  private async startApiServer(): Promise<void> {
    const [clientPort, peerPort, securePort] = (await freePorts(3)) as [number, number, number];
    const etcd = `http://127.0.0.1:${clientPort}`;
    this.run('etcd', {
      'data-dir': this.file('etcd'),
      'listen-client-urls': etcd,
      'advertise-client-urls': etcd,
      'listen-peer-urls': `http://127.0.0.1:${peerPort}`,
      'unsafe-no-fsync': 'true',
    });
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const token = randomUUID();
    const apiServer = this.run('kube-apiserver', {
      'etcd-servers': etcd,
      'bind-address': '127.0.0.1',
      'advertise-address': '127.0.0.1',
      'secure-port': `${securePort}`,
      // It makes itself a certificate there.
      'cert-dir': this.folder,
      'token-auth-file': this.write('tokens.csv', `${token},admin,admin,system:masters\n`),
      'authorization-mode': 'RBAC',
      'service-account-issuer': 'https://kubernetes.default.svc',
      'service-account-key-file': this.write(
        'accounts.pub',
        publicKey.export({ type: 'spki', format: 'pem' }),
      ),
      'service-account-signing-key-file': this.write(
        'accounts.key',
        privateKey.export({ type: 'pkcs8', format: 'pem' }),
      ),
      'service-cluster-ip-range': '10.96.0.0/16',
      // Endpoints of the service "kubernetes" may not be loopback addresses, and nothing here calls it.
      'endpoint-reconciler-type': 'none',
      // Debian's etcd is too old for it, and clients retry for seconds before they list instead.
      'feature-gates': 'WatchList=false',
    });
    this.write(
      'kubeconfig',
      kubeconfig(`https://127.0.0.1:${securePort}`, this.file('apiserver.crt'), token),
    );
    await apiServer.waitUntil(() => this.kubectl('get', '--raw=/readyz'));
  }

  private async startControllers(): Promise<void> {
    const client = { kubeconfig: this.kubeconfig, 'leader-elect': 'false', 'secure-port': '0' };
    const controllerManager = this.run('kube-controller-manager', {
      ...client,
      'service-account-private-key-file': this.file('accounts.key'),
      'root-ca-file': this.file('apiserver.crt'),
      // Its first answer, raising the replicas to the minimum, would otherwise come after 15 s.
      'horizontal-pod-autoscaler-sync-period': '1s',
    });
    this.run('kube-scheduler', client);
    const kwok = this.run('kwok', {
      kubeconfig: this.kubeconfig,
      config: path.join(__dirname, 'kwok-stages.yaml'),
      'manage-all-nodes': 'true',
      'node-lease-duration-seconds': '40',
    });
    await this.kubectl('apply', '-f', path.join(__dirname, 'simulated-cluster.yaml'));
    await controllerManager.waitUntil(() => this.kubectl('get', 'serviceaccount', 'default'));
    await kwok.waitUntil(() =>
      this.kubectl('wait', '--for=condition=Ready', 'nodes', '--all', '--timeout=1s'),
    );
  }

  private run(name: ProgramName, flags: Readonly<Record<string, string>>): Component {
    const args = Object.entries(flags).map(([flag, value]) => `--${flag}=${value}`);
    const component = new Component(name, this.programs[name], args, this.folder);
    this.components.push(component);
    return component;
  }

  /** Whether kubectl had success. */
  private async kubectl(...args: string[]): Promise<boolean> {
    const result = await runProgram(this.programs.kubectl, [`--kubeconfig=${this.kubeconfig}`, ...args]);
    return result.exitCode === 0;
  }

  private file(name: string): string {
    return path.join(this.folder, name);
  }

  private write(name: string, content: string | Buffer): string {
    writeFileSync(this.file(name), content, { mode: 0o600 });
    return this.file(name);
  }
}

const kubeconfig = (server: string, certificate: string, token: string): string =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'simulated', cluster: { server, 'certificate-authority': certificate } }],
    users: [{ name: 'admin', user: { token } }],
    contexts: [{ name: 'simulated', context: { cluster: 'simulated', user: 'admin' } }],
    'current-context': 'simulated',
  });
