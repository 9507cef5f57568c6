// npm run chart:package [-- --output FOLDER]: packs charts/event-backend into NAME-VERSION.tgz, the same bytes on every
// run of one version of Node, with its SHA-256 beside it, and the text that a provenance file signs.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { load } from 'js-yaml';
import { chartFiles } from './chart-files.mjs';
import { tar } from './tar.mjs';

const root = path.dirname(path.dirname(import.meta.dirname));
const { values } = parseArgs({
  options: { output: { type: 'string', default: path.join(root, 'dist', 'files') } },
});

const files = chartFiles(path.join(root, 'charts', 'event-backend'));
const metadata = files.get('Chart.yaml').toString();
const { name, version } = load(metadata);
const archive = gzipSync(tar([...files].map(([file, content]) => [`${name}/${file}`, content])), {
  level: 9,
});
// The header names the system that packed, but for this value: unknown.
archive[9] = 255;

const file = `${name}-${version}.tgz`;
const digest = createHash('sha256').update(archive).digest('hex');
mkdirSync(values.output, { recursive: true });
const write = (end, content) => writeFileSync(path.join(values.output, file + end), content);
write('', archive);
write('.sha256', `${digest}  ${file}\n`);
// What `helm verify` expects inside of the signature: the metadata, and the digest of the package.
write('.prov.txt', `${metadata}\n...\nfiles:\n  ${file}: sha256:${digest}\n`);
console.log(
  `${path.join(path.relative(process.cwd(), values.output), file)}: ${archive.length} bytes, sha256:${digest}`,
);
