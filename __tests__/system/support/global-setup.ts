import { findProgram, requiredPrograms } from './programs';

/** Fails the whole project before its first test when a program is missing: no system test is ever skipped. */
export default function requirePrograms(): void {
  const missing = requiredPrograms.filter((name) => findProgram(name) === undefined);
  if (missing.length > 0) {
    throw new Error(
      `the system tests need ${missing.join(', ')}, which this machine lacks: ` +
        'run scripts/system/install.sh as root (Debian or Ubuntu), then npm run test:system again',
    );
  }
}
