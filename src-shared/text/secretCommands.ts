// Passwords in command lines.

// Passwords that are an argument of a known program, before anything that ends its command. Other programs use the same letters for other
// options: `-p` is often a port.
const GAP = '[ \\t"\',\\\\]{1,8}';
const WORD = '[^\\s"\',\\\\;|&-][^\\s"\',\\\\;|&]{0,200}';
const OPTIONS = `(?:${GAP}(?!(?:and|or|with|without|has|is|uses|using)\\b)${WORD})?(?:${GAP}-[^\\s"',\\\\;|&]{1,200}(?:${GAP}${WORD})?){0,12}?`;
// Any arguments, for programs whose options may follow their files.
const ARGUMENTS = `(?:${GAP}[^\\s"',\\\\;|&]{1,200}){0,12}?`;
// A quoted argument ends with its quote. Names of variables are not secret.
const ARGUMENT = `(?![-$<{*%])(?:(?<=")[^"\\\\\\r\\n]{3,200}|(?<=')[^'\\\\\\r\\n]{3,200}|(?<!["'])[^\\s"',\\\\;|&\`]{3,200})`;
const QUOTES = '[\\\\"\']{0,2}';

// The program, the options before the password, and the option of the password up to the password.
const COMMANDS: readonly (readonly [program: string, options: string, password: string])[] = [
  ['mysql(?:dump|admin|import|show|check|slap|sh)?|mariadb(?:-\\w{1,20})?', OPTIONS, `-p${QUOTES}`],
  ['redis-cli', OPTIONS, `(?:-a|--pass)${GAP}`],
  ['mongo(?:sh|dump|restore|import|export)?', OPTIONS, `-p${GAP}`],
  [`(?:docker|podman|helm${GAP}registry|az|oc)${GAP}login`, OPTIONS, `-p${GAP}`],
  // `sshpass -e ssh -p 22` sets a port.
  ['sshpass', `(?:${GAP}-(?:v|P${GAP}${WORD})){0,2}`, `-p(?:${GAP}|${QUOTES})`],
  ['curl', OPTIONS, `-u(?:${GAP}|${QUOTES})[^\\s:"'/\\\\]{1,80}:`],
  // A command of one letter before the options: `7z a -pPASSWORD`. `-pruned` and other words are not passwords.
  ['7z[arz]?|(?:un)?rar', ARGUMENTS, `-p${QUOTES}(?=[^\\s"',\\\\]{0,80}\\d)`],
  ['unzip|zip(?:cloak)?|sqlcmd|bcp|ipmitool', ARGUMENTS, `-P(?:${GAP}|${QUOTES})`],
  ['ldap(?:search|modify|add|delete|passwd|whoami|compare)', OPTIONS, `-w${GAP}`],
  [`openssl(?:${GAP}[a-z][\\w-]{0,20})?`, OPTIONS, `(?:-pass(?:in|out)?${GAP}pass:|-k${GAP})`],
  ['ssh-keygen', OPTIONS, `-[NP]${GAP}`],
  ['htpasswd', OPTIONS, `(?:-\\w{0,3}n\\w{0,3}|-\\w{0,4}b\\w{0,4}${GAP}${WORD})${GAP}${WORD}${GAP}`],
  ['smbclient|rpcclient|winexe|smbmap|net', OPTIONS, `(?:-U|--user)(?:=|${GAP}|${QUOTES})[^\\s%"',\\\\]{1,80}%`],
  ['https?|xh', OPTIONS, `-a${GAP}[^\\s:"'/\\\\]{1,80}:`],
  ['lftp', OPTIONS, `-u${GAP}[^\\s,"'/\\\\]{1,80},`],
  ['cqlsh|rdesktop|psexec|ncftp(?:put|get)?|tsql', OPTIONS, `-[pP]${GAP}`],
  ['snmp[a-z]{2,12}', OPTIONS, `-[AX]${GAP}`],
  ['xfreerdp|cmdkey', `(?:${GAP}/${WORD}){0,12}?`, `/p(?:ass)?:`],
  ['kubeadm', ARGUMENTS, `--token${GAP}`],
  ['plink|pscp|psftp|putty', ARGUMENTS, `-pw${GAP}`],
  [`gh${GAP}secret${GAP}set`, OPTIONS, `-b${GAP}`],
  ['sqlplus|rman|expdp|impdp', `(?:${GAP}-[A-Za-z]{1,8}){0,4}`, `${QUOTES}\\w{1,60}/`],
];

/** The forms of passwords that are an argument of a known program. */
export const inCommands = (): string[] =>
  COMMANDS.map(
    ([program, options, password], i) =>
      `(?<![\\w.-])(?:${program})(?=${GAP})${options}${GAP}${password}(?<argument${i}>${ARGUMENT})`,
  );

/** A quick test that rejects most texts: the programs. */
export const COMMAND_HINT = new RegExp(
  `(?<![\\w.-])(?:${COMMANDS.map(([program]) => program).join('|')})[ \\t"',\\\\]`,
);
