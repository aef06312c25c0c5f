// The page that the code of a finding leads to in an editor.
import { expect, it } from 'vitest';
import { rules } from '../../src-shared/repro/diagnostics/rules';
import { withoutSecretForms } from '../../src-shared/text/secretText';
import { textOf } from '../tidy/files';
import { startClient } from './client';

it('is the section of docs/diagnostics.md for each code', async () => {
  const client = await startClient({});
  // The example of a secret is hidden, as any other.
  const sections = withoutSecretForms(textOf('docs/diagnostics.md')).split(/\n(?=#{2,3} )/);
  for (const { code } of rules) {
    const section = sections.find(text => text.startsWith(`### ${code}\n`));
    expect(await client.request('kynml/findingPage', { code })).toBe(`${section?.replace('###', '#').trimEnd()}\n`);
  }
});

it.each(['something', '', '__proto__'])('does not exist for %j', async code => {
  const client = await startClient({});
  expect(await client.request('kynml/findingPage', { code })).toBeNull();
});
