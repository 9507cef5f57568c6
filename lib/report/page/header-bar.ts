import { element } from './element';
import { icon } from './icons';
import type { PageState } from './page-state';
import { themeSwitch } from './theme-switch';

/** The head of the page: its name, the switch between environments, and the way to its parts. */
export function headerBar(state: PageState, parts: readonly HTMLElement[]): HTMLElement {
  return element(
    'header',
    { class: 'head' },
    element('h1', {}, icon('service', 22), 'Mesh report'),
    environmentSwitch(state),
    element(
      'nav',
      { 'aria-label': 'Parts of the page' },
      ...parts.map((part) =>
        element('a', { href: `#${part.id}` }, part.querySelector('h2')?.firstChild?.textContent ?? part.id),
      ),
    ),
    themeSwitch(),
  );
}

/** One of several environments; the name alone where there is one. */
function environmentSwitch(state: PageState): HTMLElement {
  const { environments } = state.data;
  if (environments.length === 1) return element('p', { class: 'environment' }, environments[0]?.name);
  const set = element('fieldset', { class: 'switch' }, element('legend', { class: 'unseen' }, 'Environment'));
  for (const [index, { name }] of environments.entries()) {
    const input = element('input', {
      type: 'radio',
      name: 'environment',
      id: `environment-${index}`,
      checked: index === state.choices.environment,
    });
    input.addEventListener('change', () => {
      state.change({ environment: index });
    });
    set.append(input, element('label', { for: input.id }, name));
    state.follow(['environment'], ({ environment }) => {
      input.checked = environment === index;
    });
  }
  return set;
}
