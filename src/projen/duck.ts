import type { FileBase, python } from 'projen';

/**
 * Kinds of constructs, told by what they have and not by their class: a tree may hold constructs of several installed
 * copies of projen, or of this package, and `instanceof` knows those of one.
 */

function has(value: object, member: string): boolean {
  return typeof (value as Readonly<Record<string, unknown>>)[member] === 'function';
}

/** Whether a construct writes a file. */
export function isFile(construct: object): construct is FileBase {
  const { absolutePath, path } = construct as Partial<FileBase>;
  return typeof absolutePath === 'string' && typeof path === 'string' && has(construct, 'synthesizeContent');
}

/** Whether a construct writes a file of Python requirements. */
export function isRequirementsFile(construct: object): construct is python.RequirementsFile {
  return isFile(construct) && has(construct, 'addPackages');
}

/** Marks a construct as one of this package. */
export function tag(construct: object, name: string): void {
  Object.defineProperty(construct, Symbol.for(`fastapi-container.${name}`), { value: true });
}

/** Whether a construct was marked so, by whatever copy of this package. */
export function isTagged(construct: object, name: string): boolean {
  return Symbol.for(`fastapi-container.${name}`) in construct;
}
