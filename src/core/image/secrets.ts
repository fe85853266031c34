/** Words by which BuildKit's check SecretsUsedInArgOrEnv, and people, know the name of a secret. */
const SECRET_WORDS = [
  'apikey',
  'auth',
  'credential',
  'credentials',
  'key',
  'passphrase',
  'passwd',
  'password',
  'pword',
  'secret',
  'secrets',
  'token',
];

/** The word that makes a variable's name look like that of a secret. */
export function secretWord(name: string): string | undefined {
  return name
    .toLowerCase()
    .split('_')
    .find((word) => SECRET_WORDS.includes(word));
}

/** By what a variable looks like a secret, in words; undefined where it does not. */
export function secretSign(name: string, value: string): string | undefined {
  const word = secretWord(name);
  if (word !== undefined) return `looks like a secret ("${word}")`;
  return hasPassword(value) ? 'holds a password in a URL' : undefined;
}

/** Whether a text is a URL with a password in it. */
export function hasPassword(value: string): boolean {
  return /[a-z][a-z0-9+.-]*:\/\/[^/?#\s]*:[^/?#\s]*@/i.test(value);
}
