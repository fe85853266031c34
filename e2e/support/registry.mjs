// A package registry that knows the given tarballs of this package, and sends the client elsewhere for all others.
// Usage: node registry.mjs <tarball...>; prints its URL.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const upstream = execFileSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8' }).trim().replace(/\/$/, '');

const packages = process.argv.slice(2).map((path) => {
  const manifest = execFileSync('tar', ['--extract', '--to-stdout', '--file', path, 'package/package.json']);
  return { bytes: readFileSync(path), manifest: JSON.parse(manifest) };
});

function packument(url) {
  const versions = packages.map(({ bytes, manifest }) => [
    manifest.version,
    {
      ...manifest,
      dist: {
        tarball: `${url}/${manifest.version}.tgz`,
        integrity: `sha512-${createHash('sha512').update(bytes).digest('base64')}`,
        shasum: createHash('sha1').update(bytes).digest('hex'),
      },
    },
  ]);
  const latest = versions.at(-1)?.[0];
  return { name: 'fastapi-container', 'dist-tags': { latest }, versions: Object.fromEntries(versions) };
}

const server = createServer((request, response) => {
  const path = decodeURIComponent((request.url ?? '').split('?')[0]);
  const url = `http://${request.headers.host}`;
  const tarball = packages.find(({ manifest }) => path === `/${manifest.version}.tgz`);
  if (tarball) response.end(tarball.bytes);
  else if (/^\/fastapi-container(\/.*)?$/.test(path)) {
    const all = packument(url);
    const version = path.split('/')[2];
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(version ? all.versions[all['dist-tags'][version] ?? version] : all));
  } else response.writeHead(302, { location: `${upstream}${request.url}` }).end();
});

server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
