import { addressProblem } from './addresses';

test.each([
  ...['10.0.0.1', '10.0.0.0/8', '0.0.0.0/0', '255.255.255.255/32', '192.168.4.0/22', '10.128.0.0/9'],
  ...['::', '::1', 'fd00::/8', '2001:db8:0:0:0:0:0:1', '2001:db8::1/128', '::ffff:10.0.0.1', '2001:DB8::/32', '::/0'],
  ...['1:2:3:4:5:6:7::', 'fe80::/10'],
])('%s is an address or a network', (text) => {
  expect(addressProblem(text)).toBeUndefined();
});

test.each<[string, RegExp]>([
  ['10.0.0.0/99', /0 to 32/],
  ['999.1.1.1', /not an address/],
  ['10.0.0', /not an address/],
  ['10.0.0.01', /not an address/],
  ['10.0.0.0/08', /0 to 32/],
  ['10.0.0.0/', /0 to 32/],
  ['10.0.0.0/8/8', /not an address/],
  ['10.0.0.1/8', /behind the first 8/],
  ['10.192.0.0/9', /behind the first 9/],
  ['::1/129', /0 to 128/],
  ['fd00::1/8', /behind the first 8/],
  ['1::2::3', /not an address/],
  [':::', /not an address/],
  [':1:2:3:4:5:6:7', /not an address/],
  ['1:2:3:4:5:6:7:8:9', /not an address/],
  ['1:2:3:4:5:6:7', /not an address/],
  ['12345::', /not an address/],
  ['10.0.0.1::', /not an address/],
  ['::10.0.0.256', /not an address/],
  ['proxy.local', /not an address/],
  ['', /not an address/],
])('%s is none', (text, problem) => {
  expect(addressProblem(text)).toMatch(problem);
});
