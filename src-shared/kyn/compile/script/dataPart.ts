// From rows to the tensors of the train part and the test part.
import { type Code, join, python } from '../../../python/code';
import type { TrainingPlan } from '../plan';
import { isBinary } from './needs';

/** Encoding of the target, the split, and scaling. */
export const preparing = (plan: TrainingPlan): Code =>
  join([targetOf(plan), split(plan), plan.data.normalize && normalize], 2);

function targetOf({ train }: TrainingPlan): Code {
  if (train.loss === 'mse') return numberTarget;
  return join([isBinary(train.loss) ? binaryTarget : classTarget, noteClasses], 2);
}

const numberTarget = python`
  def encode_target(column, values):
      """The target as float32."""
      if not column.is_numeric:
          line, cell = column.first_text
          raise KynMLError(f"\`loss = mse\` needs numbers, but the target \`{shown(TARGET)}\` has text: "
                           f"\"{shown_cell(TARGET, cell)}\" in line {line}.")
      return values.astype(np.float32).reshape(-1, 1)
`;

const binaryTarget = python`
  def encode_target(column, values):
      """The target as float32: 0 or 1. Two texts are 0 and 1 in sorted order."""
      classes = np.unique(values)
      if len(classes) == 1:
          raise KynMLError(f"The target \`{shown(TARGET)}\` has the same value in all rows, so there is nothing to learn.")
      if column.is_numeric and not set(classes) <= {0.0, 1.0}:
          wrong = next(value for value in classes if value not in (0.0, 1.0))
          raise KynMLError(f"\`loss = bce\` needs a target of 0 and 1, but \`{shown(TARGET)}\` has the value "
                           f"{shown_cell(TARGET, f'{wrong:g}')}.")
      if len(classes) > 2:
          raise KynMLError(f"\`loss = bce\` needs two classes, but the target \`{shown(TARGET)}\` has {len(classes)} texts. "
                           f"Use \`loss = cross_entropy\` with {len(classes)} outputs.")
      if not column.is_numeric:
          note_classes(column.categories)
      return values.astype(np.float32).reshape(-1, 1)
`;

const classTarget = python`
  def encode_target(column, values):
      """The target as int64: the number of the class, from 0.

      Whole numbers from 0 to OUTPUTS - 1 are used as they are. Texts and other whole numbers are numbered in
      sorted order.
      """
      if column.is_numeric and (values % 1 != 0).any():
          wrong = values[values % 1 != 0][0]
          raise KynMLError(f"The classes in the target \`{shown(TARGET)}\` must be texts or whole numbers, but one is "
                           f"{shown_cell(TARGET, f'{wrong:g}')}. To predict numbers, use \`loss = mse\`.")
      classes = np.unique(values)
      if len(classes) == 1:
          raise KynMLError(f"The target \`{shown(TARGET)}\` has the same value in all rows, so there is nothing to learn.")
      if len(classes) > OUTPUTS:
          raise KynMLError(f"The target \`{shown(TARGET)}\` has {len(classes)} classes, but the model has {OUTPUTS} "
                           f"outputs.")
      if not column.is_numeric:
          note_classes(column.categories)
      elif classes[0] < 0 or classes[-1] >= OUTPUTS:
          note_classes([f"{value:g}" for value in classes])
          values = np.searchsorted(classes, values)
      return values.astype(np.int64)
`;

const noteClasses = python`
  def note_classes(names):
      """Reports which class has which number."""
      pairs = [f"{number} = {shown_cell(TARGET, name)}" for number, name in enumerate(names[:20])]
      more = ", ..." if len(names) > 20 else ""
      note(f"Classes of \`{shown(TARGET)}\`: {', '.join(pairs)}{more}.")
`;

const split = ({ data }: TrainingPlan): Code => python`
  def split_rows(features, targets, generator):
      """The train part and the test part${data.shuffle ? python`, from shuffled rows` : python`, in the order of the file`}."""
      row_count = len(features)
      train_count = int(row_count * SPLIT)
      if not 0 < train_count < row_count:
          raise KynMLError(f"\`split = {SPLIT}\` of {counted(row_count, 'row', 'rows')} leaves no row to "
                           f"{'train on' if train_count == 0 else 'test with'}.")
      ${
        data.shuffle &&
        python`
          order = torch.randperm(row_count, generator=generator).numpy()
          features, targets = features[order], targets[order]
        `
      }
      return (features[:train_count], targets[:train_count]), (features[train_count:], targets[train_count:])
`;

const normalize = python`
  def normalize(train_features, test_features):
      """Scales each feature to mean 0 and deviation 1 in the train part, as sklearn's StandardScaler does.

      One column at a time, so that the float64 copies need little memory.
      """
      epsilon = np.finfo(np.float64).eps
      count = len(train_features)
      for index in range(INPUTS):
          column = train_features[:, index].astype(np.float64)
          mean, variance = column.mean(), column.var()
          # A column that is constant, except for rounding, is not scaled.
          is_constant = variance <= count * epsilon * variance + (count * mean * epsilon) ** 2
          deviation = 1.0 if is_constant else math.sqrt(variance)
          train_features[:, index] = (column - mean) / deviation
          test_features[:, index] = (test_features[:, index].astype(np.float64) - mean) / deviation
`;
