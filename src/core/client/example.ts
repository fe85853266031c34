import { isObject, ownMember } from '../input/members';

/** What clients call an operation: `itemsListItems` for `items-list_items`. */
export function functionName(operationId: string): string {
  const words = operationId.match(/[A-Za-z0-9]+/g) ?? [];
  const joined = words
    .map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('');
  return joined.charAt(0).toLowerCase() + joined.slice(1);
}

function takesNothing(operation: unknown): boolean {
  const parameters = ownMember(operation, 'parameters');
  return !Array.isArray(parameters) || parameters.every((parameter) => ownMember(parameter, 'required') !== true);
}

/** The function of a client that is shown as an example: the first that reads something and has to be told nothing. */
export function exampleFunction(contract: string | undefined): string {
  const fallback = 'itemsListItems';
  try {
    const paths: unknown = ownMember(JSON.parse(contract ?? '{}'), 'paths');
    if (!isObject(paths)) return fallback;
    const readers = Object.values(paths).map((path) => ownMember(path, 'get'));
    const id = ownMember(
      readers.find((get) => isObject(get) && takesNothing(get)),
      'operationId',
    );
    const name = typeof id === 'string' ? functionName(id) : '';
    return /^[a-z]\w{0,99}$/.test(name) ? name : fallback;
  } catch {
    return fallback;
  }
}
