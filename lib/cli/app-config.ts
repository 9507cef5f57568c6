import { existsSync, readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { CommandError } from './command';

const FILE = 'cdk8s.yaml';

/** What `event-mesh` reads of cdk8s.yaml; cdk8s-cli reads the same keys. */
export interface AppConfig {
  /** The command that runs the app. */
  readonly app?: string;
  /** The folder that the app's manifests go to. */
  readonly output?: string;
}

/**
 * Reads cdk8s.yaml of the working directory; nothing is set where there is no such file.
 *
 * @throws CommandError if the file is not YAML, or `app` or `output` is not text that a command or path can hold
 */
export function readAppConfig(): AppConfig {
  if (!existsSync(FILE)) return {};
  let document: unknown;
  try {
    document = load(readFileSync(FILE, 'utf8'), { filename: FILE });
  } catch (error) {
    throw new CommandError(error instanceof Error ? error.message : String(error));
  }
  if (document === undefined || document === null) return {};
  if (typeof document !== 'object' || Array.isArray(document)) {
    throw new CommandError(`${FILE}: found ${describe(document)}, expected keys such as 'app: node main.js'`);
  }
  const text = (key: keyof AppConfig): AppConfig => {
    const value = (document as Readonly<Record<string, unknown>>)[key];
    if (value === undefined || value === null) return {};
    if (typeof value !== 'string' || value === '') {
      throw new CommandError(`${FILE}: '${key}' is ${describe(value)}, expected text`);
    }
    if (value.includes('\0')) {
      throw new CommandError(
        `${FILE}: '${key}' holds the character NUL, which no command or path can; remove it`,
      );
    }
    return { [key]: value };
  };
  return { ...text('app'), ...text('output') };
}

function describe(value: unknown): string {
  return Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'a map' : JSON.stringify(value);
}
