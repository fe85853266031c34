import { nearest } from '../text/nearest';
import type { Problem } from '../text/problems';
import { flagName } from './flags';
import { inheritedNames, isObject, isReservedName, ownMember, RESERVED_REASON } from './members';
import { allowedValues, exampleOf, mapValues, type OptionSchema } from './schema';

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

/** The way out where there is none of the option's own. An item of a list has no default. */
function generalFix(option: string): string {
  const without = option.endsWith(']') ? 'remove it' : `leave ${option} out for its default`;
  return `give one of the allowed values, or ${without}`;
}

/** The way out of a command in one text. Where it has quotes, a person has to say which words it is. */
function wordsFix(text: string): string {
  if (/['"\\]/.test(text)) return 'write it as a list with an item for each word: ["alembic", "upgrade", "head"]';
  const words = text.split(/\s+/).filter((word) => word !== '');
  return `put each word into a list: [${words.map((word) => JSON.stringify(word)).join(', ')}]`;
}

/** Whether a group that is on where it is given was given to switch it off. */
function isSwitchedOff(value: unknown, { group }: OptionSchema): boolean {
  return group === true && (value === false || value === 'false');
}

/** The way out of what is no text where some texts may stand: a flag that has nothing behind it, most likely. */
function oneOf(option: string, example: string): string {
  return `write one of the allowed values, such as "${example}"; as a flag: --${flagName(option)}=${example}`;
}

/** The way out of a value of another type. What an option says of its values is about those of the right type. */
function typeFix(option: string, value: unknown, schema: OptionSchema): string {
  if (option === '') return 'give the options as an object: { "port": 8000 }';
  if (isSwitchedOff(value, schema)) return `take ${option} out of the options: the group is off where it is not given`;
  if (value === null) return `remove ${option}, or give it one of the allowed values`;
  if (value === undefined) return `give ${option} one of the allowed values`;
  // Of a list of values and of a map the option knows best how they are written, such as a version that is no number.
  if ((schema.enum ?? mapValues(schema)) && schema.fix !== undefined) return schema.fix;
  switch (schema.type) {
    case 'integer':
      return 'write it as a whole number, without quotes';
    case 'boolean':
      return 'write true or false, without quotes';
    case 'array':
      if (typeof value === 'string' && schema.words === true) return wordsFix(value);
      return typeof value === 'string' ? `put it into a list: [${JSON.stringify(value)}]` : 'write it as a list: [...]';
    case 'object':
      return 'write it as an object: { ... }';
    case 'string':
      if (typeof value !== 'number' && typeof value !== 'boolean') return generalFix(option);
      return schema.enum?.includes(String(value)) === false
        ? oneOf(option, exampleOf(schema) ?? '')
        : `write it as a text, in quotes: "${String(value)}"`;
  }
}

function problem(
  option: string,
  value: unknown,
  reason: string,
  schema: OptionSchema,
  fix = schema.fix ?? generalFix(option),
): Problem {
  return { option: option === '' ? WHOLE : option, value, reason, allowed: allowedValues(schema), fix };
}

function unknownKey(path: string, value: unknown, known: readonly string[]): Problem {
  const key = path.slice(path.lastIndexOf('.') + 1);
  const prefix = path.slice(0, path.length - key.length);
  const meant = nearest(key, known) ?? known.find((name) => name.length > 2 && key.startsWith(name));
  return {
    option: path,
    value,
    reason: 'there is no such option',
    allowed: known.filter((name) => name !== '$schema').join(', '),
    fix: meant === undefined ? 'remove it' : `did you mean "${prefix}${meant}"? Otherwise remove it`,
  };
}

/** Members that an object only seems to have. Nothing reads them, so that they are no options. */
export function inheritedProblems(value: object, path = ''): Problem[] {
  return inheritedNames(value).map((name) => ({
    option: path === '' ? name : `${path}.${name}`,
    reason: 'comes from another object, which this one inherits from (its `__proto__`)',
    allowed: 'members of the object itself',
    fix: 'copy them: { ...shared, port: 9000 }',
  }));
}

/** Checks the members of a group or a map, but for those that no group and no map can have. */
function checkMembers(
  value: object,
  path: string,
  checkMember: (path: string, key: string, child: unknown) => Problem[],
): Problem[] {
  const own = Object.entries(value).flatMap(([key, child]: [string, unknown]) => {
    const childPath = path === '' ? key : `${path}.${key}`;
    if (!isReservedName(key)) return checkMember(childPath, key, child);
    return [{ option: childPath, reason: RESERVED_REASON, allowed: 'names of options', fix: 'remove it' }];
  });
  return [...own, ...inheritedProblems(value, path)];
}

function checkObject(value: object, { properties = {} }: OptionSchema, path: string): Problem[] {
  return checkMembers(value, path, (childPath, key, child) => {
    const schema = ownMember(properties, key) as OptionSchema | undefined;
    return schema ? check(child, schema, childPath) : [unknownKey(childPath, child, Object.keys(properties))];
  });
}

/** Half of a character that takes two code units: no file and no program can be given one. */
const HALF_A_CHARACTER = /\p{Surrogate}/u;

const HALF_REASON = 'holds half of a character (a surrogate without its other half), which no file can hold';

/** The way out of a name that no entry of a map may have: what the option says of names, or one that is near by. */
function nameFix(key: string, { propertyNames, fix }: OptionSchema): string {
  if (fix?.includes('name') === true || fix?.includes('keys') === true) return fix;
  const pattern = new RegExp(propertyNames?.pattern ?? '');
  const near = [key.toLowerCase(), key.replace(/[^A-Za-z0-9]+/g, '_'), key.toLowerCase().replace(/[^a-z0-9]+/g, '-')];
  const name = near.find((candidate) => pattern.test(candidate));
  return name === undefined ? 'give it another name' : `give it another name, such as ${name}`;
}

function checkMap(value: object, schema: OptionSchema, values: OptionSchema, path: string): Problem[] {
  const { pattern, maxLength } = schema.propertyNames ?? {};
  return checkMembers(value, path, (childPath, key, child) => {
    if (HALF_A_CHARACTER.test(key)) {
      return [problem(childPath, child, `has a name that ${HALF_REASON}`, schema, 'write the whole character')];
    }
    if (isLonger(key, maxLength)) {
      const reason = `has a name of more than ${String(maxLength)} characters`;
      return [problem(childPath, child, reason, schema, 'give it a shorter name')];
    }
    if (pattern !== undefined && !new RegExp(pattern).test(key)) {
      return [problem(childPath, child, 'has a name of the wrong form', schema, nameFix(key, schema))];
    }
    return check(child, values, childPath);
  });
}

/** Characters as JSON Schema counts them: an emoji is one. */
function isLonger(text: string, maxLength = Infinity): boolean {
  return text.length > maxLength && Array.from(text.slice(0, 2 * maxLength + 2)).length > maxLength;
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
      return [problem(path, value, `is above ${String(schema.maximum)}`, schema, generalFix(path))];
    }
    return [];
  }
  if (HALF_A_CHARACTER.test(value)) {
    return [problem(path, value, HALF_REASON, schema, 'write the whole character, or remove it')];
  }
  if (isLonger(value, schema.maxLength)) {
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
    const wanted = type === 'number' && schema.type === 'integer' ? 'a whole number' : TYPE_NAMES[schema.type];
    const reason = `is ${TYPE_NAMES[type] ?? type}, not ${wanted ?? schema.type}`;
    return [problem(path, value, reason, schema, typeFix(path, value, schema))];
  }
  if (Array.isArray(value)) {
    const items = schema.items;
    return items ? value.flatMap((item, index) => check(item, items, `${path}[${String(index)}]`)) : [];
  }
  if (isObject(value)) {
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
