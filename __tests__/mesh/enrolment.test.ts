import { describe, expect, test } from '@jest/globals';
import { isAmbient, isAmbientNamespace } from '../../lib/mesh/ambient';
import { hasProxyContainer, hasSidecar, injectsByDefault, optsOut } from '../../lib/mesh/injection';
import type { Manifest } from '../../lib/mesh/manifest';
import { manifestOf } from '../../lib/mesh/manifest';
import type { Mesh } from '../../lib/mesh/mesh';
import type { Workload } from '../../lib/mesh/workloads';
import { ownWaypoint, waypointOf } from '../../lib/mesh/waypoint-choice';
import { istio, meshOf, namespace, pod } from './manifests';

const AMBIENT = { 'istio.io/dataplane-mode': 'ambient' };
const ENABLED = { 'istio-injection': 'enabled' };
const inject = (word: string) => ({ 'sidecar.istio.io/inject': word });
const PROXY = {
  containers: [
    { name: 'app', image: 'app' },
    { name: 'istio-proxy', image: 'auto' },
  ],
};

function injector(values: unknown, name = 'istio-sidecar-injector'): Manifest {
  const data = { values: typeof values === 'string' ? values : JSON.stringify(values) };
  const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'istio-system' }, data };
  return manifestOf(object, 'default') as Manifest;
}
const byDefault = (enableNamespacesByDefault: unknown) => ({
  sidecarInjectorWebhook: { enableNamespacesByDefault },
});

/** A mesh with one workload. */
function with1(workload: Manifest, ...others: readonly Manifest[]): [Mesh, Workload] {
  const mesh = meshOf(workload, ...others);
  return [mesh, mesh.workloads.all[0] as Workload];
}

/** @see https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/ */
describe('a sidecar', () => {
  test.each<[string, Manifest, readonly Manifest[], boolean]>([
    ['is not there by itself', pod('shop/a'), [], false],
    ['a namespace asks for it', pod('shop/a'), [namespace('shop', ENABLED)], true],
    ['another namespace asks for it', pod('shop/a'), [namespace('bank', ENABLED)], false],
    ['a namespace wants none', pod('shop/a'), [namespace('shop', { 'istio-injection': 'disabled' })], false],
    ['a namespace names a revision', pod('shop/a'), [namespace('shop', { 'istio.io/rev': 'x' })], true],
    [
      'enabled: no beats a revision',
      pod('shop/a'),
      [namespace('shop', { 'istio.io/rev': 'x', 'istio-injection': 'disabled' })],
      false,
    ],
    ['a pod names a revision', pod('shop/a', { labels: { 'istio.io/rev': 'x' } }), [], true],
    ['a pod asks for it', pod('shop/a', { labels: inject('true') }), [], true],
    ['a pod wants none', pod('shop/a', { labels: inject('false') }), [namespace('shop', ENABLED)], false],
    ['a pod says neither', pod('shop/a', { labels: inject('yes') }), [namespace('shop', ENABLED)], false],
    ['an annotation asks for it', pod('shop/a', { annotations: inject('true') }), [], true],
    [
      'the label before the annotation',
      pod('shop/a', { labels: inject('false'), annotations: inject('true') }),
      [],
      false,
    ],
    ['a container of its own', pod('shop/a', { labels: inject('false') }, PROXY), [], true],
    [
      'none on the network of the node',
      pod('shop/a', {}, { hostNetwork: true }),
      [namespace('shop', ENABLED)],
      false,
    ],
    ['a machine has one', istio('WorkloadEntry', 'shop/m', { address: '10.0.0.1' }), [], true],
    ['and so has each of a group', istio('WorkloadGroup', 'shop/m'), [], true],
    ['the installation gives one to all', pod('shop/a'), [injector(byDefault(true))], true],
    [
      'but not in ambient mode',
      pod('shop/a'),
      [injector(byDefault(true)), namespace('shop', AMBIENT)],
      false,
    ],
  ])('%s', (_, workload, others, expected) => {
    expect(hasSidecar(...with1(workload, ...others))).toBe(expected);
  });

  test.each<[string, Manifest, readonly Manifest[], boolean]>([
    ['nobody said so', pod('shop/a'), [], false],
    ['the label', pod('shop/a', { labels: inject('false') }), [], true],
    ['the annotation', pod('shop/a', { annotations: inject('false') }), [], true],
    ['another word', pod('shop/a', { labels: inject('no') }), [], false],
    ['the network of the node', pod('shop/a', {}, { hostNetwork: true }), [], true],
    ['the namespace', pod('shop/a'), [namespace('shop', { 'istio-injection': 'disabled' })], true],
    ['a namespace that asks for it', pod('shop/a'), [namespace('shop', ENABLED)], false],
    ['a pod that brings its own', pod('shop/a', { labels: inject('false') }, PROXY), [], false],
  ])('is refused: %s', (_, workload, others, expected) => {
    expect(optsOut(...with1(workload, ...others))).toBe(expected);
  });

  test.each([
    [PROXY, true],
    [{ initContainers: [{ name: 'istio-proxy', image: 'auto' }] }, true],
    [{ containers: [{ name: 'istio-proxy', image: '' }] }, false],
    [{ containers: [{ name: 'istio-proxy' }] }, false],
    [{ containers: [{ name: 'app', image: 'istio-proxy' }] }, false],
    [{}, false],
  ])('%j brings its proxy along: %s', (spec, expected) => {
    expect(hasProxyContainer(with1(pod('shop/a', {}, spec))[1])).toBe(expected);
  });

  test.each([
    [injector(byDefault(true)), undefined, true],
    [injector(byDefault(true)), '', true],
    [injector(byDefault(true)), 'default', true],
    [injector(byDefault(true)), 'x', false],
    [injector(byDefault(true), 'istio-sidecar-injector-x'), 'x', true],
    [injector(byDefault(true), 'istio-sidecar-injector-x'), undefined, false],
    [injector(byDefault('true')), undefined, false],
    [injector({}), undefined, false],
    [injector('no JSON'), undefined, false],
  ])('%# of revision %s is given to all: %s', (configMap, revision, expected) => {
    expect(injectsByDefault(meshOf(configMap), revision)).toBe(expected);
  });
});

/** @see https://istio.io/latest/docs/ambient/usage/add-workloads/ */
describe('ambient mode', () => {
  test.each([
    [AMBIENT, true],
    [{}, false],
    [{ 'istio.io/dataplane-mode': 'none' }, false],
    [{ ...AMBIENT, ...ENABLED }, false],
    [{ ...AMBIENT, 'istio-injection': 'disabled' }, true],
    [{ ...AMBIENT, 'istio.io/rev': 'x' }, false],
  ])('of a namespace labelled %j: %s', (labels, expected) => {
    expect(isAmbientNamespace(meshOf(namespace('shop', labels)), 'shop')).toBe(expected);
    expect(isAmbient(...with1(pod('shop/a'), namespace('shop', labels)))).toBe(expected);
    expect(isAmbientNamespace(meshOf(namespace('shop', labels)), 'bank')).toBe(false);
  });

  test.each([
    ['its label', { labels: AMBIENT }, {}, true],
    ['its label against the namespace', { labels: { 'istio.io/dataplane-mode': 'none' } }, AMBIENT, false],
    ['redirected already', { annotations: { 'ambient.istio.io/redirection': 'enabled' } }, {}, true],
    ['no longer redirected', { annotations: { 'ambient.istio.io/redirection': 'disabled' } }, {}, false],
  ])('of a pod by %s', (_, metadata, labels, expected) => {
    const shop = namespace('shop', labels);
    expect(isAmbient(...with1(pod('shop/a', metadata), shop))).toBe(expected);
    expect(isAmbient(...with1(pod('shop/a', metadata, PROXY), shop))).toBe(false);
  });
});

/** @see https://istio.io/latest/docs/ambient/usage/waypoint/#waypoint-labels */
describe('a waypoint', () => {
  const USE = 'istio.io/use-waypoint';
  const HOME = 'istio.io/use-waypoint-namespace';
  test.each([
    [{}, {}, undefined, undefined],
    [{ [USE]: 'way' }, {}, { namespace: 'shop', name: 'way' }, { namespace: 'shop', name: 'way' }],
    [
      { [USE]: 'way', [HOME]: 'infra' },
      { [USE]: 'other' },
      { namespace: 'infra', name: 'way' },
      { namespace: 'infra', name: 'way' },
    ],
    [{ [USE]: 'none' }, { [USE]: 'way' }, undefined, undefined],
    [{ [USE]: '' }, { [USE]: 'way' }, undefined, undefined],
    [{}, { [USE]: 'way' }, undefined, { namespace: 'shop', name: 'way' }],
    [{}, { [USE]: 'way', [HOME]: 'infra' }, undefined, { namespace: 'infra', name: 'way' }],
    [{}, { [USE]: 'none' }, undefined, undefined],
  ])('%j in a namespace with %j', (labels, ofNamespace, own, chosen) => {
    const mesh = meshOf(namespace('shop', ofNamespace));
    expect(ownWaypoint(labels, 'shop')).toEqual(own);
    expect(waypointOf(mesh, labels, 'shop')).toEqual(chosen);
    expect(waypointOf(mesh, labels, 'elsewhere')?.name).toBe(own?.name);
  });
});
