import { startState } from './swarm-start';

const task = (state: string, error = '') => ({ state: `${state} 5 seconds ago`, error });

test.each([
  ['all run', [task('Running'), task('Running')], 0, 'runs'],
  ['all run after others failed', [task('Running'), task('Failed', 'a'), task('Failed'), task('Running')], 0, 'runs'],
  ['one is still starting', [task('Running'), task('Starting')], 0, 'starts'],
  ['nothing is there yet', [], 0, 'starts'],
  ['some failed, as long as a database is not there', [task('Starting'), task('Failed'), task('Failed')], 0, 'starts'],
  ['too many failed', [task('Starting'), task('Failed'), task('Failed'), task('Failed')], 0, 'cannot'],
  ['no image', [task('Rejected', 'No such image'), task('Rejected'), task('Rejected')], 0, 'cannot'],
  ['unhealthy ones that ended well', [task('Complete'), task('Complete'), task('Complete')], 0, 'cannot'],
  ['no place, for a moment', [task('Pending', 'no suitable node')], 5, 'starts'],
  ['no place, for long', [task('Pending', 'no suitable node')], 31, 'cannot'],
  ['a large image that is pulled for long', [task('Preparing'), task('Preparing')], 600, 'starts'],
])('%s', (_, tasks, still, expected) => {
  expect(startState({ tasks, replicas: 2, still })).toBe(expected);
});
