// Generates schemas/ (JSON schemas of the artifact kinds), docs/diagnostics.md and docs/formats.md from the sources, the table of the README from the
// newest results of the benchmark, the tools for agents in package.json, and the pictures of the walkthrough from the example. --check: only lists stale files.
import { readdirSync, readFileSync } from 'node:fs';
import { newestName, readmeTable, withTable } from '../bench/readmeTable.mjs';
import { fromRoot, importCore } from './core.mjs';
import { write } from './generated.mjs';
import { walkthroughPictures } from './walkthrough/pictures.mjs';

const {
  kinds,
  json,
  strictSchema,
  editorSchema,
  rules,
  fieldTable,
  policyRows,
  missingValueRows,
  NOTE,
  BASELINE,
  rulePage,
  contributedTools,
  knownTools,
} = await importCore(`
  export { kinds } from './src-shared/artifacts/kinds';
  export { json } from './src-shared/artifacts/fileFormat';
  export { strictSchema, editorSchema } from './src-shared/artifacts/jsonSchema';
  export { fieldTable } from './src-shared/artifacts/fieldTable';
  export { policyRows, missingValueRows } from './src-shared/repro/compare/policyTable';
  export { NOTE, BASELINE } from './src-shared/runs/notes/noteFile';
  export { rulePage } from './src-shared/repro/diagnostics/rulePage';
  export { knownTools } from './src-shared/agents/knownTools';
  export { contributedTools } from './src-shared/agents/listing';
  export { rules } from './src-shared/repro/diagnostics/rules';`);

const tableRows = [...policyRows, ...missingValueRows];

// The kinds of files know the form of a policy, but not the rows of the table.
function withRows(schema, schemaOfRow) {
  const { policy } = schema.properties ?? {};
  if (!policy) return schema;
  const rows = tableRows.map(({ id, about, severity }) => [
    id,
    { description: `${about}. In the table: ${severity}.`, ...schemaOfRow(policy) },
  ]);
  const properties = { ...policy.properties, ...Object.fromEntries(rows) };
  const closed = policy.additionalProperties === undefined ? {} : { additionalProperties: false };
  return { ...schema, properties: { ...schema.properties, policy: { ...policy, properties, ...closed } } };
}

const strictRow = ({ additionalProperties: { type, enum: words } }) => ({ type, enum: words });
const editorRow = () => ({ defaultSnippets: ['info', 'warn', 'error'].map(body => ({ label: body, body })) });

// A schema is useful only for files that an editor reads as JSON.
for (const kind of kinds.filter(k => (k.fileFormat ?? json) === json)) {
  write(`schemas/${kind.id}.schema.json`, `${JSON.stringify(withRows(strictSchema(kind), strictRow), null, 2)}\n`);
  write(`schemas/${kind.id}.editor.json`, `${JSON.stringify(withRows(editorSchema(kind), editorRow), null, 2)}\n`);
}

const titles = { specs: 'Specs', locks: 'Locks', artifacts: 'Manifests and other artifacts' };
const group = name =>
  [`## ${titles[name]}`, ...rules.filter(r => r.group === name).map(r => rulePage(r, '###'))].join('\n\n');
write(
  'docs/diagnostics.md',
  `${['# Diagnostics', 'Each finding has one of these codes (with the prefix `kyn/` on the command line). This page is generated from the checks and findings by `npm run generate`.', ...Object.keys(titles).map(group)].join('\n\n')}\n`,
);

const cell = text => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const table = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map(row => `| ${row.map(cell).join(' | ')} |`).join('\n');
const fieldRows = kind =>
  fieldTable(kind).map(({ path, form, required, doc }) => [`\`${path}\``, form, required ? 'yes' : '', doc]);
const kindSection = kind => {
  const names =
    kind.fileNames.length > 0
      ? ` Names: ${kind.fileNames.map(n => `\`${n}\``).join(', ')}.`
      : ' Detected by its content only.';
  return [
    `## ${kind.id}`,
    `${/^[aeiou]/i.test(kind.title) ? 'An' : 'A'} ${kind.title}.${names} Source: ${kind.source}`,
    table(FIELDS, fieldRows(kind)),
    kind.rules.map(rule => `- ${rule}`).join('\n'),
  ].join('\n\n');
};
const FIELDS = ['Field', 'Must be', 'Required', 'Meaning'];
const noteSections = [
  '## .kynml/notes',
  'Names, notes and tags that people gave to runs in the editor: one file for each run, so that two people rarely change the same file. A run that is moved keeps its note. Of several runs with the same content, which are copies or repeated runs that wrote the same bytes, each has its own note. A run without one has the note of a run that is no longer where it was.',
  table(FIELDS, fieldRows({ schema: NOTE })),
  '## .kynml/baselines',
  'The run that the others of a spec are compared with: one file for each spec, named after the spec and the first 12 digits of the SHA-256 of its path. It stays with the run when the spec is renamed.',
  table(FIELDS, fieldRows({ schema: BASELINE })),
  'Both are JSON in UTF-8 and are only written by an explicit action, also where `kynml.history` is off. A file of another form is not used, and a message names it; it is never overwritten. Links are not followed. Like all of `.kynml`, the files are ignored by git; `git add -f` shares them.',
];
const severities = table(
  ['Row', 'Difference in', 'Severity'],
  [...policyRows, ...missingValueRows].map(({ id, about, severity }) => [`\`${id}\``, about, severity]),
);
write(
  'docs/formats.md',
  `${[
    '# Formats',
    'All kinds of files that are read, with their fields, their rules and the sources of these. The kind is detected by content; the name of a file counts only where its text cannot be parsed and there is a spec or a lock. This page is generated from the kinds by `npm run generate`. `kyn explain` explains the findings.',
    '## kyn-spec\n\nA spec in the KynML language. Names: `*.kyn`. Detected by its name only. [language.md](language.md) describes its blocks, keys and values. Its CONFIG_HASH is the SHA-256 of its text in UTF-8, including a byte order mark, with every line end read as `\\n`.',
    ...kinds.map(kindSection),
    ...noteSections,
    '## What a difference means',
    'One table for all kinds. The first row that matches a value determines the severity. `info`: allowed to differ. `warn`: results will be close. `error`: not the same experiment. The verdict of a comparison is: identical inputs (only info), comparable (warn at most), not comparable (any error). `policy` in `.kynml.json` and the setting `kynml.policy` change the severity of a row by its name; `"strict": true` turns every `warn` into `error`, including those set there. The reasons name the rows that the settings changed, and a verdict that depends on the settings ends in "by your settings". The check of a DLM lock always uses the unchanged table.',
    severities,
  ].join('\n\n')}\n`,
);

const results = `bench/results/${newestName(readdirSync(fromRoot('bench/results')))}`;
const readText = file => readFileSync(fromRoot(file), 'utf8');
write('README.md', withTable(readText('README.md'), readmeTable(JSON.parse(readText(results)))));

const manifest = JSON.parse(readText('package.json'));
manifest.contributes.languageModelTools = contributedTools(knownTools);
write('package.json', `${JSON.stringify(manifest, null, 2)}\n`);

for (const [name, svg] of Object.entries(walkthroughPictures(fromRoot('examples/house-price'))))
  write(`media/walkthrough/${name}.svg`, svg);
