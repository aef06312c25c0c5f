// Hosts in memory for the tests of the core, with Node's hashing and coding.

import type { Host } from '../../src-shared/host/host';
import { type GitStub, type MemoryFile, type MemoryHost, memoryHost } from '../../src-shared/host/memoryHost';
import { nodeHost } from '../nodeHost';

/** A host with files by absolute path; `git` answers git commands, `run` those of programs. */
export const hostOf = (files: Readonly<Record<string, MemoryFile>>, git?: GitStub, run?: Host['run']): MemoryHost =>
  memoryHost(files, {
    sha256: nodeHost.sha256,
    decodeUtf8: nodeHost.decodeUtf8,
    encodeUtf8: text => new TextEncoder().encode(text),
    ...(git && { git }),
    ...(run && { run }),
  });
