// A package index that lets nobody in without a password: it has the wheels in a directory, and sends those who ask for
// any other package on to PyPI, as a company's mirror does. `node index-server.mjs <password> <directory>` prints its port,
// then the name of each package that is asked for, and `refused` for each request without the password.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';

const [password, directory] = process.argv.slice(2);
const credentials = `Basic ${Buffer.from(`builder:${password}`).toString('base64')}`;

function page(wheels) {
  const links = wheels.map((file) => {
    const hash = createHash('sha256')
      .update(readFileSync(join(directory, file)))
      .digest('hex');
    return `<a href="/files/${file}#sha256=${hash}">${file}</a>`;
  });
  return `<!DOCTYPE html><html><body>${links.join('\n')}</body></html>`;
}

const server = createServer(({ url, headers }, response) => {
  if (headers.authorization !== credentials) {
    console.log('refused');
    response.writeHead(401, { 'www-authenticate': 'Basic realm="packages"' }).end();
    return;
  }
  const [, kind, name] = /^\/(simple|files)\/([^/]+)/.exec(url) ?? [];
  if (kind === 'files') {
    response.writeHead(200, { 'content-type': 'application/zip' }).end(readFileSync(join(directory, name)));
    return;
  }
  console.log(`asked ${name}`);
  const wheels = readdirSync(directory).filter((file) => file.startsWith(`${name.replaceAll('-', '_')}-`));
  if (wheels.length > 0) response.writeHead(200, { 'content-type': 'text/html' }).end(page(wheels));
  else response.writeHead(302, { location: `https://pypi.org/simple/${name}/` }).end();
});

server.listen(0, '127.0.0.1', () => console.log(`port ${server.address().port}`));
