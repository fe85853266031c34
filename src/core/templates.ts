import { compile, type TemplateFunction } from 'ejs';

/**
 * The texts of the templates under `files/`, by path without the `.ejs` ending. The core never looks for them itself:
 * whoever calls it hands them over.
 */
export type Templates = Readonly<Record<string, string>>;

/** Compiled once per text: a workspace of a thousand apps renders each template a thousand times. */
const compiled = new Map<string, TemplateFunction>();

/**
 * Fills in a template.
 *
 * @throws Error when there is no such template: a mistake in this package, not in anybody's input
 */
export function renderTemplate(templates: Templates, path: string, values: Readonly<Record<string, unknown>>): string {
  const template = templates[path];
  if (template === undefined) throw new Error(`fastapi-container: template ${path} is missing from the package`);
  const known = compiled.get(template);
  if (known) return known(values);
  const fresh = compile(template);
  compiled.set(template, fresh);
  return fresh(values);
}
