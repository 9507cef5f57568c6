import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { App } from 'cdk8s';
import ChartWithSubchart from '../../examples/chart-with-subchart';
import { TemporaryFolder } from '../fixtures/temporary-folder';
import { helm, templated } from './helm-command';

const folder = new TemporaryFolder();
const orders = folder.at('orders');

beforeAll(() => {
  new ChartWithSubchart(new App(), 'orders').write(folder.path);
  helm('dependency', 'build', orders);
});
afterAll(() => {
  folder.remove();
});

describe('examples/chart-with-subchart.ts', () => {
  const deployments = (...set: string[]) =>
    templated(orders, ...set)
      .filter(({ kind }) => kind === 'Deployment')
      .map(({ metadata }) => metadata.name);

  test('the subchart comes and goes by its switch', () => {
    expect(deployments()).toEqual(['shop-orders']);
    expect(deployments('--set', 'development.catchMails=true')).toEqual(['shop-mail-catcher', 'shop-orders']);
  });

  test('the subchart gets its own values, and refuses others', () => {
    const set = 'development.catchMails=true,mailCatcher.tag=v1.0.0';
    expect(JSON.stringify(templated(orders, '--set', set))).toContain('axllent/mailpit:v1.0.0');
    expect(() => templated(orders, '--set', `${set},mailCatcher.tga=x`)).toThrow(
      /additional properties 'tga'/,
    );
  });

  test('both lint, and are written again without harm to what Helm has fetched', () => {
    for (const chart of ['orders', 'mail-catcher'])
      expect(helm('lint', '--strict', folder.at(chart))).toContain('0 chart(s) failed');
    new ChartWithSubchart(new App(), 'orders').write(folder.path);
    expect(deployments('--set', 'development.catchMails=true')).toHaveLength(2);
  });
});
