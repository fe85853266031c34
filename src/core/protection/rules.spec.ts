import { resolve } from '../resolve/resolve';

const problems = (options: object) => {
  const result = resolve(options, 'orders');
  return result.ok ? [] : result.problems.map(({ option }) => option);
};

test.each([
  ['every origin with credentials', { cors: { origins: ['*'], credentials: true } }, ['cors.credentials']],
  ['credentials without an origin', { cors: { credentials: true } }, ['cors.credentials']],
  ['every origin, and one more', { cors: { origins: ['*', 'https://a.example.com'] } }, ['cors.origins']],
  ['an origin with a path', { cors: { origins: ['https://a.example.com/'] } }, ['cors.origins[0]']],
  ['an origin without a scheme', { cors: { origins: ['a.example.com'] } }, ['cors.origins[0]']],
  ['a host with a port', { trustedHosts: ['a.example.com:80'] }, ['trustedHosts[0]']],
  ['a host with a star inside', { trustedHosts: ['a.*.example.com'] }, ['trustedHosts[0]']],
  ['a host that breaks out of its text', { trustedHosts: ['a", "b'] }, ['trustedHosts[0]']],
  ['a body of nothing', { maxBodySize: 0 }, ['maxBodySize']],
])('%s is refused', (_, options, expected) => {
  expect(problems(options)).toEqual(expected);
});

test.each([
  ['named origins', { cors: { origins: ['https://a.example.com', 'http://[::1]:4200', 'capacitor://localhost'] } }],
  ['every origin', { cors: { origins: ['*'] } }],
  ['names below a name', { trustedHosts: ['*.example.com'] }],
])('%s are accepted', (_, options) => {
  expect(problems(options)).toEqual([]);
});
