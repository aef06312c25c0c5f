// Generates a JSON document with the content of a generated spec and any number of lines, and its schema, for the peer server.

const ACTIVATIONS = ['relu', 'tanh', 'sigmoid', 'gelu', 'linear'];

/** A JSON text of exactly `lines` lines; the length of its notes makes it nearly `bytes` bytes long. */
export function makeJson(lines, bytes) {
  const studies = [];
  const notes = [];
  const text = () => `${JSON.stringify({ studies, notes }, null, 2)}\n`;
  const empty = text().length;
  let used = 6;
  for (let i = 0; ; i++) {
    const study = { dataset: dataset(i), model: model(i) };
    const length = JSON.stringify(study, null, 2).split('\n').length;
    if (used + length > lines) break;
    studies.push(study);
    used += length;
  }
  while (used < lines) {
    notes.push('');
    used++;
  }
  spread(studies, Math.max(0, bytes - text().length - empty));
  return text();
}

/** A document of the schema with as many lines as the small spec. */
export const smallJson = `{
  "studies": [
    {
      "dataset": {
        "name": "Houses",
        "source": "data/houses.csv",
        "target": "price"
      },
      "model": { "name": "Prices", "input": 8, "layers": [{ "kind": "dense", "units": 1 }] }
    }
  ],
  "notes": []
}
`;

// The notes of the datasets take up the missing bytes, like the comments of a spec.
function spread(studies, missing) {
  const each = Math.floor(missing / studies.length);
  const words = 'from the register in spring; the order does not depend on the price; ';
  for (const { dataset } of studies) dataset.note = words.repeat(Math.ceil(each / words.length)).slice(0, each);
}

const dataset = i => ({
  name: `Houses${i}`,
  note: '',
  source: `data/district_${i}/houses.csv`,
  target: 'price',
  split: Number(`0.${70 + (i % 20)}`),
  normalize: true,
  num_workers: i % 4,
});

const model = i => ({
  name: `Prices${i}`,
  input: 8 + (i % 5),
  layers: Array.from({ length: 4 + (i % 5) }, (_, k) =>
    k % 2 === 0
      ? { kind: 'dense', units: 32 + k, activation: ACTIVATIONS[i % 4] }
      : { kind: 'dropout', rate: Number(`0.${11 + k}`) },
  ),
});

const whole = { type: 'integer', minimum: 0 };
const fraction = { type: 'number', minimum: 0, exclusiveMaximum: 1 };
const strict = (properties, required) => ({ type: 'object', properties, required, additionalProperties: false });

/** The schema of these documents: required keys, ranges and enums, as in KynML. */
export const schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  ...strict(
    {
      studies: {
        type: 'array',
        items: strict({ dataset: { $ref: '#/definitions/dataset' }, model: { $ref: '#/definitions/model' } }, [
          'dataset',
          'model',
        ]),
      },
      notes: { type: 'array', items: { type: 'string' } },
    },
    ['studies'],
  ),
  definitions: {
    dataset: strict(
      {
        name: { type: 'string', pattern: '^[A-Za-z_]\\w*$' },
        note: { type: 'string' },
        source: { type: 'string' },
        target: { type: 'string' },
        split: fraction,
        normalize: { type: 'boolean' },
        num_workers: whole,
      },
      ['name', 'source', 'target'],
    ),
    model: strict(
      {
        name: { type: 'string', pattern: '^[A-Za-z_]\\w*$' },
        input: whole,
        layers: {
          type: 'array',
          items: strict(
            {
              kind: { enum: ['dense', 'dropout', 'batchnorm'] },
              units: whole,
              rate: fraction,
              activation: { enum: ACTIVATIONS },
            },
            ['kind'],
          ),
        },
      },
      ['name', 'input', 'layers'],
    ),
  },
};

/** Positions after a number where one more digit keeps the document valid. */
export function jsonPlaces(text) {
  return text.split('\n').flatMap((line, number) => {
    const found = /^\s+"(?:split|num_workers|input|units|rate)": [\d.]+/.exec(line);
    // JSON numbers have no leading zeros.
    return found && !/ 0$/.test(found[0]) ? [{ line: number, character: found[0].length }] : [];
  });
}
