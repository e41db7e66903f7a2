import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';

let counter = 0;

/** Writes all or nothing: readers, and a restart after a crash, see the old content or the new one. */
export async function writeAtomically(target, content) {
  await mkdir(path.dirname(target), { recursive: true });
  const temporary = `${target}.${process.pid}.${counter++}.tmp`;
  await writeFile(temporary, content);
  await rename(temporary, target);
}

/** Runs `write` so that callers who arrive while one write is under way share the next one. */
export function coalesced(write) {
  let running = null;
  let waiting = null;
  const start = () => {
    running = write().finally(() => {
      running = null;
    });
    return running;
  };
  return () => {
    if (!running) return start();
    waiting ??= running.catch(() => {}).then(() => {
      waiting = null;
      return start();
    });
    return waiting;
  };
}
