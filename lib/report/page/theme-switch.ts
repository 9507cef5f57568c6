import { element } from './element';

const THEMES = [
  ['auto', 'As the system'],
  ['light', 'Light'],
  ['dark', 'Dark'],
] as const;

/** The choice between light and dark; without one the page follows the system. Nothing is stored. */
export function themeSwitch(): HTMLElement {
  const select = element(
    'select',
    { id: 'theme' },
    ...THEMES.map(([value, label]) => element('option', { value }, label)),
  );
  select.addEventListener('change', () => {
    const { documentElement } = document;
    if (select.value === 'auto') delete documentElement.dataset['theme'];
    else documentElement.dataset['theme'] = select.value;
  });
  return element(
    'div',
    { class: 'theme' },
    element('label', { for: 'theme', class: 'unseen' }, 'Colours'),
    select,
  );
}
