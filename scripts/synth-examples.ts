// npm run synth:examples writes the manifests of every example to dist/examples/<id>/.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { App, type Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { StagedFolder } from '../lib/vocabulary/staged-folder';
import { evaluateChart } from '../lib/emit/evaluate-chart';
import { manifestFiles } from '../lib/emit/manifest-files';

interface Example {
  readonly default: new (scope: Construct, id: string) => Chart;
}

const root = path.resolve(__dirname, '..');

async function synthExamples(): Promise<void> {
  const ids = readdirSync(path.join(root, 'examples'))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => path.basename(file, '.ts'));
  const output = StagedFolder.prepare(path.join(root, 'dist/examples'));
  try {
    for (const id of ids) {
      const { default: Example } = (await import(`../examples/${id}.ts`)) as Example;
      const manifests = evaluateChart(new Example(new App(), id));
      mkdirSync(path.join(output.folder, id));
      for (const [file, text] of manifestFiles(manifests.map((manifest) => ({ manifest })))) {
        writeFileSync(path.join(output.folder, id, file), text);
      }
      console.log(`  - dist/examples/${id}: ${manifests.length} objects`);
    }
    output.publish();
  } finally {
    output.discard();
  }
}

void synthExamples();
