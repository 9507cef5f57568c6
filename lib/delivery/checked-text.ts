import { ConfigError } from '../vocabulary/config-error';

/** What a text may be that goes into workflows and manifests: so little that no YAML, shell or GitHub reads it otherwise. */
interface TextForm {
  readonly pattern: RegExp;
  /** The form in words, after `expected`. */
  readonly words: string;
  readonly longest: number;
}

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const PATH = '[A-Za-z0-9_.][\\w.-]*(/[A-Za-z0-9_.][\\w.-]*)*';

const FORMS = {
  label: {
    pattern: new RegExp(`^${LABEL}$`),
    words: 'lower-case letters, digits and dashes, such as prod',
    longest: 63,
  },
  release: {
    pattern: new RegExp(`^${LABEL}$`),
    words: 'the name of a Helm release: lower-case letters, digits and dashes',
    longest: 53,
  },
  dnsName: {
    pattern: new RegExp(`^${LABEL}(\\.${LABEL})*$`),
    words: 'a name of the DNS, such as vault',
    longest: 253,
  },
  path: {
    pattern: new RegExp(`^(?!(.*/)?\\.\\.(/|$))${PATH}$`),
    words: 'a path inside the repository, such as charts/event-backend',
    longest: 255,
  },
  branch: {
    pattern: new RegExp(
      `^(?!.*\\.\\.)(?!.*\\.lock$)[A-Za-z0-9_]${PATH.slice('[A-Za-z0-9_.]'.length)}(?<!\\.)$`,
    ),
    words: 'the name of a branch, such as main',
    longest: 200,
  },
  registry: {
    pattern: new RegExp(`^${LABEL}(\\.${LABEL})*(:[0-9]{1,5})?$`),
    words: 'the host of a registry, such as ghcr.io',
    longest: 253,
  },
  imageName: {
    pattern: /^[a-z0-9]+([._-]+[a-z0-9]+)*(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*$/,
    words: 'the name of an image in its registry, such as example/event-backend',
    longest: 200,
  },
  requestPath: {
    pattern: /^\/[\w.~/-]*$/,
    words: 'a path of a URL without query, such as /health',
    longest: 200,
  },
  git: {
    pattern: new RegExp(`^https://${LABEL}(\\.${LABEL})*(:[0-9]{1,5})?(/[A-Za-z0-9_][\\w.-]*)+$`),
    words: 'the https URL of a repository, such as https://github.com/example/events.git',
    longest: 2000,
  },
  oci: {
    pattern: new RegExp(`^oci://${LABEL}(\\.${LABEL})*(:[0-9]{1,5})?(/[a-z0-9][a-z0-9._-]*)+$`),
    words: 'a repository of a registry, such as oci://ghcr.io/example/event-backend',
    longest: 2000,
  },
  repository: {
    pattern: new RegExp(`^(https|oci)://${LABEL}(\\.${LABEL})*(:[0-9]{1,5})?(/[\\w.-]+)*$`),
    words: 'the URL of a repository of charts, such as https://istio-release.storage.googleapis.com/charts',
    longest: 2000,
  },
  version: {
    pattern: /^[0-9A-Za-z][0-9A-Za-z.+-]*$/,
    words: 'an exact version, such as 1.30.3',
    longest: 128,
  },
  origin: {
    pattern: new RegExp(`^https?://${LABEL}(\\.${LABEL})*(:[0-9]{1,5})?$`),
    words: 'scheme and host without a path, such as https://events.example.com',
    longest: 300,
  },
  duration: {
    pattern: /^[1-9][0-9]{0,4}[smh]$/,
    words: 'a duration such as 30s, 10m or 24h',
    longest: 6,
  },
  chartName: {
    pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
    words: 'the name of a chart, such as istiod',
    longest: 250,
  },
} as const satisfies Record<string, TextForm>;

/**
 * Returns the text if it has the form.
 *
 * @throws ConfigError `delivery` with the place, what was found and what was expected
 */
export function checkedText(place: string, text: string, form: keyof typeof FORMS): string {
  const { pattern, words, longest } = FORMS[form];
  if (pattern.test(text) && text.length <= longest) return text;
  const found = text.length <= longest ? JSON.stringify(text) : `a text of ${text.length} characters`;
  throw new ConfigError(
    'delivery',
    undefined,
    `'${place}' is ${found}, expected ${words}, at most ${longest} characters`,
  );
}
