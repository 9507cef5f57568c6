import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type * as esbuild from 'esbuild';

/** What runs in the page, and how it looks. */
export interface PageCode {
  readonly script: string;
  readonly style: string;
}

/** From the folder of any room: a bundle of the sources has the place of its entry. */
const ROOM = path.join(__dirname, '..', 'report');

/**
 * The script and the style of the page: as `npm run build` bundled them, or, from the sources, bundled now.
 *
 * @throws an Error if neither is there
 */
export function pageCode(): PageCode {
  const built = { script: path.join(ROOM, 'page.js'), style: path.join(ROOM, 'page.css') };
  if (existsSync(built.script)) {
    return { script: readFileSync(built.script, 'utf8'), style: readFileSync(built.style, 'utf8') };
  }
  return bundledPage(path.join(ROOM, 'page'));
}

/** The page bundled from the folder of its sources; esbuild is there only where the project is developed. */
export function bundledPage(folder: string): PageCode {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- whoever installs the package has no esbuild
  const { buildSync } = require('esbuild') as typeof esbuild;
  const bundled = (entry: string, options: esbuild.BuildOptions): string =>
    buildSync({
      entryPoints: [path.join(folder, entry)],
      bundle: true,
      minify: true,
      write: false,
      charset: 'ascii',
      legalComments: 'none',
      logLevel: 'error',
      ...options,
    }).outputFiles?.[0]?.text ?? '';
  return {
    script: bundled('page.ts', {
      format: 'iife',
      platform: 'browser',
      target: 'es2022',
      // What the simulator has from Node.
      inject: [path.join(folder, 'buffer.ts')],
      alias: { 'node:net': path.join(folder, 'node-net.ts') },
    }),
    style: bundled('page.css', {}),
  };
}
