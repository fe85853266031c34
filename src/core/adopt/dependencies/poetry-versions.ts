/** Turns a version as poetry and pipenv write it into one of PEP 440. Of several ranges the last one counts. */
export function pep440(written: string): string {
  const version = written.split('||').at(-1)?.trim() ?? '';
  if (version === '*' || version === '') return '';
  return version
    .split(',')
    .map((clause) => {
      const [, operator = '', release = ''] = /^\s*(\^|~(?!=))?\s*(.*?)\s*$/.exec(clause) ?? [];
      if (operator === '') return /^\d/.test(release) ? `==${release}` : release;
      const parts = release.split('.').map((part) => Number(part.replace(/\D.*$/, '')));
      const firstKept = parts.findIndex((part) => part > 0);
      const raised = operator === '~' ? Math.min(1, parts.length - 1) : firstKept < 0 ? parts.length - 1 : firstKept;
      const upper = [...parts.slice(0, raised), (parts[raised] ?? 0) + 1];
      return `>=${release},<${upper.join('.')}`;
    })
    .join(',');
}

/** The marker of the Pythons that poetry is told with `python = "<3.11"`; undefined where all will do. */
export function pythonMarker(versions: string): string | undefined {
  // `||` is poetry's word for either.
  const either = versions.split('||').map((part) =>
    pep440(part.trim())
      .split(',')
      .flatMap((clause) => {
        const [, operator = '', version = ''] = /^(==|!=|<=|>=|<|>|~=)\s*(\d[\w.*]*)$/.exec(clause.trim()) ?? [];
        const name =
          version.split('.').length > 2 && !version.endsWith('.*') ? 'python_full_version' : 'python_version';
        return operator === '' ? [] : [`${name} ${operator} '${version.replace(/\.\*$/, '')}'`];
      })
      .join(' and '),
  );
  if (either.some((part) => part === '')) return undefined;
  return either.length === 1 ? either[0] : either.map((part) => `(${part})`).join(' or ');
}
