import type { Answer } from '../../simulate/answer';
import { details, ending } from '../../simulate/answer-text';
import { UnreadableCall, type Call } from '../../simulate/call';
import { button, element } from './element';
import { litPath } from './lit-path';
import type { PageState } from './page-state';
import type { SimulatedMeshes } from './simulated-mesh';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];
const SCHEMES = ['http', 'https', 'tls', 'tcp'];

/** The box in which a request is written and sent through the simulator. */
export class RequestPanel {
  readonly element: HTMLElement;
  readonly #from = element('select', { id: 'request-from', required: true });
  readonly #method = choice('request-method', METHODS);
  readonly #scheme = choice('request-scheme', SCHEMES);
  readonly #host = element('input', {
    id: 'request-host',
    list: 'request-hosts',
    required: true,
    spellcheck: 'false',
    autocomplete: 'off',
  });
  readonly #hosts = element('datalist', { id: 'request-hosts' });
  readonly #path = element('input', {
    id: 'request-path',
    value: '/',
    required: true,
    spellcheck: 'false',
    autocomplete: 'off',
  });
  readonly #headers = element('textarea', {
    id: 'request-headers',
    rows: 2,
    spellcheck: 'false',
    placeholder: 'name: value',
  });
  readonly #answer = element('div', { class: 'answer', role: 'status', 'aria-live': 'polite' });

  constructor(
    private readonly state: PageState,
    private readonly meshes: SimulatedMeshes,
  ) {
    const form = element(
      'form',
      { class: 'request', 'aria-label': 'Request to simulate' },
      field('From', this.#from),
      element('div', { class: 'fields method' }, field('Method', this.#method), field('Path', this.#path)),
      element('div', { class: 'fields host' }, field('Scheme', this.#scheme), field('Host', this.#host)),
      field('Headers, one a line', this.#headers),
      element(
        'div',
        { class: 'buttons' },
        element('button', { type: 'submit', class: 'primary' }, 'Send'),
        button(
          {},
          () => {
            this.#clear();
          },
          'Clear',
        ),
      ),
      this.#hosts,
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#send();
    });
    this.#from.addEventListener('change', () => {
      this.#suggest();
    });
    this.element = element('div', { class: 'panel-body' }, form, this.#answer);
    state.follow(['environment'], () => {
      this.#renew();
    });
  }

  /** Fills in where a request comes from. */
  enterAt(entry: string): void {
    this.#from.value = entry;
    this.#suggest();
  }

  /** Fills in which host is called. */
  call(host: string, port: string | undefined): void {
    this.#host.value = port === undefined ? host : `${host}:${port}`;
  }

  #renew(): void {
    const { nodes } = this.state.environment.topology;
    const chosen = this.#from.value;
    const gateways = nodes.filter(({ kind }) => kind === 'gateway').flatMap(({ entries }) => entries);
    const [encrypted] = gateways.filter((entry) => entry.endsWith(':443'));
    const workloads = nodes.flatMap(({ entries }) =>
      entries.filter((entry) => entry.startsWith('workload:')),
    );
    this.#from.replaceChildren(options('Gateways', gateways), options('Workloads', workloads.sort()));
    const entries = [...gateways, ...workloads];
    this.#from.value = entries.includes(chosen) ? chosen : (encrypted ?? entries[0] ?? '');
    this.#hosts.replaceChildren(
      ...[...new Set(nodes.flatMap(({ hosts }) => hosts))]
        .sort()
        .map((host) => element('option', { value: host })),
    );
    this.#answer.replaceChildren();
    this.#suggest();
  }

  /** The first host that can be called from where the request enters, and the scheme of its port. */
  #suggest(): void {
    const { nodes, edges } = this.state.environment.topology;
    const entry = this.#from.value;
    const node = nodes.find(({ entries }) => entries.includes(entry));
    const after = new Set(edges.filter(({ from }) => from === node?.id).map(({ to }) => to));
    const target = nodes.find(({ id, hosts }) => after.has(id) && hosts.length > 0);
    const port = entry.startsWith('gateway:') ? entry.slice(entry.lastIndexOf(':') + 1) : undefined;
    const listener = node?.ports.find((one) => one.endsWith(` ${port ?? ''}`)) ?? '';
    this.#scheme.value = /^(HTTPS|TLS)/.test(listener) ? 'https' : 'http';
    const [host = ''] = target?.hosts ?? [];
    const own = target?.ports[0]?.split(' ')[1];
    this.#host.value =
      port === undefined
        ? own === undefined
          ? host
          : `${host}:${own}`
        : host.replace(/^\*$/, 'any.example').replace(/^\*/, 'any');
  }

  #send(): void {
    const { environment } = this.state;
    const call: Call = {
      from: this.#from.value,
      request: `${this.#method.value} ${this.#scheme.value}://${this.#host.value.trim()}${this.#path.value.trim()}`,
      headers: headersOf(this.#headers.value),
    };
    try {
      const answer = this.meshes.answer(environment, call);
      this.#answer.replaceChildren(answerText(answer));
      this.state.change({ lit: litPath(environment.topology, call.from, answer), selection: null });
    } catch (error) {
      if (!(error instanceof UnreadableCall)) throw error;
      this.#answer.replaceChildren(element('p', { class: 'outcome refused' }, error.message));
      this.state.change({ lit: null });
    }
  }

  #clear(): void {
    this.#answer.replaceChildren();
    this.state.change({ lit: null });
  }
}

/** How a request ends, what else is done to it, and each step with its reason. */
function answerText(answer: Answer): DocumentFragment {
  const fragment = document.createDocumentFragment();
  const passes = ['route', 'redirect', 'direct_response', 'passthrough'].includes(answer.outcome);
  const isServed = passes && (answer.status === null || answer.status < 500);
  fragment.append(
    element('p', { class: `outcome ${isServed ? 'passed' : 'refused'}` }, ending(answer)),
    element('ul', { class: 'effects' }, ...details(answer).map((line) => element('li', {}, line))),
    element('h3', {}, 'Decisions on the way'),
    element('ol', { class: 'trace' }, ...answer.trace.map((step) => element('li', {}, step))),
  );
  return fragment;
}

function headersOf(text: string): Readonly<Record<string, string>> {
  const lines = text.split('\n').filter((line) => line.indexOf(':', 1) > 0);
  return Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':', 1);
      return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
    }),
  );
}

function choice(id: string, words: readonly string[]): HTMLSelectElement {
  return element('select', { id }, ...words.map((word) => element('option', {}, word)));
}

function options(label: string, entries: readonly string[]): HTMLOptGroupElement {
  return element(
    'optgroup',
    { label },
    ...entries.map((entry) => element('option', { value: entry }, entry.replace(/^(gateway|workload):/, ''))),
  );
}

function field(label: string, input: HTMLElement): HTMLElement {
  return element('div', { class: 'field' }, element('label', { for: input.id }, label), input);
}
