// The tables of docs/servers.md, made from the server definitions of the compiled core.
import { createRequire } from 'node:module';
import { table } from './markdown.mjs';

const require = createRequire(import.meta.url);

function serverTable(servers) {
  return table(
    ['Server', 'When to choose it', 'An application that cannot start', 'A worker that is killed', 'Second thoughts'],
    servers.map(({ title, choose, failedStart, killedWorker, caution }) => [
      title,
      choose,
      failedStart,
      killedWorker,
      caution ?? '',
    ]),
  );
}

function supportCell(support) {
  if (support.kind === 'lacks') return '–';
  if (support.kind === 'only') return `always \`${support.value}\``;
  return support.flag.startsWith('-') ? `\`${support.flag}\`` : support.flag;
}

function optionTable(servers) {
  const rows = Object.keys(servers[0].options).map((option) => [
    option === 'factory' ? '`app` with a factory' : `\`${option}\``,
    ...servers.map(({ options }) => supportCell(options[option])),
  ]);
  return table(['Option', ...servers.map(({ title }) => title)], rows);
}

function lackList(servers) {
  return servers
    .map(({ title, options }) => {
      const lacking = Object.entries(options).filter(([, { kind }]) => kind !== 'flag');
      const lines = lacking.map(([option, { reason, instead }]) => `- \`${option}\`: ${reason}. Way out: ${instead}.`);
      return lines.length === 0 ? `**${title}** has every option.` : `**${title}**\n\n${lines.join('\n')}`;
    })
    .join('\n\n');
}

export function serverTables() {
  const { SERVERS } = require('../../dist/core/servers/index.js');
  return { servers: serverTable(SERVERS), 'options by server': optionTable(SERVERS), lacks: lackList(SERVERS) };
}
