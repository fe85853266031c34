// docs/options.md: every option as text, group by group, from the TSDoc of the interfaces.
import { wrap } from './markdown.mjs';

function accepted(option) {
  if (option.enum) return option.enum.map((value) => `\`${value}\``).join(', ');
  if (option.type === 'integer') return `a whole number from ${option.minimum} to ${option.maximum}`;
  if (option.type === 'boolean') return '`true`, `false`';
  return option.allowed ?? (option.type === 'array' ? 'a list of texts' : 'a text');
}

function fallback(option) {
  if (option.computedDefault) return option.computedDefault;
  return `\`${typeof option.default === 'string' ? option.default : JSON.stringify(option.default)}\``;
}

function flag(path, option) {
  const name = path.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const member = option.additionalProperties?.properties ? '.<option>' : '';
  return option.type === 'object' ? `--${name}.<key>${member}` : `--${name}`;
}

function entry(path, option, level) {
  return [
    `${'#'.repeat(level)} \`${path}\``,
    '',
    ...wrap(option.description),
    '',
    ...wrap(`Accepts: ${accepted(option)}`, '- '),
    ...wrap(`Default: ${fallback(option)}`, '- '),
    `- Flag: \`${flag(path, option)}\``,
    ...(option.see ? [`- Source: <${option.see}>`] : []),
    '',
  ];
}

/** An option, and below it what each entry of a map of groups takes. */
function option(path, schema, level) {
  const values = schema.additionalProperties;
  const members = values?.properties ? entries(`${path}.<key>.`, values, level) : [];
  return [...entry(path, schema, level), ...members];
}

function entries(prefix, { properties }, level) {
  return Object.entries(properties).flatMap(([name, child]) =>
    child.properties ? entries(`${prefix}${name}.`, child, level) : option(`${prefix}${name}`, child, level),
  );
}

/** The anchor that a heading gets. */
const anchor = (title) =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-');

export function optionsPage(schema, optionNames) {
  const names = [...new Set(['name', ...optionNames])].filter((name) => name in schema.properties);
  const options = names.map((name) => [name, schema.properties[name]]);
  const groups = options.filter(([, option]) => option.properties);
  const flat = { properties: Object.fromEntries(options.filter(([, option]) => !option.properties)) };
  const headings = ['At the top', ...groups.map(([name]) => name)];
  return [
    ...headings.map((heading) => `- [${heading === 'At the top' ? heading : `\`${heading}\``}](#${anchor(heading)})`),
    '',
    '## At the top',
    '',
    ...entries('', flat, 3),
    ...groups.flatMap(([name, group]) => [
      `## \`${name}\``,
      '',
      ...wrap(group.description),
      '',
      ...entries(`${name}.`, group, 3),
    ]),
  ]
    .join('\n')
    .trimEnd();
}
