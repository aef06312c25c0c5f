// What a client sends to verify recorded data.
import { readFileSync } from 'node:fs';
import type { TestClient } from './client';

/** A file for recorded data, by its recorded name; without one the dataset of a run. */
export function chosenFile(client: TestClient, path: string, file: string, name?: string) {
  const { data_hash, data_provenance } = JSON.parse(readFileSync(client.path(path), 'utf8'));
  const hashes: [string, string][] = Object.entries(data_provenance?.hashes ?? { '': data_hash });
  const index = hashes.findIndex(([recordedName]) => recordedName === (name ?? ''));
  return { index, recorded: hashes[index]?.[1] ?? '', uri: file.startsWith('file:') ? file : client.uri(file) };
}
