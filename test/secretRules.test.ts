// The rules that recognize secrets of services that no list names: by the last word of a name with a random value, by their place, in broken JSON.
import { describe, expect, test } from 'vitest';
import { maskUnread } from '../src-shared/artifacts/secrets/maskUnread';
import { markSecrets, secretsOf } from '../src-shared/artifacts/secrets/secrets';
import { analyze } from '../src-shared/kyn/analyze';
import { parse } from '../src-shared/kyn/syntax/parse';
import { type JsonNode, parseJson } from '../src-shared/text/jsonText';
import { withoutSecretForms } from '../src-shared/text/secretText';

const secretsIn = (text: string): string[] =>
  secretsOf(markSecrets(parseJson(text).value as JsonNode)).map(s => s.text);
const foundInSpec = (text: string): string[] =>
  analyze({ tree: parse(text) })
    .diagnostics.filter(d => d.code === 'secret-in-spec')
    .map(d => text.slice(d.span.start, d.span.end));

// Made-up secrets. None has the prefix of a service, so each is found by its name or its place only.
const PW = 'Zq7TrbWk9xLma8';
const HEX = '9f8e7d6c5b4a32100f1e';
const HEX32 = '9f8e7d6c5b4a32109f8e7d6c5b4a3210';
const HEX40 = `${HEX}${HEX}`;
const LOWER = 'q8z5k2m1w7r3t9x4b6n0q8z5k';
const BASE64 = 'Zq7TrbWk9xLma8+aB3xQ/7vTYp2Kd9WmZq7TrbWk9xL=';
const UUID = '1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed';

// Names of variables of the environment, settings and headers, with a value.
const MEMBERS: readonly (readonly [key: string, value: string])[] = [
  ...[
    'MLFLOW_TRACKING_TOKEN',
    'DAGSHUB_TOKEN',
    'DEEPINFRA_TOKEN',
    'CI_JOB_TOKEN',
    'VERCEL_TOKEN',
    'CIRCLE_TOKEN',
    'UPSTASH_REDIS_REST_TOKEN',
    'snyk_token',
    'sentry_token',
    'zenodo_token',
    'dvc_token',
    'ngrok_token',
    'secrets.token',
    'NGROK_AUTHTOKEN',
    'RAILWAY_TOKEN',
    'X-Figma-Token',
    'tokenOfBot_token',
    'KAGGLE_KEY',
    'AZURE_STORAGE_KEY',
    'COMET_KEY',
    'PINECONE_KEY',
    'DD_APP_KEY',
    'TS_AUTHKEY',
    'authkey',
    'fernet_key',
    'deploy_key',
    'shared_key',
    'consumer_key',
    'app_key',
    'x-functions-key',
    'X-Auth-Key',
    'SERPER_KEY',
    'licenseKey',
    'AZURE_COGNITIVE_SEARCH_ADMIN_KEY',
    'redis_auth',
    'REDISCLI_AUTH',
    'X-Auth',
    'sessionid',
    'PHPSESSID',
    'smtp_relay_pass',
    'broker_pw',
    'password_prod',
    'API_KEY_PROD',
    'OPENAI_API_KEY_STAGING',
    'TOKEN_GITHUB',
    'api_key_openai',
    'secret_value',
    'pass_word',
    'db_pswd',
    'airtable_pat',
    'USERPWD',
    'X-Mashape-Key',
    'admin',
  ].map(key => [key, PW] as const),
  ['KAGGLE_KEY', HEX32],
  ['DD_APP_KEY', HEX40],
  ['COMET_KEY', LOWER],
  ['AZURE_STORAGE_KEY', BASE64],
  ['fernet_key', BASE64.replace('+', '-').replace('/', '_')],
  ['CODECOV_TOKEN', UUID],
  // Some of its letters in a row are as many as those of a word.
  ['AZURE_DEVOPS_EXT_PAT', '0334vs6abobxs1dcyjrwm8uikxlb50oggxr8zpjv5torln0nu6ri'],
  ['TOTP_KEY', 'JBSWY3DPEHPK3PXPMZXW6YTBOI5GC4TU'],
  ['snyk_token', 'p4ssw0rd99'],
  ['WEATHER_KEY', 'Hunter2Secret99'],
  ['wandb', HEX40],
  ['comet', LOWER],
  ['basic_auth', `bob:${PW}`],
  ['auth', `bob:${PW}`],
  ['basic_auth', 'bob:letmein'],
  ['api key', PW],
];

describe.each(MEMBERS)('%s: %s', (key, value) => {
  test('is secret in an artifact', () => {
    expect(secretsIn(JSON.stringify({ env: { [key]: value }, note: 'x' }))).toEqual([value]);
    expect(secretsIn(JSON.stringify({ env: [{ name: key, value }] }))).toEqual([value]);
  });

  test('is secret in a text', () => {
    for (const text of [
      `${key}=${value}`,
      `${key}: ${value}`,
      `${key}="${value}"`,
      `{"${key}": "${value}"}`,
      `{'${key}': '${value}'}`,
    ])
      expect(withoutSecretForms(`see ${text} now`), text).not.toContain(value);
    for (const text of [`--${key} ${value}`, `-e ${key}=${value} run.sh`])
      if (!key.includes(' ')) expect(withoutSecretForms(text), text).not.toContain(value);
  });

  test('is secret in a spec', () => {
    for (const text of [`dataset D:\n    source = csv("${key}=${value}")\n`, `# ${key}: ${value}\n`])
      expect(foundInSpec(text).join(), text).toContain(value.replace('bob:', ''));
  });

  test('is secret in the lines of broken JSON', () => {
    for (const text of [`{"${key}" "${value}"}`, `{"${key}": "${value}",,}`, `{"x": 1, "${key}": "${value}`])
      expect(maskUnread(text), text).not.toContain(value);
  });
});

// Texts that contain PW, LOWER, HEX or a part of them.
const TEXTS: readonly string[] = [
  // Addresses.
  `postgres://u:p#${PW}@host/db`,
  `https://user%3A${PW}@host/x`,
  `https://user%3a${PW}@host/x`,
  `postgres://u:p/${PW}@host/db`,
  `postgres://u:p?${PW}@host:5432/db`,
  `mysql+pymysql://root:a#b/${PW}@10.0.0.1/db`,
  `https:\\/\\/bob:${PW}@example.com\\/x.csv`,
  `admin:${PW}@tcp(db:3306)/x`,
  `admin:${PW}@unix(/tmp/mysql.sock)/x`,
  `admin:${PW}@/houses`,
  `admin:p#${PW}@tcp(db:3306)/x`,
  `user:${PW}@db.example.com:5432/x`,
  `user:${PW}@localhost:6379`,
  `user:${PW}@10.0.0.12:5432/x`,
  `user:${PW}@db.example.com/x`,
  `user:${PW}@db.example.com`,
  `bob@example.com:${PW}@smtp.example.com:587`,
  `--proxy bob:${PW}@proxy:8080`,
  `scott/${PW}@db:1521/orcl`,
  `sqlplus scott/${PW}@orcl`,
  // Parameters of addresses.
  `https://x.azurewebsites.net/api/f?code=${PW}`,
  `https://example.com/x.csv?key=${PW}`,
  `https://example.com/x.csv?format=csv&key=${HEX32}`,
  `https://example.com/x.csv?a=1&amp;key=${PW}`,
  `https://example.com/x.csv?auth=${PW}`,
  `https://example.com/x.csv?subscription-key=${HEX32}`,
  `https://example.com/x.csv?sign=${PW}`,
  `https://example.com/x.csv?appkey=${PW}`,
  // Headers and cookies.
  `Authorization: SSWS 00${PW}`,
  `Authorization: GenieKey ${UUID}`,
  `Authorization: Splunk ${PW}`,
  `{"Authorization": "Bot ${PW}"}`,
  `sessionid=${PW}`,
  `sessionid=${LOWER}`,
  `connect.sid=s%3A${PW}.abc`,
  `__Host-session=${PW}; Path=/`,
  `curl -b "sid=${PW}" https://example.com`,
  // Prefixes of services.
  `bot123456789:A${'A'}${PW}${PW}${PW}`,
  `https://example.com/bot123456789:A${'A'}${PW}${PW}${PW}/getMe`,
  `ph${'x_'}${PW}${PW}${PW}`,
  `acme${'_live_'}${PW}${PW}`,
  `acme-key${'-'}${PW}${PW}`,
  `acme_pat${'_'}${PW}${PW}`,
  `re${'_'}Zq7TrbWk_${PW}${PW}`,
  `e2b${'_'}${HEX40}`,
  `fc${'-'}${HEX32}`,
  `KGA${'T_'}${HEX32}`,
  `xsmtpsi${'b-'}${HEX40}${HEX40}-${PW}`,
  `ATB${'B'}${PW}${PW}`,
  `rnd${'_'}${PW}${PW}abcd`,
  `access-production${'-'}${UUID}`,
  `sdk${'-'}${UUID}`,
  `ls${'__'}${HEX32}`,
  // Command lines.
  `7z a -p${PW} x.7z data`,
  `7z x x.7z -p${PW}`,
  `unrar x -p${PW} x.rar`,
  `unzip -P ${PW} x.zip`,
  `zip -e -P ${PW} x.zip data`,
  `["unzip", "-P", "${PW}", "x.zip"]`,
  `openssl enc -aes-256-cbc -k ${PW} -in a`,
  `openssl rsa -in a.pem -passin pass:${PW}`,
  `ssh-keygen -t ed25519 -N ${PW}`,
  `ldapsearch -x -D cn=admin -w ${PW}`,
  `sqlcmd -S db -U sa -P ${PW}`,
  `smbclient //host/share -U bob%${PW}`,
  `http -a bob:${PW} example.com`,
  `lftp -u bob,${PW} ftp.example.com`,
  `htpasswd -b users bob ${PW}`,
  `ipmitool -H host -U root -P ${PW} status`,
  `cqlsh -u bob -p ${PW} host`,
  `echo ${PW} | sudo -S apt update`,
  `echo "bob:${PW}" | chpasswd`,
  `aws configure set aws_secret_access_key ${PW}`,
  `dvc remote modify origin password ${PW}`,
  `keytool -storepass ${PW}`,
  `run.sh --key ${PW}`,
  `plink -ssh bob@host -pw ${PW}`,
  `java -Dsecret=${PW} -jar x.jar`,
  `kubectl create secret generic x --from-literal=token=${PW}`,
  `10.0.0.12:8080:bob:${PW}`,
  `admin:${PW}`,
  `{"authHeader": "Basic ${PW}${PW}"}`,
  `https://example.com/x.csv?appid=${HEX32}`,
  `HTTP_PROXY=bob:${PW}@proxy:8080`,
  `SWMTKN-1${'-'}${LOWER}${LOWER}-${LOWER}`,
  `s${'.'}${PW}${PW.slice(0, 10)}`,
  // Pairs and prose.
  `('admin', '${PW}')`,
  `("admin", "hunter2x")`,
  `connect("db", "root", "${PW}")`,
  `login('bob', '${PW}')`,
  `wandb ${HEX40}`,
  `["wandb", "${HEX40}"]`,
  `the password is ${PW}`,
  `password ${PW}`,
  `API key: ${PW}`,
  `Client(key="${PW}")`,
  `"password" "${PW}"`,
  `password - ${PW}`,
  `password|${PW}`,
  `"password","${PW}"`,
  `my pass ${PW}`,
  `user bob identified by '${PW}'`,
  `token: str = "${PW}"`,
  `password: Optional[str] = "${PW}"`,
  `token = b'${PW}'`,
  `token2=${PW}`,
  `<add key="ApiKey" value="${PW}"/>`,
  `<password value="${PW}"/>`,
  `os.getenv('FOO_TOKEN', '${PW}')`,
  `ENV FOO_TOKEN ${PW}`,
  `define("AUTH_KEY", "${PW}");`,
  `:token => "${PW}"`,
  `credentials are bob:${PW}`,
  `creds: [bob, ${PW}]`,
  `login: bob / ${PW}`,
  `--userpass bob:${PW}`,
  `user = "bob:${PW}"`,
  `bob:${PW}@internal`,
  `rsync bob:${PW}@host::module`,
  `bob/${PW}@db:1521`,
  `vault login ${PW}`,
  `twine upload -u bob -p ${PW}`,
  `rar a -hp${PW} x.rar`,
  `send "${PW}"`,
  `cookies={"session": "${PW}"}`,
  `Set-Cookie: auth=${PW}; HttpOnly`,
  `csrftoken=${PW}`,
  `X-Honeycomb-Team: ${PW}`,
  `authorization ${PW}`,
  `auth_header="${PW}"`,
  `//registry.npmjs.org/:_authToken=${PW}`,
  `az storage blob list --account-key ${PW}`,
  `mount -t cifs -o username=bob,password=${PW} //h/s /m`,
  `https://example.com/#access_token=${PW}`,
  `https://example.com/x.csv?X-Token=${PW}`,
  `redis-cli -u redis://:${PW}@h`,
  `{"api\\u005fkey": "${PW}"}`,
  `{"pass\\x77ord": "${PW}"}`,
];

const PARTS = [PW, LOWER, HEX40, HEX32, HEX, UUID, 'hunter2x', 'TrbWk9x'];

describe.each(TEXTS)('%s', text => {
  const part = PARTS.find(p => text.includes(p)) ?? '';

  test('is hidden alone, inside of a text, in an artifact and in a spec', () => {
    expect(part.length).toBeGreaterThan(6);
    for (const whole of [text, `before ${text}`, `"${text.replaceAll('"', "'")}"`, `${text}\nafter`])
      expect(withoutSecretForms(whole), whole).not.toContain(part);
    expect(secretsIn(JSON.stringify({ notes: ['x', text] }))).toEqual([text]);
    expect(foundInSpec(`params:\n    note = "${text.replaceAll('"', "'")}"\n`).join()).toContain(part);
  });
});

test.each([
  'password is hunter2!Xy',
  'the password is Sommer2024!',
  'password Sommer2024!',
  'pw is Sommer2024!',
  'passphrase: Blau$2024x',
  'creds bob:hunter2!Xy',
])('a password of a word, a number and a punctuation mark in prose is hidden: %s', text => {
  expect(withoutSecretForms(text)).toContain('(hidden)');
  expect(withoutSecretForms(text)).not.toMatch(/hunter2|Sommer|Blau/);
});

test('a cookie of any name is secret if its value looks random', () => {
  expect(secretsIn(JSON.stringify({ cookies: { theme: 'dark', x_id: PW }, jar: { x_id: LOWER } }))).toEqual([PW]);
});

test('a header as a pair is secret if its value looks random', () => {
  const headers = [
    ['x-functions-key', PW],
    ['sort-key', LOWER],
    ['x-functions-key', 'none'],
  ];
  expect(secretsIn(JSON.stringify({ headers }))).toEqual([PW]);
});
