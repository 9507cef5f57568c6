import { builtinModules } from 'node:module';
import { CommandError } from './command';
import { projectDependencies } from './project-package';

/** Helm's limit for releases, which is below that of Kubernetes' namespaces (63) and of npm's packages (214). */
const LENGTH = 53;

/**
 * Refuses a name that cannot be that of an npm package, a Kubernetes namespace and a Helm release at once.
 *
 * @throws CommandError (exit code 2) saying what is wrong, and what to take instead
 */
export function checkProjectName(name: string): void {
  const refuse = (reason: string) => {
    throw new CommandError(`'${name}' cannot name a project: ${reason}`, 2);
  };
  if (!/^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(name)) {
    refuse("expected lower-case letters, digits and '-', beginning with a letter, such as 'order-events'");
  }
  if (name.length > LENGTH) {
    refuse(
      `it has ${name.length} characters, and names of Helm releases at most ${LENGTH}; take a shorter one`,
    );
  }
  if (name.startsWith('kube-')) {
    refuse("namespaces that begin with 'kube-' are Kubernetes' own; take another beginning");
  }
  if (builtinModules.includes(name) || projectDependencies().includes(name)) {
    refuse(`npm would take it for the module '${name}' that the project uses; take another name`);
  }
}
