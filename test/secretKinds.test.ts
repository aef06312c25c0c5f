// Kinds of keys, languages in which a key is assigned, and characters that hide a key: each text contains a secret that must not be shown.
import { describe, expect, test } from 'vitest';
import { markSecrets, secretsOf } from '../src-shared/artifacts/secrets/secrets';
import { type JsonNode, parseJson } from '../src-shared/text/jsonText';
import { secretSpans, withoutSecretForms } from '../src-shared/text/secretText';

const secretsIn = (text: string): string[] =>
  secretsOf(markSecrets(parseJson(text).value as JsonNode)).map(s => s.text);

// Made-up secrets; concatenated where they have a known form, so that scanners do not report them.
const PART = 'Zq7TrbWk9xLma8';
const LONG = PART.repeat(4);
const HEX32 = '9f8e7d6c5b4a32109f8e7d6c5b4a3210';
const FERNET = 'cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=';
const KEY = `sk${'-'}proj-${PART}${PART}`;

/** The text to search and the part of it that must be hidden. */
const KINDS: Readonly<Record<string, readonly [text: string, part: string]>> = {
  'secret_id of Vault': ['VAULT_SECRET_ID=1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed', '1b9d6bcd'],
  'secret_id in code': [`secret_id = "${PART}"`, PART],
  'key of Fernet': [`Fernet("${FERNET}")`, FERNET],
  'key of Fernet as bytes': [`Fernet(key=b'${FERNET}')`, FERNET],
  'key of Fernet by name': [`fernet = "${FERNET}"`, FERNET],
  'token of Fernet': [`gAAAAA${'BhZ0000'}${LONG}${PART}==`, PART],
  'key of Twilio': [`SK${HEX32}`, HEX32],
  'account of Twilio with its token': [`Client("AC${HEX32}", "${HEX32.replace('9f', 'a1')}")`, 'a18e7d'],
  'token of Dropbox': [`sl${'.'}B${LONG}`, PART],
  'short-lived token of Dropbox': [`sl${'.u.'}AF${LONG}`, PART],
  'key of Azure storage': [`AccountName=a;Account${'Key='}${LONG}==;EndpointSuffix=x`, PART],
  'key of Azure storage in quotes': [`Account${'Key'} = "${LONG}=="`, PART],
  'JSON web token': [`ey${'J'}hbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.${PART}`, PART],
  'JSON web token with blanks': [`ey${'A'}iYWxnIjogIkhTMjU2IiB9.eyJzdWIiOiIxIn0.${PART}`, PART],
  'JSON web token with lines': [`ew${'o'}gICJhbGciOiAiSFMyNTYiCn0.eyJzdWIiOiIxIn0.${PART}`, PART],
  'detached JSON web token': [`ey${'J'}hbGciOiJIUzI1NiJ9..${PART}`, PART],
  'encrypted JSON web token': [`ey${'J'}hbGciOiJkaXIifQ..48V1_ALb6US04U3b.5eym8TW_c8SuK0lt.${PART}`, PART],
  'JSON web token in base64': [`ZXl${'K'}oYkdjaU9pSklVekkxTmlKOS5leUp6ZFdJaU9pSXhJbjAuYWJj`, 'oYkdjaU9p'],
  'signature of Azure storage at the beginning': [`si${'g'}=${LONG.slice(0, 40)}%2Bx%3D&sv=2022-11-02`, PART],
  'signature of Azure storage alone': [`si${'g'}=${LONG.slice(0, 43)}=`, PART],
  'token of Azure DevOps': [`pa${'t'}=${'k3q7zr2mxwbv5'.repeat(4)}`, 'k3q7zr2mxwbv5'],
  'token of Dynatrace': [`dt0c0${'1'}.${'ST2EY72KQINMH574WMNVI7YN'}.${PART}${LONG}`, PART],
  'key of EasyPost': [`EZA${'K'}${LONG.slice(0, 54)}`, PART],
  'test key of EasyPost': [`EZT${'K'}${LONG.toLowerCase().slice(0, 54)}`, PART.toLowerCase()],
  'token of VK': [`vk1${'.a.'}${LONG}_${LONG}`, PART],
  'private key of RSA': [`MII${'E'}pAIBAAKCAQEAw${PART}`, PART],
  'private key of PKCS #8': [`MII${'E'}vQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7${PART}`, PART],
  'encrypted private key': [`MII${'F'}HDBOBgkqhkiG9w0BBQ0wQTApBgkqhkiG9w0BBQwwHAQI${PART}`, PART],
  'private key of an elliptic curve': [`MHc${'C'}AQEEII${LONG}oAoGCCqGSM49`, PART],
  'private key of an elliptic curve in PKCS #8': [`MIG${'H'}AgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg${PART}`, PART],
  'private key of Ed25519': [`MC4${'C'}AQAwBQYDK2VwBCIEIJ${LONG}`, PART],
  'private key of OpenSSH': [`b3Bl${'b'}nNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQ${PART}`, PART],
  'lines of a private key': [`MII${'E'}pAIBAAKCAQEAwAAA\nAAAA${LONG}\n${LONG}==`, PART],
  'private key in small letters': [`-----begin private ${'key'}-----\n${PART}\n-----end private key-----`, PART],
  'private key of SSH2': [`---- BEGIN SSH2 ENCRYPTED PRIVATE ${'KEY'} ----\n${PART}`, PART],
  'private key in base64': [`LS0tLS1CRUdJT${'i'}BSU0EgUFJJVkFURSBLRVktLS0tLQpNSUlFYWJj`, 'UFJJVkFURSBLRVk'],
};

describe.each(Object.entries(KINDS))('%s', (_, [text, part]) => {
  test('is hidden alone, in a text and in an artifact', () => {
    expect(text).toContain(part);
    for (const whole of [text, `before ${text}`, `("${text.replaceAll('"', "'")}")`])
      expect(withoutSecretForms(whole), whole).not.toContain(part);
    expect(secretsIn(JSON.stringify({ notes: ['x', text] }))).toEqual([text]);
  });
});

// A weak password, which only its name identifies.
const ASSIGNED: Readonly<Record<string, readonly string[]>> = {
  TypeScript: [
    "const apiKey: string = 'hunter2'",
    'private readonly apiKey: string = "hunter2";',
    "let password: string | undefined = 'hunter2';",
    'const apiKey = `hunter2`;',
    "const apiKey = process.env.API_KEY || 'hunter2'",
    'const key = apiKey ?? "hunter2"',
    "apiKey ||= 'hunter2'",
    'if (password === "hunter2") {',
  ],
  Python: [
    'api_key: str = "hunter2"',
    'password: Optional[str] = "hunter2"',
    'API_KEY: Final[str] = "hunter2"',
    "password = b'hunter2'",
    'api_key = r"hunter2"',
    'password = """hunter2"""',
    "password = '''hunter2 x'''",
    'password = ("hunter2")',
    'password = SecretStr("hunter2")',
    'os.getenv("API_KEY", "hunter2")',
    "os.environ.get('DB_PASSWORD', 'hunter2')",
    'if password != "hunter2":',
    'password += "hunter2"',
  ],
  Rust: [
    'let api_key: &str = "hunter2";',
    `const API_KEY: &'static str = "hunter2";`,
    'let api_key = String::from("hunter2");',
    'let password = r#"hunter2"#;',
  ],
  'Kotlin, Swift, Scala and Java': [
    'val apiKey: String = "hunter2"',
    'let apiKey: String? = "hunter2"',
    'val password: Option[String] = Some("hunter2")',
    'String apiKey = "hunter2";',
    'java -DapiKey=hunter2 -jar x.jar',
    'java -Dapi.key="hunter2" -jar x.jar',
    '["java", "-DapiKey=hunter2"]',
  ],
  'PHP and Ruby': [
    '"api_key" => "hunter2"',
    "'api_key' => 'hunter2',",
    ':api_key => "hunter2"',
    'api_key: "hunter2"',
    '$api_key = "hunter2";',
    "define('DB_PASSWORD', 'hunter2');",
    "env('DB_PASSWORD', 'hunter2')",
  ],
  'Go and C': [
    'api_key := "hunter2"',
    'apiKey := `hunter2`',
    'var apiKey string = "hunter2"',
    'APIKey:   "hunter2",',
    'char password[64] = "hunter2";',
    'char api_key[] = "hunter2";',
    '#define API_KEY "hunter2"',
    'password = @"hunter2";',
  ],
  R: ['api_key <- "hunter2"'],
  YAML: [
    'api_key: hunter2',
    "api_key: 'hunter2'",
    'api_key: !!str hunter2',
    'api_key: &key hunter2',
    '- api_key: hunter2',
    '{api_key: hunter2, b: 1}',
    'api_keys:\n  - hunter2\n  - "hunter2x"\n',
  ],
  TOML: [
    'api_key = "hunter2"',
    "db.password = 'hunter2'",
    'api_key = """\nhunter2"""',
    'db = { password = "hunter2" }',
  ],
  shell: [
    'export API_KEY=hunter2',
    "export API_KEY=$'hunter2'",
    'setenv API_KEY hunter2',
    'ENV API_KEY hunter2',
    'API_KEY ?= hunter2',
    'x=${API_KEY:-hunter2}',
  ],
  PowerShell: [
    '$env:API_KEY = "hunter2"',
    "$Env:API_KEY='hunter2'",
    '${env:API_KEY} = "hunter2"',
    '[Environment]::SetEnvironmentVariable("API_KEY", "hunter2", "User")',
    '$password = ConvertTo-SecureString "hunter2" -AsPlainText -Force',
    'Connect-Api -ApiKey "hunter2"',
  ],
  'JSON in a string': ['{\\"api_key\\": \\"hunter2\\"}', '{\\u0022api_key\\u0022:\\u0022hunter2\\u0022}'],
  'HTML and XML': ['{&quot;api_key&quot;:&quot;hunter2&quot;}', '<password><![CDATA[hunter2]]></password>'],
};

test.each(Object.entries(ASSIGNED).flatMap(([language, texts]) => texts.map(text => ({ language, text }))))(
  'a value in $language is hidden: $text',
  ({ text }) => {
    const shown = withoutSecretForms(text);
    expect(shown).not.toContain('hunter2');
    expect(shown).toContain('(hidden)');
  },
);

test('a comparison, a default and an assignment of R have a secret only in quotes', () => {
  for (const sign of ['==', '!=', '===', '??', '||', '<-', '+='])
    expect(withoutSecretForms(`password ${sign} other_word2`)).toBe(`password ${sign} other_word2`);
});

// Without a width, or like another character of ASCII.
const HIDING: readonly string[] = [
  ...[
    '\u200b',
    '\u200d',
    '\ufeff',
    '\u00ad',
    '\u2060',
    '\u202e',
    '\ufe0f',
    '\u{e0041}',
    '\u0000',
    '\u001b[31m',
    '\u180e',
  ],
  '\\u200b',
];

describe.each(HIDING.map(hiding => [JSON.stringify(hiding), hiding] as const))('%s', (_, hiding) => {
  const inside = (text: string, at: number): string => text.slice(0, at) + hiding + text.slice(at);

  test.each([1, 2, 3, 5, 12])('hides nothing of a key at %i', at => {
    expect(withoutSecretForms(`see ${inside(KEY, at)} now`)).toBe('see (hidden) now');
  });

  test.each([3, 8, 9])('hides nothing of an assignment at %i', at => {
    expect(withoutSecretForms(inside('password=hunter2', at))).not.toContain('hunter2');
  });

  test('is not part of the span where it is before the secret', () => {
    const text = `${hiding}x ${KEY}`;
    expect(secretSpans(text)).toEqual([{ start: text.indexOf(KEY), end: text.length }]);
  });

  test('hides nothing in the key of an artifact', () => {
    if (hiding.startsWith('\\')) return;
    expect(secretsIn(JSON.stringify({ [inside('api_key', 2)]: 'hunter2' }))).toEqual(['hunter2']);
    expect(secretsIn(JSON.stringify({ [inside('FOO_TOKEN', 5)]: PART }))).toEqual([PART]);
  });
});

test('blanks of any width and full-width characters are read as those of ASCII', () => {
  for (const text of ['password\u00a0=\u00a0hunter2', 'password:\u3000hunter2', 'ｐａｓｓｗｏｒｄ＝hunter2'])
    expect(withoutSecretForms(text)).not.toContain('hunter2');
});

test('only invisible characters are left out', () => {
  for (const text of ['päss word=hunter2 is ünknown'.replace('word=', ''), 'a\u200bb', '\ufe0f ok', 'größe = 3'])
    expect(withoutSecretForms(text)).toBe(text);
});

test('a random value in the folder of a partition is still a secret', () => {
  for (const text of [`token=${PART}/part-0.parquet`, `api_key=${PART}/year=2024/0.csv`])
    expect(withoutSecretForms(text)).not.toContain(PART);
  expect(withoutSecretForms('password: hunter2/part-0.parquet')).not.toContain('hunter2');
  expect(withoutSecretForms('--password=hunter2/part-0.parquet')).not.toContain('hunter2');
});

test('a key that has only a few words is still a secret', () => {
  for (const text of [`sk${'-'}learn-${PART}-x1`, `sk${'-'}abcdefghijklmnopqrst12345`, `sk${'-'}12345678901234567890`])
    expect(withoutSecretForms(text)).toBe('(hidden)');
});

test('a token as the user of an address is hidden next to a placeholder', () => {
  expect(withoutSecretForms(`https://${KEY}:x@example.com`)).not.toContain(PART);
});
