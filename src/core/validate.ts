import { closest } from 'fastest-levenshtein';
import type { Problem } from './problems';
import { allowedValues, mapValues, type OptionSchema } from './schema';

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (value === null) return 'null';
  return Number.isInteger(value) ? 'integer' : typeof value;
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  array: 'a list',
  object: 'an object',
  integer: 'a number',
  number: 'a number with a fraction',
  string: 'a text',
  boolean: 'a boolean',
  null: 'null',
  undefined: 'missing',
};

/** How the options as a whole are called in a problem, where no single one is to blame. */
const WHOLE = 'options';

function problem(option: string, value: unknown, reason: string, schema: OptionSchema): Problem {
  const fix = schema.fix ?? `give one of the allowed values, or leave ${option} out for its default`;
  return { option: option === '' ? WHOLE : option, value, reason, allowed: allowedValues(schema), fix };
}

function unknownKey(path: string, value: unknown, known: readonly string[]): Problem {
  const key = path.slice(path.lastIndexOf('.') + 1);
  const prefix = path.slice(0, path.length - key.length);
  const nearest = closest(key, [...known]);
  return {
    option: path,
    value,
    reason: 'there is no such option',
    allowed: known.filter((name) => name !== '$schema').join(', '),
    fix: `did you mean "${prefix}${nearest}"? Otherwise remove it`,
  };
}

function checkObject(value: object, schema: OptionSchema, path: string): Problem[] {
  const properties = schema.properties ?? {};
  return Object.entries(value).flatMap(([key, child]: [string, unknown]) => {
    const childPath = path === '' ? key : `${path}.${key}`;
    const childSchema = Object.hasOwn(properties, key) ? properties[key] : undefined;
    if (!childSchema) return [unknownKey(childPath, child, Object.keys(properties))];
    return check(child, childSchema, childPath);
  });
}

function checkMap(value: object, schema: OptionSchema, values: OptionSchema, path: string): Problem[] {
  const keys = schema.propertyNames?.pattern;
  return Object.entries(value).flatMap(([key, child]: [string, unknown]) => {
    const childPath = `${path}.${key}`;
    if (keys !== undefined && !new RegExp(keys).test(key)) {
      return [problem(childPath, child, 'has a name of the wrong form', schema)];
    }
    return check(child, values, childPath);
  });
}

function checkScalar(value: string | number, schema: OptionSchema, path: string): Problem[] {
  if (schema.enum && !schema.enum.includes(String(value))) {
    return [problem(path, value, 'is none of the allowed values', schema)];
  }
  if (typeof value === 'number') {
    if (schema.minimum !== undefined && value < schema.minimum) {
      return [problem(path, value, `is below ${String(schema.minimum)}`, schema)];
    }
    if (schema.maximum !== undefined && value > schema.maximum) {
      return [problem(path, value, `is above ${String(schema.maximum)}`, schema)];
    }
    return [];
  }
  if (schema.maxLength !== undefined && value.length > schema.maxLength) {
    return [problem(path, value, `has more than ${String(schema.maxLength)} characters`, schema)];
  }
  if (schema.pattern !== undefined && !new RegExp(schema.pattern).test(value)) {
    return [problem(path, value, 'has the wrong form', schema)];
  }
  return [];
}

function check(value: unknown, schema: OptionSchema, path: string): Problem[] {
  const type = typeOf(value);
  if (type !== schema.type) {
    const reason = `is ${TYPE_NAMES[type] ?? type}, not ${TYPE_NAMES[schema.type] ?? schema.type}`;
    return [problem(path, value, reason, schema)];
  }
  if (Array.isArray(value)) {
    const items = schema.items;
    return items ? value.flatMap((item, index) => check(item, items, `${path}[${String(index)}]`)) : [];
  }
  if (typeof value === 'object' && value !== null) {
    const values = mapValues(schema);
    return values ? checkMap(value, schema, values, path) : checkObject(value, schema, path);
  }
  return typeof value === 'string' || typeof value === 'number' ? checkScalar(value, schema, path) : [];
}

/**
 * Checks a value against the derived schema. A value that passes has the shape of the TypeScript interface.
 *
 * @returns all problems, none when the value is valid
 */
export function validate(value: unknown, schema: OptionSchema): Problem[] {
  return check(value, schema, '');
}
