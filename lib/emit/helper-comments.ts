/** Named templates that people look for, in the order in which they look, and what each gives. */
export const WELL_KNOWN: ReadonlyMap<string, string> = new Map([
  ['name', 'Name of the application.'],
  ['fullname', 'Name of the application in this release: objects are called after it.'],
  ['namespace', 'Namespace of all objects.'],
  ['chart', 'Name and version of the chart, as the label helm.sh/chart holds them.'],
  [
    'chartLabels',
    'Labels that Helm puts on objects; pods do not carry them, since each version would replace the pods.',
  ],
  ['labels', 'Labels of objects and pods.'],
  ['selectorLabels', 'Labels that select pods: they never change.'],
  [
    'mergeByName',
    `Merges lists of named entries: an entry replaces an earlier one of its name.
It takes (dict "entries" LIST "secrets" NAMES). Entries called as one of "secrets" that hold a plain value are left
out: a password comes from a Secret.`,
  ],
  ['image', 'Image of the application.'],
  ['connections', 'Where the services are that are called, as entries of env.'],
  ['passwords', 'Passwords of the services that are called, each from its Secret, as entries of env.'],
  ['hasPods', 'Whether there is any pod: true, or nothing.'],
]);

/** What named templates of parts give, by the last part of their names. */
export const LAST_PARTS: ReadonlyMap<string, string> = new Map([
  ['connections', 'Where the services are that are called, as entries of env:'],
  ['env', 'Environment of the container. Later entries win, and passwords come from Secrets alone:'],
  ['givenEnv', 'Variables of the values file, in which the name of the release may stand:'],
  ['passwords', 'Passwords of the services that are called, as entries of env:'],
  ['serviceAccountName', 'Name of the service account'],
  ['image', 'Image'],
  ['scripts', 'Scripts, by their files,'],
  ['template', 'Pod template'],
]);
