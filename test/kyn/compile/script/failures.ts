// Every failure that a user can cause: how it is caused, and the line that a script prints.
import { pointerText } from '../../../pointerText';
import { dense, type PlanChange } from './plans';
import { csvOf, type ScriptRun } from './runScripts';

// A secret by its form.
const TOKEN = `hf${'_'}Zq7Xw9Kp4Vb2Nt6MZq7Xw9Kp4Vb2Nt6M`;

/** A failure that a user can cause. */
export interface Failure extends Omit<ScriptRun, 'plan'> {
  readonly change?: PlanChange;
  /** The line, without `KynMLError: `; `<csv>` is the path of the file. */
  readonly line: string;
  /** Files in the working folder afterwards; none by default. */
  readonly files?: readonly string[];
}

const good = csvOf(
  ['a', 'b', 'price'],
  Array.from({ length: 8 }, (_, i) => [i, i * i, i]),
);
const table = (...rows: readonly string[]): string => `a,b,price\n${rows.join('\n')}\n`;
const classes: PlanChange = {
  model: { outputs: 3, layers: dense(2, 3) },
  train: { loss: 'cross_entropy' },
  metrics: [],
};
const two: PlanChange = { train: { loss: 'bce_with_logits' }, metrics: [] };
const batchnorm: PlanChange['model'] = {
  layers: [
    { kind: 'batchnorm', width: 2 },
    { kind: 'linear', inputs: 2, outputs: 1 },
  ],
};
const toOnnx = (inputShape: readonly string[], opset = '17'): PlanChange => ({
  export: { format: 'onnx', path: 'm.onnx', inputShape, opset },
});

const toTorch = (path: string): PlanChange => ({ export: { format: 'torch', path } });

/** The failures by name. */
export const failures: Readonly<Record<string, Failure>> = {
  'no file': {
    line: '<csv> cannot be read: No such file or directory. If the file was moved, compile the spec again.',
  },
  'a folder': {
    before: 'os.mkdir(csv)',
    line: '<csv> cannot be read: Is a directory. If the file was moved, compile the spec again.',
  },
  'a pipe': {
    before: 'os.mkfifo(csv)',
    line: '<csv> is a device or a pipe, so it is not read. Name a CSV file in the spec.',
  },
  'a link to a device without end': {
    before: 'os.symlink("/dev/zero", csv)',
    line: '<csv> is a device or a pipe, so it is not read. Name a CSV file in the spec.',
  },
  'an empty file': { csv: '', line: '<csv> is empty. Add a header and rows, or name another file in the spec.' },
  'blank lines': { csv: '\n\r\n', line: '<csv> is empty. Add a header and rows, or name another file in the spec.' },
  'a header only': {
    csv: 'a,b,price\n',
    line: '<csv> has a header, but no rows. Add rows, or name another file in the spec.',
  },
  'another target': {
    csv: 'a,b\n1,2\n',
    line: '<csv> does not have the target column `price`. Its columns are: a, b.',
  },
  'other separators': {
    csv: 'a;b;price\n1;2;3\n',
    line: '<csv> does not have the target column `price`. Its columns are: a;b;price.',
  },
  'a repeated name': {
    csv: 'a,a,price\n1,2,3\n',
    line: '<csv> has several columns with the name `a`. Rename all but one.',
  },
  'a short row': { csv: table('1,2,3', '4,5'), line: 'Line 3 of <csv> has 2 cells, but the header has 3.' },
  'a long row after a quoted newline': {
    csv: 'a,b,price\r\n"1\n",2,3\r\n4,5,6,7\r\n',
    line: 'Line 4 of <csv> has 4 cells, but the header has 3.',
  },
  'an open quote': {
    csv: table('1,2,3', '"4,5,6'),
    line: '<csv> cannot be read as CSV at line 3: unexpected end of data.',
  },
  'text that is not UTF-8': {
    csv: table('1,2,3', '4,\xe4,6'),
    line: '<csv> is not text in UTF-8. Save it as CSV in UTF-8.',
  },
  'text in UTF-16': {
    before: 'open(csv, "w", encoding="utf-16").write("a,b,price\\n1,2,3\\n")',
    line: '<csv> is UTF-16, as `>` in Windows PowerShell writes it. Save it as CSV in UTF-8.',
  },
  'a pointer of Git LFS': {
    csv: pointerText(),
    line: '<csv> is a Git LFS pointer and not the data. Run `git lfs pull` to fetch it.',
  },
  'a token in a cell': {
    csv: table('1,2,3', `2,${TOKEN},4`),
    line: 'The model has `input 2`, but the data has 3 features: 1 numeric column and 2 categories of `b`. `b` counts as text because of "hf_(hidden)" in line 3.',
  },
  'a token at the end of what is shown of a long cell': {
    csv: table('1,2,3', `2,${'x '.repeat(145)}${TOKEN}${'y'.repeat(9999)},4`),
    line: `The model has \`input 2\`, but the data has 3 features: 1 numeric column and 2 categories of \`b\`. \`b\` counts as text because of "${'x '.repeat(145)}hf_(hidden..." in line 3.`,
  },
  'a cell of a column with the name of a secret': {
    csv: 'a,db_password,price\n1,2,3\n2,hunter2,4\n',
    line: 'The model has `input 2`, but the data has 3 features: 1 numeric column and 2 categories of `db_password`. `db_password` counts as text because of "(hidden)" in line 3.',
  },
  'a token as the name of a column': {
    csv: `${TOKEN},b,price\n,2,3\n`,
    line: 'Column `hf_(hidden)` has missing values in line 2 of <csv>. Fill them in or remove the rows.',
  },
  'a missing number': {
    csv: table('1,2,3', '4,,6', '\n7,NA,9'),
    line: 'Column `b` has missing values in lines 3, 5 of <csv>. Fill them in or remove the rows.',
  },
  'many missing numbers': {
    csv: table(...Array.from({ length: 9 }, () => ',2,3')),
    line: 'Column `a` has missing values in lines 2, 3, 4, 5, 6 and more of <csv>. Fill them in or remove the rows.',
  },
  'a missing target': {
    change: classes,
    csv: table('1,2,x', '4,5,'),
    line: 'Column `price` has missing values in line 3 of <csv>. Fill them in or remove the rows.',
  },
  infinity: {
    csv: table('1,2,3', '-inf,2,3', '1e39,2,3'),
    line: 'Column `a` has NaN, infinite or too large values in lines 3, 4 of <csv>. Correct them or remove the rows.',
  },
  'another width': {
    csv: 'a,price\n1,2\n',
    line: 'The model has `input 2`, but the data has 1 feature: 1 numeric column.',
  },
  'a text column': {
    change: { model: { inputs: 10, layers: dense(10, 1) } },
    csv: `${Array.from({ length: 9 }, (_, i) => `n${i},`).join('')}city,price\n${['Rom', 'Ulm', 'Bern', 'Rom'].map(c => `1,2,3,4,5,6,7,8,9,${c},1\n`).join('')}`,
    line: 'The model has `input 10`, but the data has 12 features: 9 numeric columns and 3 categories of `city`.',
  },
  'text in a column of numbers': {
    csv: table('1,2,3', '2,"3,5",4'),
    line: 'The model has `input 2`, but the data has 3 features: 1 numeric column and 2 categories of `b`. `b` counts as text because of "3,5" in line 3.',
  },
  'a name with hidden characters': {
    csv: 'a,"\u00e2\u0080\u00ae\n",price\n1,x,2\n',
    change: { model: { inputs: 3, layers: dense(3, 1) } },
    line: 'The model has `input 3`, but the data has 2 features: 1 numeric column and 1 category of `\\u202e\\n`.',
  },
  'a target of text': {
    csv: table('1,2,3', '1,2,cheap'),
    line: '`loss = mse` needs numbers, but the target `price` has text: "cheap" in line 3.',
  },
  'two classes, one value': {
    change: two,
    csv: table('1,2,1', '1,2,1'),
    line: 'The target `price` has the same value in all rows, so there is nothing to learn.',
  },
  'two classes, another number': {
    change: two,
    csv: table('1,2,0', '1,2,2.5'),
    line: '`loss = bce` needs a target of 0 and 1, but `price` has the value 2.5.',
  },
  'two classes, three texts': {
    change: two,
    csv: table('1,2,x', '1,2,y', '1,2,z'),
    line: '`loss = bce` needs two classes, but the target `price` has 3 texts. Use `loss = cross_entropy` with 3 outputs.',
  },
  'one class': {
    change: classes,
    csv: table('1,2,x', '1,2,x'),
    line: 'The target `price` has the same value in all rows, so there is nothing to learn.',
  },
  'too many classes': {
    change: classes,
    csv: table('1,2,x', '1,2,y', '1,2,z', '1,2,w'),
    line: 'The target `price` has 4 classes, but the model has 3 outputs.',
  },
  'a class that is a fraction': {
    change: classes,
    csv: table('1,2,0', '1,2,1.5'),
    line: 'The classes in the target `price` must be texts or whole numbers, but one is 1.5. To predict numbers, use `loss = mse`.',
  },
  'no row to train on': { csv: table('1,2,3'), line: '`split = 0.75` of 1 row leaves no row to train on.' },
  'no row to test with': {
    change: { data: { split: '0.9999999999999999999' } },
    csv: table('1,2,3', '4,5,6'),
    line: '`split = 1.0` of 2 rows leaves no row to test with.',
  },
  'batches of one row': {
    change: { model: batchnorm, train: { batch: '1' } },
    csv: good,
    line: '`batchnorm` needs batches of at least 2 rows. Set `batch` to 2 or more, and check that the train part has 2 rows.',
  },
  'no CUDA': {
    change: { train: { device: 'cuda' } },
    csv: good,
    before:
      'import torch; undo.append(lambda f=torch.cuda.is_available: setattr(torch.cuda, "is_available", f)); torch.cuda.is_available = lambda: False',
    line: '`device = cuda` needs a GPU that PyTorch can use, and there is none. Set `device` to `auto` or `cpu`, or install a PyTorch with CUDA.',
  },
  'no MPS': {
    change: { train: { device: 'mps' } },
    csv: good,
    line: '`device = mps` needs a Mac with a GPU that PyTorch can use, and there is none. Set `device` to `auto` or `cpu`.',
  },
  'a manifest that is a folder': {
    csv: good,
    before: 'os.mkdir("run_manifest.json")',
    line: 'run_manifest.json cannot be written: it is a folder.',
  },
  'an export below a file': {
    change: { export: { format: 'torch', path: 'x/m.pt' } },
    csv: good,
    before: 'open("x", "w").close()',
    line: 'x/m.pt cannot be written: x is not a folder.',
    files: ['x'],
  },
  'an export to a folder': {
    change: { export: { format: 'torchscript', path: 'x' } },
    csv: good,
    before: 'os.mkdir("x")',
    line: 'x cannot be written: it is a folder.',
  },
  'an export to the data': {
    change: toTorch('../data.csv'),
    csv: good,
    line: '../data.csv is the data of this run and would be overwritten. Use another path.',
  },
  'an export to the data by a link': {
    change: toTorch('here/data.csv'),
    csv: good,
    before: 'os.symlink("..", "here")',
    line: 'here/data.csv is the data of this run and would be overwritten. Use another path.',
  },
  'an export to the script': {
    change: toTorch('../work/../train.py'),
    csv: good,
    line: '../work/../train.py is this script and would be overwritten. Use another path.',
  },
  'an export to the file for events': {
    change: toTorch('../events.jsonl'),
    csv: good,
    line: '../events.jsonl is the file for the progress of this run and would be overwritten. Use another path.',
  },
  'an export to the manifest by a link': {
    change: toTorch('here/run_manifest.json'),
    csv: good,
    before: 'os.symlink(".", "here")',
    line: 'here/run_manifest.json is another file that this run writes and would be overwritten. Use another path.',
  },
  'an export to the checkpoint by a link': {
    change: { ...toTorch('here/m.pt'), train: { checkpoint: { path: 'm.pt', every: '1' } } },
    csv: good,
    before: 'os.symlink(".", "here")',
    line: 'here/m.pt is another file that this run writes and would be overwritten. Use another path.',
  },
  'an export to a spec': {
    change: toTorch('house.kyn'),
    csv: good,
    before: 'open("house.kyn", "w").close()',
    line: 'house.kyn exists and has the name of a spec, so it is not overwritten. Use another path.',
    files: ['house.kyn'],
  },
  'an export to a file that is not a model': {
    change: toTorch('notes.md'),
    csv: good,
    before: 'with open("notes.md", "w") as f: f.write("# Notes")',
    line: 'notes.md exists and is not a model in this format, so it is not overwritten. Move it or use another path.',
    files: ['notes.md'],
  },
  'an export to such a file of another folder': {
    change: { export: { format: 'onnx', path: '../.profile', inputShape: ['1', '2'], opset: '13' } },
    csv: good,
    before: 'with open("../.profile", "w") as f: f.write("PATH=/bin")',
    line: '../.profile exists and is not a model in this format, so it is not overwritten. Move it or use another path.',
  },
  'a checkpoint to such a file by a link': {
    change: { train: { checkpoint: { path: 'c.pt', every: '1' } } },
    csv: good,
    before: 'with open("notes.md", "w") as f: f.write("# Notes")\nos.symlink("notes.md", "c.pt")',
    line: 'c.pt exists and is not a model in this format, so it is not overwritten. Move it or use another path.',
    files: ['c.pt', 'notes.md'],
  },
  'an export to a pipe': {
    change: toTorch('p.pt'),
    csv: good,
    before: 'os.mkfifo("p.pt")',
    line: 'p.pt exists and is not a model in this format, so it is not overwritten. Move it or use another path.',
  },
  // Python ignores the signal, so that a file that grows over the limit is an error, like a full disk.
  'a full disk': {
    csv: good,
    before:
      'import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (100, -1)); os.environ.pop("KYNML_EVENTS"); undo.append(lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (-1, -1)))',
    line: 'run_manifest.json cannot be written: File too large.',
  },
  'an onnx shape that does not fit': {
    change: toOnnx(['1', '7']),
    csv: good,
    line: 'The network cannot be exported to ONNX: mat1 and mat2 shapes cannot be multiplied (1x7 and 2x16) Check `input_shape` and `opset`.',
  },
  'an onnx version that does not exist': {
    change: toOnnx(['1', '2'], '9999'),
    csv: good,
    line: 'The network cannot be exported to ONNX: Unsupported ONNX opset version: 9999 Check `input_shape` and `opset`.',
  },
  'no package for onnx': {
    change: toOnnx(['1', '2']),
    csv: good,
    before:
      'import torch\ndef missing(*_, **__): raise RuntimeError("Module onnx is not installed!")\nundo.append(lambda f=torch.onnx.export: setattr(torch.onnx, "export", f)); torch.onnx.export = missing',
    line: 'The export to ONNX needs a package that is missing. Install it with: <python> -m pip install onnx',
  },
  'a rate below 0': {
    change: { train: { optimizer: { name: 'adam', lr: '-0.1' } } },
    csv: good,
    line: 'PyTorch does not accept a value of the optimizer or the scheduler: Invalid learning rate: -0.1',
  },
  'a factor that makes the rate larger': {
    change: { train: { scheduler: { name: 'plateau', patience: '1', factor: '1.5' } } },
    csv: good,
    line: 'PyTorch does not accept a value of the optimizer or the scheduler: Factor should be < 1.0.',
  },
  'no memory': {
    change: { model: { layers: dense(2, 1_000_000_000_000, 1) } },
    csv: good,
    line: 'The memory is not sufficient. Use a smaller `batch` or network, or fewer rows.',
  },
  'more texts than can be encoded': {
    csv: table(...Array.from({ length: 100_001 }, (_, i) => `1,u${i},3`)),
    line: 'Column `b` has more than 100000 different texts, too many for one-hot encoding. Remove the column from the CSV file.',
  },
};
