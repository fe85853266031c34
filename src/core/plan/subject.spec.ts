import { planSubject } from './subject';

const HERE = ['kubernetes', 'requirements.txt', 'requirements/base.txt', 'app.py'];

test.each<[string, readonly string[], string, string]>([
  ['an option', ['name'], 'apps/orders', 'apps/orders/fastapi-container.json'],
  ['options of a list and of a map', ['image.files[0]', 'image.env.X'], '.', 'fastapi-container.json'],
  ['no option at all', ['helth'], 'a', 'a/fastapi-container.json'],
  ['one file, with its lines', ['requirements.txt:3', 'requirements.txt:7'], 'a', 'a/requirements.txt'],
  ['a file further down', ['requirements/base.txt:1'], '.', 'requirements/base.txt'],
  [
    'a file below what is in its way',
    ['kubernetes/overlays/a.yaml'],
    'apps/orders',
    'apps/orders/kubernetes/overlays/a.yaml',
  ],
  ['a file outside of the app', ['common/base.txt:1'], 'apps/orders', 'common/base.txt'],
  ['a file that is called like an option', ['app.py'], 'a', 'a/app.py'],
  ['two files', ['requirements.txt:3', 'requirements/base.txt:1'], 'apps/orders', 'apps/orders'],
  ['a file and an option', ['requirements.txt:3', 'app'], '.', 'this app'],
])('problems with %s', (_, options, shown, subject) => {
  const problems = options.map((option) => ({ option, reason: '', fix: '' }));
  expect(planSubject(problems, shown, (path) => HERE.includes(path))).toBe(subject);
});
