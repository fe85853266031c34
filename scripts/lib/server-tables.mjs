// The parts of docs/servers.md that are made from the server definitions of the compiled core.
import { createRequire } from 'node:module';
import { table } from './markdown.mjs';

const require = createRequire(import.meta.url);

/** A list for each server: as a table it would be wider than any page. */
function serverList(servers) {
  return servers
    .map(({ title, choose, failedStart, killedWorker, caution }) =>
      [
        `**${title}**: ${choose}.`,
        '',
        `- An application that cannot start: ${failedStart}.`,
        `- A worker that is killed: ${killedWorker}.`,
        ...(caution === undefined ? [] : [`- Second thoughts: ${caution}.`]),
      ].join('\n'),
    )
    .join('\n\n');
}

function supportCell(support) {
  if (support.kind === 'lacks') return '–';
  if (support.kind === 'only') return `always \`${support.value}\``;
  return support.flag.startsWith('-') ? `\`${support.flag}\`` : support.flag;
}

/** Servers beside each other in one table: as many as a page has room for. */
const BESIDE = 3;

function optionTables(servers, names = Object.keys(servers[0].options)) {
  const some = servers.slice(0, BESIDE);
  const rows = names.map((option) => [
    option === 'factory' ? '`app` with a factory' : `\`${option}\``,
    ...some.map(({ options }) => supportCell(options[option])),
  ]);
  const first = table(['Option', ...some.map(({ title }) => title)], rows);
  const others = servers.slice(BESIDE);
  return others.length === 0 ? first : `${first}\n\n${optionTables(others, names)}`;
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
  return { servers: serverList(SERVERS), 'options by server': optionTables(SERVERS), lacks: lackList(SERVERS) };
}
