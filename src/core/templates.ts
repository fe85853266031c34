import { render } from 'ejs';

/**
 * The texts of the templates under `files/`, by path without the `.ejs` ending. The core never looks for them itself:
 * whoever calls it hands them over.
 */
export type Templates = Readonly<Record<string, string>>;

/**
 * Fills in a template.
 *
 * @throws Error when there is no such template: a mistake in this package, not in anybody's input
 */
export function renderTemplate(templates: Templates, path: string, values: Readonly<Record<string, unknown>>): string {
  const template = templates[path];
  if (template === undefined) throw new Error(`fastapi-container: template ${path} is missing from the package`);
  return render(template, values);
}
