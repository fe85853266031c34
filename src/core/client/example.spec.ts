import { exampleFunction, functionName } from './example';

test.each([
  ['items-list_items', 'itemsListItems'],
  ['list_items_items_get', 'listItemsItemsGet'],
  ['List Items', 'listItems'],
  ['getHTTPStatus', 'getHTTPStatus'],
  ['ping', 'ping'],
])('%s is called %s', (id, name) => {
  expect(functionName(id)).toBe(name);
});

const get = (operationId: string, ...parameters: object[]) => ({ get: { operationId, parameters } });

test.each<[string, unknown, string]>([
  [
    'reads something and is told nothing',
    { '/a/{id}': get('a', { required: true }), '/b': get('b_all', { required: false }) },
    'bAll',
  ],
  ['is not there: another example', { '/a': { post: { operationId: 'a' } } }, 'itemsListItems'],
  ['has a name that is no function’s', { '/a': get('1; drop') }, 'itemsListItems'],
  ['is in no document', undefined, 'itemsListItems'],
])('the example %s', (_, paths, name) => {
  expect(exampleFunction(JSON.stringify({ openapi: '3.1.0', paths }))).toBe(name);
});

test.each([undefined, '', '{', '[]', 'null'])('there is one without a contract: %j', (text) => {
  expect(exampleFunction(text)).toBe('itemsListItems');
});
