import type { PriceTable } from './price-table';

const common = { currency: 'USD', hoursPerMonth: 730, nodes: 3, sidecar: { cpu: '10m', memory: '40Mi' } };

/**
 * List prices of three providers where pods are paid by what they request: examples of their day, without taxes,
 * traffic, discounts and the fee for the cluster. Copy one, and put in what you pay.
 */
export const examplePrices: Readonly<Record<string, PriceTable>> = {
  aws: {
    ...common,
    name: 'AWS, us-east-1: EKS on Fargate (Linux, x86), EBS, Network Load Balancer',
    date: '2026-03-01',
    source: 'https://aws.amazon.com/fargate/pricing/',
    prices: {
      cpu: 0.04048,
      memory: 0.004445,
      storage: 0.08,
      storageClasses: { gp3: 0.08, gp2: 0.1 },
      loadBalancer: 16.43,
    },
  },
  google: {
    ...common,
    name: 'Google Cloud, us-central1: GKE Autopilot (general purpose), Persistent Disk, forwarding rule',
    date: '2024-12-01',
    source: 'https://cloud.google.com/kubernetes-engine/pricing',
    prices: {
      cpu: 0.0445,
      memory: 0.0049225,
      storage: 0.1,
      storageClasses: { standard: 0.04, 'standard-rwo': 0.1, 'premium-rwo': 0.17 },
      loadBalancer: 18.25,
    },
  },
  azure: {
    ...common,
    name: 'Azure, East US: AKS virtual nodes on Container Instances (Linux), Standard SSD, Standard Load Balancer',
    date: '2024-12-01',
    source: 'https://azure.microsoft.com/pricing/details/container-instances/',
    prices: {
      cpu: 0.0405,
      memory: 0.00445,
      storage: 0.075,
      storageClasses: { 'managed-csi': 0.075, 'managed-csi-premium': 0.154 },
      loadBalancer: 18.25,
    },
  },
};
