// Writes what is made from the sources: schemas/ (JSON schemas of the artifact kinds), docs/diagnostics.md and docs/formats.md. --check: only tells what is stale.
import { importCore } from './core.mjs';
import { write } from './generated.mjs';

const { kinds, json, strictSchema, editorSchema, rules, fieldTable, policyRows, missingValueRows } = await importCore(`
  export { kinds } from './src-shared/artifacts/kinds';
  export { json } from './src-shared/artifacts/fileFormat';
  export { strictSchema, editorSchema } from './src-shared/artifacts/jsonSchema';
  export { fieldTable } from './src-shared/artifacts/fieldTable';
  export { policyRows, missingValueRows } from './src-shared/repro/compare/policyTable';
  export { rules } from './src-shared/repro/diagnostics/rules';`);

// A schema is of use only where an editor reads the whole file as JSON.
for (const kind of kinds.filter(k => (k.fileFormat ?? json) === json)) {
  write(`schemas/${kind.id}.schema.json`, `${JSON.stringify(strictSchema(kind), null, 2)}\n`);
  write(`schemas/${kind.id}.editor.json`, `${JSON.stringify(editorSchema(kind), null, 2)}\n`);
}

const titles = { specs: 'Specs', locks: 'Locks', artifacts: 'Manifests and other artifacts' };
// Invisible signs and endless lines are shown as what they are.
const shown = example =>
  example
    .trimEnd()
    .replace('\ufeff', '⟨byte order mark⟩')
    .replaceAll('\t', '⟨tab⟩')
    .replace(/\[{10,}/, '[[[[…');
const section = ({ code, severity, summary, fix, example }) =>
  [
    `### ${code}`,
    `*${severity}* · ${summary}`,
    ...(example ? [`\`\`\`\n${shown(example)}\n\`\`\``] : []),
    `**Fix.** ${fix}`,
  ].join('\n\n');
const group = name => [`## ${titles[name]}`, ...rules.filter(r => r.group === name).map(section)].join('\n\n');
write(
  'docs/diagnostics.md',
  `${['# Diagnostics', 'Each finding carries one of these codes (`kyn/` before it on the command line). This page is made from the checks by `npm run generate`.', ...Object.keys(titles).map(group)].join('\n\n')}\n`,
);

const cell = text => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const table = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map(row => `| ${row.map(cell).join(' | ')} |`).join('\n');
const kindSection = kind => {
  const fields = fieldTable(kind).map(({ path, form, required, doc }) => [
    `\`${path}\``,
    form,
    required ? 'yes' : '',
    doc,
  ]);
  const names =
    kind.fileNames.length > 0
      ? ` Names: ${kind.fileNames.map(n => `\`${n}\``).join(', ')}.`
      : ' Told by its content alone.';
  return [
    `## ${kind.id}`,
    `${/^[aeiou]/i.test(kind.title) ? 'An' : 'A'} ${kind.title}.${names} Source: ${kind.source}`,
    table(['Field', 'Must be', 'Required', 'Meaning'], fields),
    kind.rules.map(rule => `- ${rule}`).join('\n'),
  ].join('\n\n');
};
const severities = table(
  ['Row', 'Difference in', 'Severity'],
  [...policyRows, ...missingValueRows].map(({ id, about, severity }) => [`\`${id}\``, about, severity]),
);
write(
  'docs/formats.md',
  `${[
    '# Formats',
    'Every kind of file that is read, with its fields, its rules and where they come from. The kind is told by the content first, then by the name. This page is made from the kinds by `npm run generate`; the findings are explained in [diagnostics.md](diagnostics.md).',
    '## kyn-spec\n\nA spec in the KynML language. Names: `*.kyn`. Told by its name alone. Its blocks, keys and values stand in [language.md](language.md); its CONFIG_HASH is the SHA-256 of its bytes.',
    ...kinds.map(kindSection),
    '## What a difference means',
    'One table for all kinds; the first row that fits a value decides. `info`: allowed to differ. `warn`: results will be close. `error`: not the same experiment. The verdict of a comparison: identical inputs (only info), comparable (warn at most), not comparable (any error). The setting `kynml.policy` changes the severity of a row by its name; its `strict` makes every warn an error, chosen or not. The reasons name the rows that it changed, and a verdict that the table alone would not give ends in "by your settings". The command line and the check of a DLM lock use the table as it is.',
    severities,
  ].join('\n\n')}\n`,
);
