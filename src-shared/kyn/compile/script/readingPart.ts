// Reading the CSV file: which columns are numbers, and all rows as arrays.
import { type Code, join, python } from '../../../python/code';

const columns = python`
  # Cells that count as missing, as in pandas.
  MISSING = frozenset([
      "", "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN", "<NA>",
      "N/A", "NA", "NULL", "NaN", "None", "n/a", "nan", "null",
  ])
  FLOAT32_MAX = float(np.finfo(np.float32).max)
  MAX_CATEGORIES = 100_000


  class Column:
      """What is in a column: numbers, or text (also true and false), of which each value is a category."""

      def __init__(self, name, index):
          self.name = name
          self.index = index
          self.is_numeric = True
          self.has_numbers = False
          self.first_text = None  # The line and the text of the first cell that is not a number.
          self.missing_lines = []
          self.not_finite_lines = []
          self.categories = []  # The values of a text column in sorted order.
          self.category_of = {}  # From each text to the number of its category.

      def inspect(self, cell, line):
          """Records what a cell shows. At most six lines of each kind are kept, because messages name five."""
          if cell in MISSING:
              if len(self.missing_lines) < 6:
                  self.missing_lines.append(line)
          elif self.is_numeric:
              number = number_in(cell)
              if number is None:
                  self.is_numeric = False
                  self.first_text = (line, cell)
              else:
                  self.has_numbers = True
                  if not abs(number) <= FLOAT32_MAX and len(self.not_finite_lines) < 6:
                      self.not_finite_lines.append(line)

      def check(self, allows_missing):
          """Fails if a cell has no value that a network can use."""
          if self.missing_lines and not allows_missing:
              raise KynMLError(f"Column \`{shown(self.name)}\` has missing values in {lines_text(self.missing_lines)} of "
                               f"{shown(CSV_PATH)}. Fill them in or remove the rows.")
          if self.is_numeric and self.not_finite_lines:
              raise KynMLError(f"Column \`{shown(self.name)}\` has NaN, infinite or too large values in "
                               f"{lines_text(self.not_finite_lines)} of {shown(CSV_PATH)}. Correct them or remove the "
                               f"rows.")

      def set_categories(self, texts):
          """Numbers the categories in sorted order. As in pandas, true, True and TRUE are one value."""
          is_bool = all(text.lower() in ("true", "false") for text in texts)
          value_of = {text: text.capitalize() if is_bool else text for text in texts}
          self.categories = sorted(set(value_of.values()))
          numbers = {value: number for number, value in enumerate(self.categories)}
          self.category_of = {text: numbers[value] for text, value in value_of.items()}

      def width(self):
          """How many inputs of the network the column takes."""
          return 1 if self.is_numeric else len(self.categories)


  def number_in(cell):
      """The number in a cell, or None. Python also reads 1_000 and digits of other scripts; other programs do not."""
      try:
          number = float(cell)
      except ValueError:
          return None
      return number if cell.isascii() and "_" not in cell else None


  def lines_text(lines):
      """Names line numbers: at most five."""
      if len(lines) == 1:
          return f"line {lines[0]}"
      return f"lines {', '.join(map(str, lines[:5]))}" + (" and more" if len(lines) > 5 else "")
`;

const rows = python`
  def csv_rows(text):
      """Yields the line number and the cells of each row, the header first. Blank lines are left out."""
      text.seek(0)
      reader = csv.reader(text, strict=True)
      width = None
      while True:
          line = reader.line_num + 1
          try:
              row = next(reader)
          except StopIteration:
              return
          except csv.Error as error:
              raise KynMLError(f"{shown(CSV_PATH)} cannot be read as CSV at line {line}: {error}.") from None
          if not row:
              continue
          if width is None:
              width = len(row)
          elif len(row) != width:
              raise KynMLError(f"Line {line} of {shown(CSV_PATH)} has {len(row)} cells, but the header has {width}.")
          yield line, row


  def inspect_columns(text):
      """The columns and the number of rows."""
      rows = csv_rows(text)
      _, names = next(rows, (0, None))
      if names is None:
          raise KynMLError(f"{shown(CSV_PATH)} is empty. Add a header and rows, or name another file in the spec.")
      seen = set()
      for name in names:
          if name in seen:
              raise KynMLError(f"{shown(CSV_PATH)} has several columns with the name \`{shown(name)}\`. Rename all but "
                               f"one.")
          seen.add(name)
      if names[0].startswith("version https://git-lfs.github.com/spec/"):
          raise KynMLError(f"{shown(CSV_PATH)} is a Git LFS pointer and not the data. Run \`git lfs pull\` to fetch it.")
      if TARGET not in names:
          raise KynMLError(f"{shown(CSV_PATH)} does not have the target column \`{shown(TARGET)}\`. Its columns are: "
                           f"{shown(', '.join(names))}.")
      columns = [Column(name, index) for index, name in enumerate(names)]
      row_count = 0
      for line, row in rows:
          row_count += 1
          for column, cell in zip(columns, row):
              column.inspect(cell, line)
      if row_count == 0:
          raise KynMLError(f"{shown(CSV_PATH)} has a header, but no rows. Add rows, or name another file in the spec.")
      for column in columns:
          # A row without the text of a text column has none of its categories, as in pandas.
          column.check(allows_missing=not column.is_numeric and column.name != TARGET)
      find_categories(text, [column for column in columns if not column.is_numeric])
      return columns, row_count


  def find_categories(text, columns):
      """Collects the texts of the text columns."""
      texts = {column.name: set() for column in columns}
      for number, (_, row) in enumerate(csv_rows(text) if columns else []):
          for column in columns:
              if number > 0 and row[column.index] not in MISSING:
                  texts[column.name].add(row[column.index])
              if len(texts[column.name]) > MAX_CATEGORIES:
                  raise KynMLError(f"Column \`{shown(column.name)}\` has more than {MAX_CATEGORIES} different texts, too "
                                   f"many for one-hot encoding. Remove the column from the CSV file.")
      for column in columns:
          column.set_categories(texts[column.name])
`;

const arrays = python`
  def read_csv():
      """The features, the target column, its values (numbers, or numbers of categories) and the hash of the file.

      The file is read row by row, and several times. It may therefore be larger than the memory: only the features
      have to fit, with 4 bytes for each value, and twice while the rows are shuffled and split.
      """
      # The end of a device or a pipe may never come.
      if os.path.exists(CSV_PATH) and not (os.path.isfile(CSV_PATH) or os.path.isdir(CSV_PATH)):
          raise KynMLError(f"{shown(CSV_PATH)} is a device or a pipe, so it is not read. Name a CSV file in the spec.")
      try:
          with open(CSV_PATH, "rb") as file:
              before = os.fstat(file.fileno())
              if before.st_size > 100_000_000:
                  note(f"Reading {shown(CSV_PATH)} ({before.st_size // 1_000_000} MB).")
              try:
                  features, target, values = parsed(file)
                  data_hash = known_hash(file, before) or hash_of(file)
              except (KynMLError, LookupError, ValueError):
                  check_unchanged(file, before)
                  raise
              check_unchanged(file, before)
      except UnicodeDecodeError as error:
          is_utf16 = error.object[:2] in (b"\xff\xfe", b"\xfe\xff")
          form = "UTF-16, as \`>\` in Windows PowerShell writes it" if is_utf16 else "not text in UTF-8"
          raise KynMLError(f"{shown(CSV_PATH)} is {form}. Save it as CSV in UTF-8.") from None
      except OSError as error:
          raise KynMLError(f"{shown(CSV_PATH)} cannot be read: {error.strerror}. If the file was moved, compile the spec "
                           f"again.") from None
      return features, target, values, data_hash


  def parsed(file):
      """The features, the target column and its values."""
      text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
      try:
          columns, row_count = inspect_columns(text)
          target = next(column for column in columns if column.name == TARGET)
          inputs = [column for column in columns if column is not target]
          check_width(inputs)
          features, values = read_values(text, inputs, target, row_count)
          return features, target, values
      finally:
          text.detach()


  def check_unchanged(file, before):
      """Fails if the file changed since then. What was read of it may then be parts of two versions."""
      after = os.fstat(file.fileno())
      if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
          raise KynMLError(f"{shown(CSV_PATH)} changed while it was read. Start the training again.")


  def known_hash(file, before):
      """The SHA-256 that kyn computed once for several runs, if the file was and is as it was then. Otherwise None.

      It is in the argument --data-hash=SHA256:INODE:SIZE:MODIFIED:CHANGED, with both times in nanoseconds. No program
      can set the time of the last change.
      """
      states = {state_text(before), state_text(os.fstat(file.fileno()))}
      for argument in sys.argv[1:]:
          match = re.fullmatch(r"--data-hash=([0-9a-f]{64}):([0-9:]+)", argument)
          if match and states == {match[2]}:
              return match[1]
      return None


  def state_text(stat):
      """What shows that a file is still the same."""
      return f"{stat.st_ino}:{stat.st_size}:{stat.st_mtime_ns}:{stat.st_ctime_ns}"


  def hash_of(file):
      """The SHA-256 of a file, read in pieces of 64 KiB."""
      file.seek(0)
      digest = hashlib.sha256()
      for piece in iter(lambda: file.read(65536), b""):
          digest.update(piece)
      return digest.hexdigest()


  def check_width(inputs):
      """Fails if the columns do not fit the first layer."""
      width = sum(column.width() for column in inputs)
      if width == INPUTS:
          return
      numeric = sum(column.is_numeric for column in inputs)
      texts = [column for column in inputs if not column.is_numeric]
      parts = [counted(numeric, "numeric column", "numeric columns")]
      parts += [f"{counted(c.width(), 'category', 'categories')} of \`{shown(c.name)}\`" for c in texts[:5]]
      if len(texts) > 5:
          rest = sum(column.width() for column in texts[5:])
          parts.append(f"{counted(rest, 'category', 'categories')} of other text columns")
      features = f"{counted(width, 'feature', 'features')}: {' and '.join(parts)}"
      message = f"The model has \`input {INPUTS}\`, but the data has {features}."
      for column in texts:
          if column.has_numbers:
              line, cell = column.first_text
              text = shown_cell(column.name, cell)
              message += f" \`{shown(column.name)}\` counts as text because of \"{text}\" in line {line}."
              break
      raise KynMLError(message)


  def read_values(text, inputs, target, row_count):
      """All rows as arrays: numeric columns in the order of the file, then one column for each category."""
      numeric = [column.index for column in inputs if column.is_numeric]
      texts = []  # Of each text column: the categories, the index in a row, and the feature of the first category.
      start = len(numeric)
      for column in inputs:
          if not column.is_numeric:
              texts.append((column.category_of, column.index, start))
              start += column.width()
      features = np.zeros((row_count, INPUTS), dtype=np.float32)
      values = np.zeros(row_count)
      for number, (_, row) in enumerate(csv_rows(text)):
          if number == 0:
              continue
          at = number - 1
          features[at, :len(numeric)] = [float(row[index]) for index in numeric]
          for category_of, index, start in texts:
              category = category_of.get(row[index])
              if category is not None:
                  features[at, start + category] = 1
          cell = row[target.index]
          values[at] = float(cell) if target.is_numeric else target.category_of[cell]
      return features, values
`;

/** How the file is read; the same in every script, because which columns are text is known only when it runs. */
export const reading: Code = join([columns, rows, arrays], 2);
