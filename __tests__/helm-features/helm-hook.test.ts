import { describe, expect, test } from '@jest/globals';
import { HelmHook, type HelmHookProps } from '../../lib/emit/helm-hook';
import { evaluateChart } from '../../lib/emit/evaluate-chart';
import { shop } from '../fixtures/manifests';
import { renderedObjects } from '../fixtures/rendered-chart';
import { helmChart } from './helm-command';

const containers = [{ name: 'sleep', image: 'busybox:1.37.0', command: ['sleep', '15'] }];
const pod = (restartPolicy?: string) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'hook', annotations: { team: 'events' } },
  spec: { ...(restartPolicy === undefined ? {} : { restartPolicy }), containers },
});
const job = (restartPolicy: string) => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'hook' },
  spec: { template: { spec: { restartPolicy, containers } } },
});

describe('HelmHook', () => {
  test.each<[HelmHookProps, Record<string, string>]>([
    [{ phases: ['pre-install'] }, { 'helm.sh/hook': 'pre-install' }],
    [
      {
        phases: ['pre-upgrade', 'pre-rollback'],
        weight: -5,
        deletePolicies: ['hook-succeeded', 'hook-failed'],
      },
      {
        'helm.sh/hook': 'pre-upgrade,pre-rollback',
        'helm.sh/hook-weight': '-5',
        'helm.sh/hook-delete-policy': 'hook-succeeded,hook-failed',
      },
    ],
    [
      { phases: ['test'], weight: 0 },
      { 'helm.sh/hook': 'test', 'helm.sh/hook-weight': '0' },
    ],
  ])('%j is what Helm reads, beside annotations of its own', (props, annotations) => {
    const chart = shop();
    new HelmHook(chart, 'hook', pod('Never'), props);
    const [rendered] = renderedObjects(helmChart(chart).files);
    expect(rendered).toMatchObject({ kind: 'Pod', metadata: { name: 'hook' } });
    expect(rendered?.['metadata']).toHaveProperty('annotations', { team: 'events', ...annotations });
    expect(evaluateChart(chart)).toEqual([]);
  });

  test.each([
    ['a Pod that starts again', pod('Always')],
    ['a Pod that does so by default', pod()],
    ['a Job', job('Always')],
  ])('%s is refused', (_what, manifest) => {
    expect(() => new HelmHook(shop(), 'hook', manifest, { phases: ['test'] })).toThrow(
      "'restartPolicy' of hook 'hook' is Always, so that it never ends and Helm waits in vain; write Never",
    );
  });

  test.each(['Never', 'OnFailure'])('a Job with %s is not', (restartPolicy) => {
    expect(() => new HelmHook(shop(), 'hook', job(restartPolicy), { phases: ['test'] })).not.toThrow();
  });

  test.each<[HelmHookProps, string]>([
    [{ phases: [] }, "'phases' of hook 'hook' is empty; name when Helm runs it"],
    [{ phases: ['test'], weight: 0.5 }, "'weight' of hook 'hook' is 0.5, expected a whole number"],
  ])('%j is refused', (props, message) => {
    expect(() => new HelmHook(shop(), 'hook', pod('Never'), props)).toThrow(message);
  });
});
