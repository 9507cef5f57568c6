// node scripts/api.mjs writes what the compiled package exports to etc/, for people to review; with --check it changes
// nothing, and fails where the package exports something else than etc/ says.
import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const check = process.argv.includes('--check');
const temporary = path.join(root, 'build', 'api');
const packageJson = path.join(root, 'package.json');
const { name, exports: entryPoints } = JSON.parse(readFileSync(packageJson, 'utf8'));

/** The entry points that have types, each with the name of its report. */
const reports = Object.entries(entryPoints)
  .filter(([, { types }]) => types)
  .map(([subPath, { types }]) => ({
    types: path.join(root, types),
    file: `${path.posix.join(name, subPath).replaceAll('/', '-')}.api.md`,
  }));

const quiet = { logLevel: ExtractorLogLevel.None };
let failed = false;
for (const { types, file } of reports) {
  mkdirSync(temporary, { recursive: true });
  const config = ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: packageJson,
    configObject: {
      projectFolder: root,
      mainEntryPointFilePath: types,
      newlineKind: 'lf',
      compiler: {
        overrideTsconfig: { extends: path.join(root, 'tsconfig.build.json'), include: [types], exclude: [] },
      },
      apiReport: {
        enabled: true,
        reportFileName: file,
        reportFolder: path.join(root, 'etc'),
        reportTempFolder: temporary,
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      messages: {
        compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.Error } },
        // Everything that is exported is public; the tests look for what is not exported and not documented.
        extractorMessageReporting: { default: quiet },
        tsdocMessageReporting: { default: quiet },
      },
    },
  });
  const { succeeded, apiReportChanged } = Extractor.invoke(config, {
    localBuild: !check,
    messageCallback: (message) => {
      // What has changed is shown below.
      if (message.category === 'console') message.handled = true;
    },
  });
  const report = path.join('etc', file);
  if (check && apiReportChanged) {
    const found = path.relative(root, path.join(temporary, file));
    const known = existsSync(path.join(root, report)) ? report : '/dev/null';
    spawnSync('git', ['--no-pager', 'diff', '--no-index', known, found], { cwd: root, stdio: 'inherit' });
    console.error(
      `${report} is not what the package exports; run 'npm run api', and name the change in CHANGELOG.md`,
    );
  } else if (!check) console.log(`${report}: ${apiReportChanged ? 'updated' : 'as it was'}`);
  failed ||= check ? apiReportChanged : !succeeded;
}
rmSync(temporary, { recursive: true, force: true });
process.exitCode = failed ? 1 : 0;
