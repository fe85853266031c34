// Markdown that is written by scripts.

export function table(head, lines) {
  const cells = (line) => `| ${line.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [cells(head), cells(head.map(() => '---')), ...lines.map(cells)].join('\n');
}

/** Puts content between two markers of a text. */
export function replaceBetween(text, name, content) {
  const [start, end] = [`<!-- ${name}: derived -->`, `<!-- /${name} -->`];
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`there is no place for the derived part "${name}"`);
  return `${text.slice(0, from + start.length)}\n\n${content}\n\n${text.slice(to)}`;
}

/** Fills all derived parts of a document. */
export function fill(document, parts) {
  return Object.entries(parts).reduce((text, [name, content]) => replaceBetween(text, name, content), document);
}
