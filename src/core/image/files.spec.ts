import { resolved } from '../../../test/support/memory';
import { isCopied } from './files';

test.each([
  ['orders/report.html', {}, true],
  ['orders/.report.html', {}, false],
  ['orders/.cache/report.html', {}, false],
  ['report.html', {}, false],
  ['../../report.html', {}, false],
  ['report.html', { app: 'main:app' }, true],
  ['.report.html', { app: 'main:app' }, false],
  ['../report.html', { app: 'main:app' }, false],
  ['static/report.html', { image: { files: ['static'] } }, true],
  ['../../libs/shared/shared/report.html', { lock: true, libraries: ['../../libs/shared'] }, true],
  ['../../libs/other/report.html', { lock: true, libraries: ['../../libs/shared'] }, false],
])('%s with %j gets into the image: %s', (path, options, copied) => {
  expect(isCopied(resolved(options), path)).toBe(copied);
});
