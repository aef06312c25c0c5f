// A merge conflict in an artifact is one finding. Strings of a script may contain a marker, but no value of JSON can.
import { expect, test } from 'vitest';
import { fileFormats } from '../../src-shared/artifacts/fileFormat';

const problemOf = (ending: string, text: string) =>
  fileFormats.find(f => f.endings.includes(ending))?.read(text).problem?.fault;

test.each([
  ['.json', '{\n<<<<<<< a\n "seed": 1\n}\n', 'conflict'],
  ['.json', '{\n "seed": 1\n>>>>>>> b\n}\n', 'conflict'],
  ['.lock', '{\n<<<<<<<<<< a\n "x": 1\n==========\n "x": 2\n>>>>>>>>>> b\n}\n', 'conflict'],
  ['.json', '{\n=======\n "seed": 1\n}\n', 'conflict'],
  ['.json', '{\n||||||| base\n "seed": 1\n}\n', 'conflict'],
  ['.json', '{\n======\n "seed": 1\n}\n', 'expected-key'],
  ['.lock', '|||||||\r\n{\r\n "seed": 1\r\n}\r\n', 'conflict'],
  ['.jsonl', '=======\n{"type": "session"}\n', 'conflict'],
  ['.json', '{\n "seed": "=======\\n======="\n}\n', undefined],
  ['.json', '{\n "seed": "<<<<<<< a"\n}\n', undefined],
  ['.py', 'TEXT = """\n=======\n||||||| a\n"""\nCONFIG_HASH = "1"\n', undefined],
  ['.py', 'TEXT = """\n<<<<<<< a\n"""\nCONFIG_HASH = "1"\n', undefined],
  ['.py', '<<<<<<<< a\nCONFIG_HASH = "1"\n========\nCONFIG_HASH = "2"\n>>>>>>>> b\n', 'conflict'],
])('in %s: %j', (ending, text, fault) => expect(problemOf(ending, text)).toBe(fault));
