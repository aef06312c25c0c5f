// Secrets in the lines of JSON that cannot be parsed.
import { describe, expect, test } from 'vitest';
import { maskUnread } from '../src-shared/artifacts/secrets/maskUnread';

const PW = 'Zq7TrbWk9xLma8';
const HEX32 = '9f8e7d6c5b4a32109f8e7d6c5b4a3210';
const BASE64 = 'Zq7TrbWk9xLma8+aB3xQ/7vTYp2Kd9WmZq7TrbWk9xL=';

describe('the lines of broken JSON', () => {
  test.each([
    `{"config_hash":"${HEX32}","data_hash":null,"env":{},\n"password" "${PW}"}`,
    `{"api\\u005fkey": "${PW}",,}`,
    `{"note": "hf\\u005f${PW}${PW}",,}`,
    `{"note": "\\u0068f_${PW}${PW}",,}`,
    `{"p\\u0061ssword" "${PW}"}`,
    `{"password"\n"${PW}"}`,
    `{"password"; "${PW}"}`,
    `{"password: "${PW}"}`,
    `{"password" ${PW}}`,
    `{"password" => "${PW}"}`,
    `{"db password" "${PW}"}`,
    `{"db/password" "${PW}"}`,
    `{"a: "b", "password" "${PW}"}`,
    `{"url": "https:\\/\\/bob:${PW}@example.com",,}`,
    `{"url": "https:\\u002f\\u002fbob:${PW}@example.com",,}`,
    `{"note": "${BASE64.slice(0, 40).replace('/', '\\/')}",, "api_key" "${PW}"}`,
    `{"KAGGLE\\u005FKEY" "${HEX32}"}`,
    `["admin" "${PW}" "password" "${PW}"]`,
    `{\\"password\\" \\"${PW}\\"}`,
  ])('%s', text => {
    const masked = maskUnread(text);
    expect(masked).toHaveLength(text.length);
    expect(masked).toContain('*');
    if (!text.startsWith('["admin"')) expect(masked).not.toMatch(/Zq7Trb|Wk9xL/);
    else expect(masked).not.toContain(`"password" "${PW}`);
    if (text.includes('KAGGLE')) expect(masked).not.toContain(HEX32);
  });

  test('a plain word is masked after the name of a secret, also with escapes', () => {
    for (const text of ['{"password" "letmein"}', '{"p\\u0061ssword" "letmein"}', '{"api\\u005fkey": "letmein",,}'])
      expect(maskUnread(text), text).not.toContain('letmein');
  });

  test('a line without a secret is unchanged, also with escapes', () => {
    for (const text of ['{"note": "a\\u005fb",, "eos\\u005ftoken": "</s>"}', '{"max_tokens" 4096, "x" "y"}'])
      expect(maskUnread(text)).toBe(text);
  });
});
