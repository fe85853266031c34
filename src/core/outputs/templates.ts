import { compile, type TemplateFunction } from 'ejs';

/**
 * The texts of the templates under `files/`, by path without the `.ejs` ending. The core never looks for them itself:
 * whoever calls it hands them over.
 */
export type Templates = Readonly<Record<string, string>>;

/**
 * Compiled once per text and names of its values: a workspace of a thousand apps renders each template a thousand times.
 * The names are given, since a template that has to look for each of them while it runs takes several times as long.
 */
const compiled = new Map<string, Map<string, TemplateFunction>>();

/**
 * Fills in a template.
 *
 * @throws Error when there is no such template: a mistake in this package, not in anybody's input
 */
export function renderTemplate(templates: Templates, path: string, values: Readonly<Record<string, unknown>>): string {
  const template = templates[path];
  if (template === undefined) throw new Error(`fastapi-container: template ${path} is missing from the package`);
  const names = Object.keys(values);
  const ofText = compiled.get(template) ?? new Map<string, TemplateFunction>();
  compiled.set(template, ofText);
  const fill = ofText.get(names.join()) ?? compile(template, { _with: false, destructuredLocals: names });
  ofText.set(names.join(), fill);
  return fill(values);
}
