// Initial texts for property tests: the examples, unusual texts, and small specs made from blocks.
import { readdirSync, readFileSync } from 'node:fs';
import { houseDataset, houseModel, houseTrain } from '../specFixture';
import type { Chance } from './mutate';

const examples = new URL('../../examples/', import.meta.url);

/** The specs of the examples. */
export const specs: readonly string[] = readdirSync(examples, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.kyn'))
  .map(file => readFileSync(new URL(file, examples), 'utf8'));

/** Unusual texts. */
export const strange: readonly string[] = [
  '',
  '\ufeff',
  '\ufeffparams:\n    a = 1\n',
  'train',
  'params:\n    a = [1, [2, "x"], $b]\n\nsweep:\n    a = []\n',
  'import "a"\nimport "a"\n\nmodel M\n  dense $x y=1 [1]\nmodel Net:\n',
  '   train:\n\tmodel x:\n\n',
  'a:\r\r\nb:\r\n\r    c = "\r',
];

const BLOCKS: readonly string[] = [
  'import "other.kyn"\n',
  '# A comment.\nparams:\n    lr = 0.1\n    hidden = 8   # units\n    on = true\n',
  'params:\n    lr = [1, 2]\n    name = "x"\n',
  'sweep:\n    lr = [0.1, $hidden]\n    # more\n    on = [true, false]\n',
  `${houseDataset}    num_workers = 2\n`,
  'dataset E:\n    target = "y"\n    source = csv("e.csv")\n    split = 0.8\n    shuffle = false\n',
  houseModel.replace('    dense', '    dense $hidden relu\n    dense'),
  'model N:\n    input 4\n    batchnorm\n    dropout 0.5  # rate\n    dense 3 log_softmax\n',
  `${houseTrain.replace('0.01', '$lr')}    deterministic = true\n    compile = $on\n`,
  'train:\n    epochs = 3\n    model = N\n    data = E\n    loss = cross_entropy\n    optimizer = sgd(0.1, momentum=0.9)\n    precision = bf16\n    device = auto\n',
  'evaluate:\n    metrics = [mae, rmse]\n',
  'export:\n    format = onnx\n    path = "m.onnx"\n    input_shape = [1, 4]\n',
  'export:\n    path = "m.pt"\n    format = torch\n',
  '\n\n# alone\n',
];

/** A spec with a few blocks; sometimes an example or an unusual text. */
export function anySpec(chance: Chance): string {
  const kind = chance.below(40);
  if (kind === 0) return chance.of(specs);
  if (kind === 1) return chance.of(strange);
  let text = '';
  for (let count = 1 + chance.below(4); count > 0; count--) text += chance.of(BLOCKS) + (chance.below(3) ? '\n' : '');
  return text;
}

/** A complete spec in which every name is defined. */
export function wholeSpec(chance: Chance): string {
  const [, params, , sweep, d, e, m, n, trainM, trainN, evaluate, onnx, torch] = BLOCKS as string[];
  const parts = chance.below(2)
    ? [params, chance.below(2) ? sweep : '', d, m, trainM, evaluate, onnx]
    : [params, e, n, trainN, torch];
  return parts.filter(Boolean).join('\n');
}

// Tokens and fragments that are combined in any order, including invalid ones.
const PIECES: readonly string[] =
  'params:|model Net:|import "x"|\n|\n    |    |a|=|[|]|(|)|"|\'|$|$a|1|.|1e-3|true|True|#|,|:|\r|\t|dense|relu|train:|dataset Houses:|epochs = 3\n'.split(
    '|',
  );

/** Tokens and fragments in random order. */
export function anyPieces(chance: Chance): string {
  let text = '';
  for (let count = chance.below(30); count > 0; count--) text += chance.of(PIECES);
  return text;
}
