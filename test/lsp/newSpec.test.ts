// The requests behind New Spec: the columns of a CSV file, and a spec that the server then checks without findings.
import { expect, it, test } from 'vitest';
import { startClient } from './client';

it('fills a spec that has no finding where it is created', async () => {
  const client = await startClient({}, { data: true });
  client.write('data/houses.csv', 'rooms,size,price\n3,80,200\n');
  const uris = { spec: client.uri('spec.kyn'), data: client.uri('data/houses.csv') };
  expect(await client.request('kynml/targetColumns', uris)).toEqual({ ok: true, columns: ['price', 'rooms', 'size'] });
  const data = { spec: uris.spec, uri: uris.data, target: 'price' };
  const made = await client.request('kynml/newSpecText', { data });
  if (!made.ok) throw new Error(made.message);
  expect(made.text).toContain('source = csv("data/houses.csv")\n    target = "price"\n');
  expect(made.text).toContain('    input 2\n');
  client.write('spec.kyn', made.text);
  await client.open('spec.kyn', made.text);
  expect(await client.codes('spec.kyn')).toEqual([]);
});

test.each([
  ['gone.csv', undefined, 'File not found: gone.csv.'],
  ['empty.csv', '', 'empty.csv is empty, so its columns are unknown. Choose another file.'],
  ['one.csv', 'y\n1\n', 'one.csv has only one column'],
  ['quotes.csv', '"a ""b""","c ""d"""\n1,2\n', 'No column of quotes.csv has a name that a spec can contain'],
])('%s is refused with the reason', async (name, content, message) => {
  const client = await startClient({}, { data: true });
  if (content !== undefined) client.write(name, content);
  const answer = await client.request('kynml/targetColumns', { spec: client.uri('spec.kyn'), data: client.uri(name) });
  expect(answer).toEqual({ ok: false, message: expect.stringContaining(message) });
});

it('a target that the header lost is not written', async () => {
  const client = await startClient({}, { data: true });
  client.write('a.csv', 'x,z\n1,2\n');
  const data = { spec: client.uri('spec.kyn'), uri: client.uri('a.csv'), target: 'y' };
  expect(await client.request('kynml/newSpecText', { data })).toMatchObject({ ok: false });
});

it('without data, the placeholder is in the text', async () => {
  const client = await startClient();
  const made = await client.request('kynml/newSpecText', {});
  expect(made.ok && made.text.includes(made.placeholder ?? '-')).toBe(true);
});
