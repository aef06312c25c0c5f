// Secrets whose name is near and certain, and whose value is not behind a sign: pairs, defaults, elements, comparisons, setters, several variables.
import { expect, test } from 'vitest';
import { withoutSecretForms } from '../src-shared/text/secretText';

const TEXTS: readonly string[] = [
  'os.getenv("API_KEY") or "Zq7TrbWk9xLma8"',
  'os.environ.get("API_KEY", default="Zq7TrbWk9xLma8")',
  'add_argument("--api-key", default="Zq7TrbWk9xLma8")',
  'add_argument(\n  "--api-key",\n  type=str,\n  default="Zq7TrbWk9xLma8")',
  '@click.option("--api-key", "-k", default="Zq7TrbWk9xLma8")',
  'api_key: Annotated[str, Field()] = "Zq7TrbWk9xLma8"',
  'api_key: Annotated[Optional[str], Field(min_length=8)] = "Zq7TrbWk9xLma8"',
  'variable "db_password" { default = "Zq7TrbWk9xLma8" }',
  'variable "db_password" {\n  type = string\n  description = "The password"\n  default = "Zq7TrbWk9xLma8"\n}',
  "string(name: 'API_KEY', defaultValue: 'Zq7TrbWk9xLma8')",
  'env::var("API_KEY").unwrap_or("Zq7TrbWk9xLma8".to_string())',
  'env::var("API_KEY").unwrap_or_else(|_| "Zq7TrbWk9xLma8".into())',
  'wchar_t password[] = L"hunter2";',
  'const char *password = u8"hunter2";',
  'Dim password As String = "hunter2"',
  'if (password.equals("hunter2")) {',
  'if (user.password.equals("hunter2")) {',
  'if "hunter2" == password:',
  "if ('hunter2' === password) {",
  '"hunter2".equals(password)',
  "SET PASSWORD FOR bob = 'hunter2';",
  "SET PASSWORD FOR 'bob'@'localhost' = PASSWORD('hunter2');",
  "CREATE USER bob IDENTIFIED BY 'hunter2'",
  "create user 'bob'@'%' identified by 'hunter2'",
  'ALTER USER bob IDENTIFIED BY hunter2;',
  'alter user bob identified by hunter2',
  "ALTER USER bob\n  IDENTIFIED BY\n  'hunter2'",
  "CREATE USER bob IDENTIFIED WITH sha256_password BY 'hunter2'",
  "GRANT ALL ON *.* TO bob IDENTIFIED BY 'hunter2' WITH GRANT OPTION",
  "CREATE ROLE bob WITH LOGIN PASSWORD 'hunter2' CREATEDB",
  "alter role bob password 'hunter2';",
  "OPTIONS (user 'bob', password 'hunter2')",
  "CREATE SECRET s (TYPE S3, SECRET 'hunter2')",
  "PRAGMA key = 'hunter2'",
  "ATTACH 'x.db' AS y (KEY 'hunter2')",
  '<key>Password</key>\n  <string>hunter2</string>',
  'masterauth hunter2',
  'requirepass hunter2',
  'user, password = "bob", "hunter2"',
  'password, user = "hunter2", "bob"',
  'const user, password = "bob", "hunter2"',
  'user, password := "bob", "hunter2"',
  '- name: API_KEY\n  value: hunter2',
  '- name: "API_KEY"\n  value: "hunter2"',
  '<property name="password" value="hunter2"/>',
  '<property name="password">hunter2</property>',
  'conn.setPassword("hunter2");',
  "client.set_api_key('hunter2')",
  'props.put("password", "hunter2");',
  'ENV.fetch("API_KEY", "hunter2")',
  'Kennwort: hunter2',
  'kennwort = "hunter2"',
  'dbKennwort=hunter2',
  'Zugangsdaten: hunter2',
  'mot_de_passe = "hunter2"',
  "motDePasse: 'hunter2'",
  'mot de passe : hunter2',
  'contraseña: hunter2',
  'contraseña = "hunter2"',
  'contrasena=hunter2',
  'senha: hunter2',
  "wachtwoord = 'hunter2'",
  'пароль: hunter2',
  'Пароль = "hunter2"',
  '密码：hunter2',
  '密码: hunter2',
  '{"пароль": "hunter2"}',
  '{"contraseña": "hunter2"}',
  'das Kennwort ist Zq7TrbWk9xLma8',
  'le mot de passe est Zq7TrbWk9xLma8',
  'client.connect("password", "Zq7TrbWk9xLma8")',
  'System.getenv("API_KEY") ?: "Zq7TrbWk9xLma8"',
  '[("api_key", "Zq7TrbWk9xLma8")]',
  "{name: 'password', type: 'string', defaultValue: 'Zq7TrbWk9xLma8'}",
  'das Passwort lautet hunter2!Xy',
  '- {name: API_KEY, value: hunter2}',
];

test.each(TEXTS)('the value is hidden in %j', text => {
  for (const whole of [text, `${text}\n`, `x = 1\n${text}\ny = 2`]) {
    const shown = withoutSecretForms(whole);
    expect(shown).toContain('(hidden)');
    expect(shown).not.toMatch(/hunter2|Zq7TrbWk9xLma8/);
    expect(shown.includes('bob')).toBe(text.includes('bob'));
  }
});

test('the key of Weights & Biases is hidden as the only argument of its login', () => {
  const key = '9f8e7d6c5b4a32100f1e'.repeat(2);
  expect(withoutSecretForms(`wandb.login("${key}")`)).toBe('wandb.login("(hidden)")');
});

test.each([
  'features = ["token", "secret", "api_key", "label2vec"]',
  'columns = ["password", "login2024"]',
  'os.getenv("API_KEY") or "none"',
  'os.getenv("API_KEY") or "openai"',
  'add_argument("--api-key", type=str), add_argument("--model", default="gpt-4o")',
  '[{"name": "api_key"}, {"name": "model", "default": "gpt-4o"}]',
  'add_argument("--api-key", default="")',
  'add_argument("--api-key", default="$API_KEY")',
  'password.equals(other2)',
  'password.equals("password")',
  'user.setName("hunter2")',
  'setPassword("Enter your password")',
  'setPassword(hunter2)',
  '"hunter2" == name',
  '<key>Name</key><string>hunter2</string>',
  '<property name="user" value="hunter2"/>',
  '<string name="password">Enter it2</string>',
  '<string name="password">Password</string>',
  '- name: LR\n  value: hunter2',
  '- name: API_KEY\n  value: $API_KEY',
  '- name: API_KEY\n  valueFrom: hunter2',
  'masterauth_x hunter2',
  "rows are identified by 'house_id'",
  'the group is identified by name',
  "grant access to the columns that are identified by 'id' and more",
  "PASSWORD 'DB_PASSWORD' is not set",
  'ALTER ROLE x PASSWORD $1',
  "options (path 'x.csv', header 'true')",
  "DUPLICATE KEY 'PRIMARY'",
  'getpass("Password: ") or "none"',
  "console.log('password:', password, 'x')",
  'user, name = "bob", "hunter2"',
  'user, password = "bob", None',
  'Dim name As String = "hunter2"',
  'desenha: hunter2',
])('nothing is hidden in %j', text => expect(withoutSecretForms(text)).toBe(text));

test('a value after the name of an argument is not one of several variables', () => {
  expect(withoutSecretForms('f(a, password="hunter2", "x")')).toBe('f(a, password="(hidden)", "x")');
  expect(withoutSecretForms('f(x, a, password = "hunter2", "x")')).toBe('f(x, a, password = "(hidden)", "x")');
});

test.each([
  `https://example.com/?next=${encodeURIComponent('postgres://me:hunter2@db/x')}`,
  `https://example.com/?body=${encodeURIComponent('{"password": "hunter2"}')}`,
  'the password is hunT3rab',
  'The password: hunT3rab',
])('a password is hidden in %j', text => expect(withoutSecretForms(text)).not.toMatch(/hunter2|hunT3rab/));

test.each([
  'the password is ResultV2',
  'credentials are OAuth2ClientFlow',
  'first pass ResNet50Large',
  'lr%3D0.1%26data%3Dhouses.csv',
  '4.1 % of 100%25',
])('nothing is hidden in %j', text => expect(withoutSecretForms(text)).toBe(text));

test.each([
  ['password = "hunter" + "2xABC"', 'password = "(hidden)" + "(hidden)"'],
  ['api_key = ("hunter"\n    "2xABC")', 'api_key = ("(hidden)"\n    "(hidden)")'],
  ['password = "hunter" \\\n  "2xABC"', 'password = "(hidden)" \\\n  "(hidden)"'],
  ['"a": "password = \\"hunter\\" + \\"2xABC\\""', '"a": "password = \\"(hidden)\\" + \\"(hidden)\\""'],
  ['password = "hunter2"\n  "model" = "Net"', 'password = "(hidden)"\n  "model" = "Net"'],
  ['{"password": "hunter2"\n "model": "Net"}', '{"password": "(hidden)"\n "model": "Net"}'],
  ['f(password="hunter2", "x" + "y")', 'f(password="(hidden)", "x" + "y")'],
])('the parts of one string in %j', (text, shown) => expect(withoutSecretForms(text)).toBe(shown));

test('the quote of Markdown and the bracket after a value remain', () => {
  expect(withoutSecretForms('`password: Zq7TrbWk9xLma8`')).toBe('`password: (hidden)`');
  expect(withoutSecretForms('[password = Zq7TrbWk9xLma8]')).toBe('[password = (hidden)]');
  expect(withoutSecretForms('password Zq7T]bW`k9xLma8')).toBe('password (hidden)');
});

test.each([
  ['https://h/x?password=hunter2&name=value&x=1', 'https://h/x?password=(hidden)&name=value&x=1'],
  ['postgres://h/db?password=hunter2&sslmode=require', 'postgres://h/db?password=(hidden)&sslmode=require'],
  ['https://h/x?token=Zq7TrbWk9xLma8&name=value', 'https://h/x?token=(hidden)&name=value'],
  ['the password is hunter2!&x', 'the password is (hidden)'],
])('the parameters after a secret of %j remain', (text, shown) => expect(withoutSecretForms(text)).toBe(shown));

test.each([
  ['run --password letmein', 'run --password (hidden)'],
  ['run --db-password letmein --lr 0.1', 'run --db-password (hidden) --lr 0.1'],
  ['echo "run --password letmein"', 'echo "run --password (hidden)"'],
  ['run --password letmein | tee x', 'run --password (hidden) | tee x'],
])('a word is hidden as the argument of a command: %s', (text, shown) => expect(withoutSecretForms(text)).toBe(shown));

test.each(['use --password to log in', 'it requires the --password option', 'see --password and --user'])(
  'a text about an option has no secret: %s',
  text => expect(withoutSecretForms(text)).toBe(text),
);

test.each([`{'password': ' hunter2'}`, '{"password": ") hunter2"}', `bob's password: 'hunter2'`])(
  'a quote after a sign that begins a string: %s',
  text => expect(withoutSecretForms(text)).not.toContain('hunter2'),
);

test('joined assignments are neither several variables nor a type', () => {
  expect(withoutSecretForms('pretrained=x,api_key=hunter2,lr=1')).toBe('pretrained=x,api_key=(hidden),lr=1');
  expect(withoutSecretForms('a = x, api_key = "hunter2", "lr": 1')).toBe('a = x, api_key = "(hidden)", "lr": 1');
  expect(withoutSecretForms('x,api_key="hunter2",lr="1"')).toBe('x,api_key="(hidden)",lr="1"');
  expect(withoutSecretForms('pretrained=x,api_key=hunter2,local')).toBe('pretrained=x,api_key=(hidden),local');
  expect(withoutSecretForms('model = Net, api_key = hunter2, local')).toContain('api_key = (hidden), local');
  expect(withoutSecretForms("api_key=hunter2 | name='z'")).toBe("api_key=(hidden) | name='z'");
  expect(withoutSecretForms("api_key: hunter2 | name='z'")).toBe("api_key: (hidden) | name='z'");
  expect(withoutSecretForms("api_key: str | None = 'hunter2'")).toBe("api_key: str | None = '(hidden)'");
  expect(withoutSecretForms('both = user, password = "bob", "hunter2"')).toContain('"bob", "(hidden)"');
});

test.each([
  'Server=db;Uid=bob;Pwd={hunter2;x}',
  'Driver={ODBC Driver 18 for SQL Server};Password={a}}hunter2};Encrypt=yes',
  'Pwd={hunter2x};Server=db',
  'conn = "Server=db; PWD={hunter2!}"',
])('a password in the braces of a connection string: %s', text => {
  expect(withoutSecretForms(text)).not.toContain('hunter2');
});

test.each([
  'f"Server=db;Uid=bob;Pwd={password};"',
  'f\'Server=db;Pwd={cfg.db["pw"]};\'',
  'f"Server=db;Pwd={os.getenv(\'PW\')};"',
  'Server=db;Pwd={pw2_of_db};',
  'Server=db;Pwd={0};',
  'Server=db;Pwd={{password}};',
  'Server=db;Pwd={%PW%};',
])('an expression in braces remains: %s', text => {
  expect(withoutSecretForms(text)).toBe(text);
});

test.each(['PASSWORD=hunter2.kyn', 'a/DB_PASSWORD=hunter2.kyn.lock'])('the name of a spec: %s', text => {
  expect(withoutSecretForms(text)).not.toContain('hunter2');
});
