import fc from 'fast-check';

/** What a hostile value is made of: whatever means something to a builder, a shell, JSON or an ignore file. */
const PARTS = [
  ...['\n', '\r', '\r\n', '\t', ' ', '\\', '\\\\', '"', '\\"', "'", '`', '$', '$(id)', '${PATH}', '$PATH', '\\$'],
  ...['#', '# escape=`', '<<EOF', '<<-"EOF"', 'EOF', '\nRUN id', '\nUSER 0\n', '\\\nUSER 0', '\nCMD ["id"]', '&&', ';'],
  ...['|', '[', ']', '["', '"]', '{', '}', ',', '=', '==', ':', '@', '/', '//', '..', '../', './', '.', '-', '--', '!'],
  ...['!.env', '*', '**', '?', '%', '%s', '^', '~', '\0', '\u0085', '\u2028', '\u202e', '\ufeff', '\ud800', '\udc00'],
  ...['é', '🎉', 'a', 'B', '0', 'x=y', '"', ' ENV A=1', 'RUN ', 'COPY ', '--mount=type=secret', 'sha256:', ' \\', ' #'],
];

/** Values that try to break out of wherever they land. */
export const hostile = fc.oneof(
  { weight: 6, arbitrary: fc.array(fc.constantFrom(...PARTS), { maxLength: 8 }).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
);
