import { expect, test } from '@jest/globals';
import { EmbeddedPostgres } from '../../lib/stores/embedded-postgres';
import { PostgresBackup } from '../../lib/stores/postgres-backup';
import { EventBackend } from '../../lib/workloads/event-backend';
import { HelmChart } from '../../lib/emit/helm-chart';
import { wrapped } from '../../lib/values/template-lines';
import { shop } from '../fixtures/manifests';

const image = { repository: 'registry.example.com/shop', tag: '1.0.0' };

function filesBelow(folder: string): string[] {
  const chart = shop();
  const postgres = new EmbeddedPostgres(chart, 'database', { password: { name: 'db', key: 'password' } });
  new PostgresBackup(postgres, 'backup', { name: 'backup', postgres, beforeUpgrade: true });
  const orders = new EventBackend(chart, 'orders', { image });
  orders.addVersion({ version: 'v2', image: { ...image, tag: '2.0.0' } });
  const { files } = new HelmChart(chart, { name: 'shop', version: '0.1.0', description: 'A shop' });
  return [...files.keys()].flatMap((file) => (file.startsWith(folder) ? [file.slice(folder.length)] : []));
}

test('a file for each object, several of one kind told apart by what they are called', () => {
  const files = filesBelow('templates/orders/');
  expect(files).toEqual(expect.arrayContaining(['deployment.yaml', 'deployment-v2.yaml', 'service.yaml']));
  expect(new Set(files).size).toBe(files.length);
});

test('what lies below a part and has kinds that the part has gets a folder', () => {
  expect(filesBelow('templates/database/backup/')).toEqual(
    expect.arrayContaining([
      'before-upgrade-job.yaml',
      'cronjob.yaml',
      'restore-cronjob.yaml',
      'serviceaccount.yaml',
      'volume-check-job.yaml',
    ]),
  );
  expect(filesBelow('templates/database/')).toContain('serviceaccount.yaml');
});

const LONG = `.Values.${'a'.repeat(60)}`;

test.each([
  ['a short condition', '{{- if and .Values.a .Values.b }}'],
  ['a long text', `name: ${'x'.repeat(200)}`],
  ['a long condition of one operand', `{{- if eq ${LONG} "${LONG} (b)" }}`],
])('%s stays on its line', (_what, line) => {
  expect(wrapped(line)).toBe(line);
});

test('a long condition has a line for each operand', () => {
  expect(wrapped(`  {{- if or (and ${LONG} "a) b") (eq ${LONG} "c") }}`)).toBe(
    ['  {{- if or', `      (and ${LONG} "a) b")`, `      (eq ${LONG} "c")`, '  }}'].join('\n'),
  );
});
