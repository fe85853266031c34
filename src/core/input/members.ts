import { append } from '../text/lists';

/**
 * Members of objects that a person wrote. JavaScript finds more in an object than what stands in it: `__proto__` leads
 * to another object, whose members look as if they were there.
 */

/** Names that mean something to JavaScript itself, such as `__proto__` and `constructor`: no option may be called so. */
export function isReservedName(name: string): boolean {
  return name === 'prototype' || Object.hasOwn(Object.prototype, name);
}

/** Why such a name is refused. */
export const RESERVED_REASON = 'has a name that JavaScript keeps for itself';

/** Whether a value is an object that is no list. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member that stands in the object itself; undefined where there is none, or no object. */
export function ownMember(object: unknown, key: string): unknown {
  return isObject(object) && Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Puts a member into the object itself, whatever its name. */
export function putMember(target: object, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}

/** Names of members that an object has from another one, such as from a shared object that it was made on. */
export function inheritedNames(object: object): string[] {
  const names: string[] = [];
  let from = Object.getPrototypeOf(object) as object | null;
  // The last one is that of all objects: what stands there is in every object of the program.
  while (from !== null && Object.getPrototypeOf(from) !== null) {
    append(names, Object.keys(from));
    from = Object.getPrototypeOf(from) as object | null;
  }
  return [...new Set(names)].filter((name) => !Object.hasOwn(object, name));
}
