// Errors, notes, the seed and the device.
import { type Code, join, python } from '../../../python/code';
import type { TrainingPlan } from '../plan';

/** Functions that all other parts use. */
export const basics = ({ train }: TrainingPlan): Code =>
  join(
    [
      messages,
      firstLine,
      train.seed !== undefined && seeding,
      train.deterministic && determinism,
      chooseDevice(train.device),
    ],
    2,
  );

const messages = python`
  class KynMLError(Exception):
      """A failure that the user can fix. It is reported in one line, without a traceback."""


  def note(text):
      """Prints a line for people. On a terminal it replaces the progress bar, which the next epoch draws again."""
      clear = "\r\x1b[K" if sys.stderr.isatty() else ""
      # One write, so that Ctrl-C does not separate a line from its end.
      print(f"{clear}{text}\n", end="", file=sys.stderr, flush=True)


  def shown(text):
      """Text of a file or a path for a message: on one line, with escapes for characters that are invisible.

      What looks like a key or a token is hidden, because output is kept and passed on.
      """
      line = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text[:400])
      line = re.sub(r"(?=[A-Za-z]*[0-9])(?=[A-Z0-9]*[a-z])(?=[a-z0-9]*[A-Z])[A-Za-z0-9]{16,}", "(hidden)", line)
      return line if len(line) <= 300 and len(text) <= 400 else f"{line[:300]}..."


  def shown_cell(column, cell):
      """A value of a column for a message. Of a column with the name of a secret, none is shown."""
      name = r"(passwor[dt]|passwd|passphrase|pwd|secret|api[-_ ]?key|credential)s?[_ ]*[0-9]*\s*$"
      return "(hidden)" if re.search(name, column, re.IGNORECASE) else shown(cell)


  def counted(number, one, many):
      """A number with its noun."""
      return f"{number} {one if number == 1 else many}"
`;

const firstLine = python`
  def first_line(error):
      """What PyTorch reports first."""
      return (str(error).splitlines() or [type(error).__name__])[0]
`;

const seeding = python`
  def _set_seed(seed):
      """Seeds all generators of random numbers. PyTorch takes seeds of 64 bits, numpy of 32."""
      random.seed(seed)
      np.random.seed(seed % 2**32)
      torch.manual_seed(seed % 2**64)
      torch.cuda.manual_seed_all(seed % 2**64)
`;

const determinism = python`
  def use_deterministic_algorithms():
      """An operation that has only an algorithm with random order fails instead of giving other digits in each run."""
      torch.use_deterministic_algorithms(True)
      torch.backends.cudnn.deterministic = True
      torch.backends.cudnn.benchmark = False
`;

const DEVICES: Readonly<Record<TrainingPlan['train']['device'], Code>> = {
  auto: python`
    def choose_device():
        """The fastest device of this machine."""
        if torch.cuda.is_available():
            return torch.device("cuda")
        if torch.backends.mps.is_available():
            return torch.device("mps")
        return torch.device("cpu")
  `,
  cpu: python`
    def choose_device():
        """The device that the spec names."""
        return torch.device("cpu")
  `,
  cuda: python`
    def choose_device():
        """The device that the spec names."""
        if not torch.cuda.is_available():
            raise KynMLError("\`device = cuda\` needs a GPU that PyTorch can use, and there is none. Set \`device\` to "
                             "\`auto\` or \`cpu\`, or install a PyTorch with CUDA.")
        return torch.device("cuda")
  `,
  mps: python`
    def choose_device():
        """The device that the spec names."""
        if not torch.backends.mps.is_available():
            raise KynMLError("\`device = mps\` needs a Mac with a GPU that PyTorch can use, and there is none. Set "
                             "\`device\` to \`auto\` or \`cpu\`.")
        return torch.device("mps")
  `,
};

const chooseDevice = (device: TrainingPlan['train']['device']): Code => DEVICES[device];
