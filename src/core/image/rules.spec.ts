import type { Problem } from '../text/problems';
import { resolve } from '../resolve/resolve';

function problemsOf(image: object, others: object = {}): readonly Problem[] {
  const result = resolve({ image, ...others }, 'orders');
  return result.ok ? [] : result.problems;
}

const DIGEST = `sha256:${'a'.repeat(64)}`;

describe('refused, with the way out', () => {
  test.each<[string, object, string, RegExp, RegExp]>([
    ['a name that is none', { env: { 'A-B': '1' } }, 'image.env.A-B', /name of the wrong form/, /APP_REGION/],
    ['a number', { env: { A: 1 } }, 'image.env.A', /a number, not a text/, /text/],
    ['a list', { env: ['A=1'] }, 'image.env', /a list, not an object/, /text/],
    ['PATH', { env: { PATH: '/x' } }, 'image.env.PATH', /set by the image/, /remove/],
    ['PYTHONPATH', { env: { PYTHONPATH: '/x' } }, 'image.env.PYTHONPATH', /set by the image/, /remove/],
    ['values for no check', { checkEnv: { A: '1' } }, 'image.checkEnv', /which is off/, /image\.check/],
    [
      'a path for the check',
      { check: true, checkEnv: { PATH: '/x' } },
      'image.checkEnv.PATH',
      /set by the image/,
      /remove/,
    ],
    ['a password for it', { check: true, checkEnv: { DB: 'pg://a:b@c/d' } }, 'image.checkEnv.DB', /password/, /--env/],
    [
      'a source in a variable',
      { extra: { builder: ['COPY $CA /x'] } },
      'image.extra.builder[0]',
      /by a variable/,
      /path/,
    ],
    ['a token', { env: { GITHUB_TOKEN: 'x' } }, 'image.env.GITHUB_TOKEN', /secret \("token"\)/, /--env-file/],
    ['a key', { env: { APIKEY: 'x' } }, 'image.env.APIKEY', /secret/, /--env-file/],
    ['a password in a URL', { env: { DB: 'pg://a:b@c/d' } }, 'image.env.DB', /password in a URL/, /--env/],
    ['a label key', { labels: { Team: 'x' } }, 'image.labels.Team', /name of the wrong form/, /lower case/],
    ['a label of Docker', { labels: { 'com.docker.x': 'x' } }, 'image.labels.com.docker.x', /reserved/, /com.example/],
    [
      'a label that follows from the build',
      { labels: { 'org.opencontainers.image.revision': 'x' } },
      'image.labels.org.opencontainers.image.revision',
      /follows from the build/,
      /remove/,
    ],
    [
      'a mistyped label',
      { labels: { 'org.opencontainers.image.licence': 'MIT' } },
      'image.labels.org.opencontainers.image.licence',
      /not a label of the OCI/,
      /take one of these/,
    ],
    [
      'a URL that is none',
      { labels: { 'org.opencontainers.image.url': 'orders' } },
      'image.labels.org.opencontainers.image.url',
      /no URL/,
      /whole address/,
    ],
    ['a package twice', { aptPackages: { runtime: ['jq', 'jq=1'] } }, 'image.aptPackages.runtime', /jq more/, /keep/],
    ['a path outside', { files: ['../x'] }, 'image.files[0]', /wrong form/, /without `..`/],
    ['a hidden file of secrets', { files: ['a/.env'] }, 'image.files[0]', /\.env/, /mount it/],
    ['a name of dots', { files: ['a/..b'] }, 'image.files[0]', /wrong form/, /without `..`/],
    ['a key', { files: ['tls/server.key'] }, 'image.files[0]', /\*\.key/, /mount it/],
    ['a key in the source', { files: ['orders/.tls/id_rsa.old'] }, 'image.files[0]', /id_rsa/, /mount it/],
    ['an environment file', { files: ['.env.prod'] }, 'image.files[0]', /\.env/, /mount it/],
    ['the source', { files: ['orders/main.py'] }, 'image.files[0]', /orders is copied/, /remove/],
    ['a file of a directory', { files: ['a', 'a/b'] }, 'image.files[1]', /a is copied/, /remove/],
    ['a file twice', { files: ['a', 'a'] }, 'image.files[1]', /a is copied/, /remove/],
    ['FROM', { extra: { runtime: ['FROM x'] } }, 'image.extra.runtime[0]', /not for an extra line/, /image.base/],
    ['USER', { extra: { runtime: ['USER 0'] } }, 'image.extra.runtime[0]', /not for an extra line/, /RUN/],
    ['CMD', { extra: { builder: ['CMD ["x"]'] } }, 'image.extra.builder[0]', /not for an extra line/, /server/],
    ['ONBUILD', { extra: { builder: ['ONBUILD RUN x'] } }, 'image.extra.builder[0]', /not for/, /own/],
    ['lower case', { extra: { builder: ['run x'] } }, 'image.extra.builder[0]', /wrong form/, /capitals/],
    ['two lines', { extra: { builder: ['RUN x\nRUN y'] } }, 'image.extra.builder[0]', /wrong form/, /&&/],
    ['a continuation', { extra: { builder: ['RUN x \\'] } }, 'image.extra.builder[0]', /backslash/, /one line/],
    ['a here-document', { extra: { builder: ['RUN cat <<X'] } }, 'image.extra.builder[0]', /here-document/, /copy/],
    ['a secret by ENV', { extra: { runtime: ['ENV MY_TOKEN=1'] } }, 'image.extra.runtime[0]', /MY_TOKEN/, /--env-file/],
    ['a secret by ARG', { extra: { runtime: ['ARG MY_TOKEN'] } }, 'image.extra.runtime[0]', /MY_TOKEN/, /--env-file/],
    ['PATH by ENV', { extra: { runtime: ['ENV PATH=/x'] } }, 'image.extra.runtime[0]', /PATH is set/, /remove/],
    [
      'two assignments',
      { extra: { runtime: ['ENV A=1 B=2'] } },
      'image.extra.runtime[0]',
      /not a single/,
      /one per line/,
    ],
    ['an old form of ENV', { extra: { runtime: ['ENV A 1'] } }, 'image.extra.runtime[0]', /not a single/, /NAME=value/],
    ['two digests', { base: `python@${DIGEST}`, digest: DIGEST }, 'image.digest', /already/, /remove/],
    ['a digest that is none', { digest: 'sha256:abc' }, 'image.digest', /wrong form/, /copy the digest/],
    ['a builder without a tag', { builderBase: 'python' }, 'image.builderBase', /no tag/, /digest/],
    ['an unknown variant', { variant: 'alpine' }, 'image.variant', /none of the allowed/, /base/],
    [
      'packages where there is no apt',
      { variant: 'dhi', aptPackages: { runtime: ['jq'] } },
      'image.aptPackages.runtime',
      /neither a shell/,
      /COPY --from=builder/,
    ],
    [
      'commands where there is no shell',
      { variant: 'dhi', extra: { runtime: ['COPY a /b', 'RUN true'] } },
      'image.extra.runtime[1]',
      /neither a shell/,
      /builder/,
    ],
  ])('%s', (_, image, option, reason, fix) => {
    const problems = problemsOf(image);
    expect(problems.map((problem) => problem.option)).toEqual([option]);
    expect(problems[0]?.reason).toMatch(reason);
    expect(problems[0]?.fix).toMatch(fix);
  });

  test('a password is not repeated in the message about it', () => {
    expect(JSON.stringify(problemsOf({ env: { DB: 'pg://a:hunter2@c/d' } }))).not.toContain('hunter2');
  });

  test('a variable that the server gets from the image', () => {
    const image = { env: { GUNICORN_CMD_ARGS: '-w 9' } };
    expect(problemsOf(image)).toEqual([]);
    expect(problemsOf(image, { server: 'gunicorn' })).toMatchObject([{ option: 'image.env.GUNICORN_CMD_ARGS' }]);
  });

  test('all problems of one option at once', () => {
    const image = { env: { A_KEY: 'x', PATH: 'y' }, labels: { 'io.docker.x': 'z' }, files: ['a.key'] };
    expect(problemsOf(image).map(({ option }) => option)).toEqual([
      'image.env.A_KEY',
      'image.env.PATH',
      'image.labels.io.docker.x',
      'image.files[0]',
    ]);
  });
});

describe('variants', () => {
  test('distroless has one Python, unless the base image is the user’s', () => {
    const variant = 'distroless';
    expect(problemsOf({ variant })).toEqual([]);
    const [problem] = problemsOf({ variant }, { python: '3.12' });
    expect(problem).toMatchObject({ option: 'image.variant', reason: 'has no Python 3.12' });
    const image = { variant, base: 'example.com/python:3.12', builderBase: 'python:3.12-slim' };
    expect(problemsOf(image, { python: '3.12' })).toEqual([]);
  });

  test('chainguard needs digests, or versions of its images', () => {
    const variant = 'chainguard';
    const problems = problemsOf({ variant }).map(({ option }) => option);
    expect(problems).toEqual(['image.base', 'image.builderBase']);
    expect(problemsOf({ variant, digest: DIGEST, builderBase: `cgr.dev/chainguard/python@${DIGEST}` })).toEqual([]);
    const own = { base: 'cgr.dev/acme/python:3.13', builderBase: 'cgr.dev/acme/python:3.13-dev' };
    expect(problemsOf({ variant, ...own })).toEqual([]);
    const refused = problemsOf({ variant, ...own, strip: true, aptPackages: { builder: ['gcc'] } });
    expect(refused.map(({ option }) => option)).toEqual(['image.aptPackages.builder', 'image.strip']);
  });

  test('the digest is that of both stages where they have one base image', () => {
    const slim = resolve({ image: { digest: DIGEST } }, 'orders');
    const dhi = resolve({ image: { digest: DIGEST, variant: 'dhi' } }, 'orders');
    if (!slim.ok || !dhi.ok) throw new Error('no problem expected');
    expect(slim.value.image.builderBase).toBe(`python:3.13-slim@${DIGEST}`);
    expect(dhi.value.image.builderBase).toBe('dhi.io/python:3.13-dev');
  });
});

describe('accepted', () => {
  test.each<[string, object]>([
    ['texts with every sign', { env: { A: '"$x" \\ `id` #<<EOF {}', EMPTY: '' } }],
    ['a public thing with a key in its name', { env: { KEYBOARD: 'us', TOKENIZER: 'x', MONKEY: '1' } }],
    ['a port in a URL', { env: { DB: 'pg://host:5432/d' } }],
    ['an OCI label', { labels: { 'org.opencontainers.image.licenses': 'MIT' } }],
    ['lines with commas, dollars, comments', { extra: { builder: ['RUN a, "$B" # c', 'ENV A="b \\" c"', 'ARG D'] } }],
    [
      'what the ignore file keeps out of the source',
      { files: ['orders/.well-known', 'orders/public.pem', 'defaults.env'] },
    ],
    ['what it keeps out of a directory', { files: ['a', 'a/.b'] }],
    ['files of files', { files: ['a/b.txt', 'a/c', 'ab'] }],
    ['latest with a digest', { base: 'python:latest', digest: DIGEST }],
  ])('%s', (_, image) => {
    expect(problemsOf(image)).toEqual([]);
  });
});
