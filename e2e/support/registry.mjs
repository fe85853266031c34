// A package registry that knows the given tarballs of packages of this repository, and sends the client elsewhere for all others.
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

const fileOf = ({ name, version }) => `${name}-${version}.tgz`;

function packument(name, url) {
  const own = packages.filter(({ manifest }) => manifest.name === name);
  const versions = own.map(({ bytes, manifest }) => [
    manifest.version,
    {
      ...manifest,
      dist: {
        tarball: `${url}/${fileOf(manifest)}`,
        integrity: `sha512-${createHash('sha512').update(bytes).digest('base64')}`,
        shasum: createHash('sha1').update(bytes).digest('hex'),
      },
    },
  ]);
  const latest = versions.at(-1)?.[0];
  // Some package managers take nothing that is younger than some days.
  const time = Object.fromEntries(versions.map(([version]) => [version, '2020-01-01T00:00:00.000Z']));
  return { name, 'dist-tags': { latest }, versions: Object.fromEntries(versions), time };
}

const server = createServer((request, response) => {
  const path = decodeURIComponent((request.url ?? '').split('?')[0]);
  const url = `http://${request.headers.host}`;
  const tarball = packages.find(({ manifest }) => path === `/${fileOf(manifest)}`);
  const [, name, version] = path.split('/');
  if (tarball) response.end(tarball.bytes);
  else if (packages.some(({ manifest }) => manifest.name === name)) {
    const all = packument(name, url);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(version ? all.versions[all['dist-tags'][version] ?? version] : all));
  } else response.writeHead(302, { location: `${upstream}${request.url}` }).end();
});

server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
