import { readFileSync } from 'node:fs';
import path from 'node:path';

/** From the folder of any room: a bundle of the sources has the place of its entry. */
const PAGES = path.join(__dirname, '..', 'analysis', 'rules');

/** The page of a rule: what it finds, why that matters, a bad and a good example. */
export function rulePage(name: string): string {
  return readFileSync(path.join(PAGES, `${name}.md`), 'utf8');
}
