import { judge, type FloorVerdict } from './specifiers';

test.each<[string, FloorVerdict]>([
  ['', 'above'],
  ['==0.162.0', 'above'],
  ['==0.162', 'above'],
  ['===0.162.0', 'above'],
  ['==0.162.0.post1', 'above'],
  ['==0.162.0+local', 'above'],
  ['==0.162.*', 'above'],
  ['~=0.162.0', 'above'],
  ['>=0.170,<1', 'above'],
  ['>=0.100,>=0.170', 'above'],
  ['==1!0.1', 'above'],
  ['<1', 'above'],
  ['!=0.163.0', 'above'],
  ['>0.162.0', 'above'],
  ['>=0.100', 'open'],
  ['>=0.162.0rc1', 'open'],
  ['~=0.100', 'open'],
  ['==0.*', 'open'],
  ['>0.162.0rc1', 'open'],
  ['==0.162.0rc1', 'below'],
  ['==0.162.0.dev3', 'below'],
  ['===0.161', 'below'],
  ['~=0.161.0', 'below'],
  ['==0.161.*', 'below'],
  ['<0.162.0', 'below'],
  ['<=0.161.9', 'below'],
  ['>=0.100,<0.150', 'below'],
  ['==banana', 'below'],
])('"%s" is %s the floor 0.162.0', (specifier, verdict) => {
  expect(judge(specifier, '0.162.0')).toBe(verdict);
});

test('an epoch of the floor counts', () => {
  expect(judge('==9.0', '1!0.1')).toBe('below');
  expect(judge('==1!0.1', '1!0.1')).toBe('above');
});
