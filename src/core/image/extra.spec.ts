import { resolved } from '../../../test/support/memory';
import { extraSources } from './extra';

const sources = (...runtime: string[]) => extraSources(resolved({ image: { extra: { runtime } } }));

test.each<[string, string[]]>([
  ['COPY corp-ca.crt /etc/ssl/', ['corp-ca.crt']],
  ['COPY --chmod=0644 --chown=0:0 ./certs/ keys/*.pem /etc/ssl/', ['certs', 'keys/*.pem']],
  ['ADD ["a b.txt", "/x"]', ['a b.txt']],
  ['ADD https://example.com/file.tar.gz data.tar /x/', ['data.tar']],
  ['COPY --from=builder /usr/lib/libpq.so.5 /usr/lib/', []],
  // Nothing more than the ignore file lets through anyway.
  ['COPY . /x', []],
  ['RUN cp corp-ca.crt /x', []],
])('%s needs %j of the directory', (line, expected) => {
  expect(sources(line)).toEqual(expected);
});

test('each is named once, whichever stages copy it', () => {
  const extra = { builder: ['COPY ca.crt /a'], runtime: ['COPY ca.crt /a', 'COPY b /b'] };
  expect(extraSources(resolved({ image: { extra } }))).toEqual(['b', 'ca.crt']);
});
