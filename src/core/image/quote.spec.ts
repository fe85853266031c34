import { execForm, folded } from './quote';

test('a command that is no longer than a line stays on it', () => {
  expect(execForm(['uvicorn', 'orders.main:app'], 'CMD ')).toBe('["uvicorn", "orders.main:app"]');
  expect(folded('pip install a')).toBe('pip install a');
});

test('a longer one goes on below, and a flag stays with its value', () => {
  const argv = ['uvicorn', ...Array.from({ length: 12 }, (_, index) => [`--a-flag-${String(index)}`, 'value']).flat()];
  const text = execForm(argv, 'CMD ');
  expect(text.split('\n').every((line) => line.length <= 120)).toBe(true);
  expect(text.split('\n').slice(1)).toEqual(text.match(/^ {4}"--.*$/gm));
  expect(JSON.parse(text.replaceAll('\\\n', ''))).toEqual(argv);
});

test('folding changes no word of a command', () => {
  const command = Array.from({ length: 60 }, (_, index) => `word-${String(index)}`).join(' ');
  expect(folded(command).replace(/ \\\n */g, ' ')).toBe(command);
});
