import { get, set } from 'idb-keyval';

const KEY = 'own-model';

/** Keeps the file of the visitor's own model on this device. @returns whether that was possible: storage may be full. */
export async function keepModel(file: Uint8Array): Promise<boolean> {
  return set(KEY, file).then(
    () => true,
    () => false,
  );
}

/** The file of the visitor's own model, if one was kept. */
export async function keptModel(): Promise<Uint8Array | undefined> {
  const kept: unknown = await get(KEY).catch(() => undefined);
  return kept instanceof Uint8Array ? kept : undefined;
}
