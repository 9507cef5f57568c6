import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { textsFromFolder, textsFromUrls } from './crd-texts.mjs';
import { generate } from './generate.mjs';
import { outdated, writeFiles } from './write-files.mjs';

const usage = `npm run import [-- --from FOLDER] [-- --check]

Generates imports/ and lib/schema/generated/ from the CRDs named under imports: in cdk8s.yaml.
  --from FOLDER  read the CRDs from FOLDER/<source>.yaml instead of downloading them
  --check        write nothing; exit 1 when what is there differs from what would be generated
`;

/**
 * Runs the command in a project's root and returns the exit code: 0 done, 1 outdated files, 2 nothing could
 * be generated.
 */
export async function run(sources, root, args) {
  try {
    const { values } = parseArgs({
      args,
      options: { from: { type: 'string' }, check: { type: 'boolean' }, help: { type: 'boolean' } },
    });
    if (values.help) {
      process.stdout.write(usage);
      return 0;
    }
    const texts =
      values.from !== undefined
        ? textsFromFolder(sources, values.from)
        : await textsFromUrls(sources, join(root, 'cdk8s.yaml'));
    const files = generate(sources, texts);
    return values.check ? check(root, files) : write(root, files);
  } catch (error) {
    process.stderr.write(`import: ${error.message}\nNo file was changed.\n`);
    return 2;
  }
}

function check(root, files) {
  const paths = outdated(root, files);
  if (paths.length === 0) return 0;
  process.stderr.write(
    `import: outdated, run npm run import:\n${paths.map((path) => `  ${path}\n`).join('')}`,
  );
  return 1;
}

function write(root, files) {
  writeFiles(root, files);
  process.stdout.write(`Generated ${files.size} files in imports/ and lib/schema/generated/.\n`);
  return 0;
}
