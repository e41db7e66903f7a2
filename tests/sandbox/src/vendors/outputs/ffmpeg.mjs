import { execFile } from 'node:child_process';

let last = Promise.resolve();

/** Runs ffmpeg, one at a time: vendors are asked for many files at once. @param {string[]} parameters */
export function runFfmpeg(parameters) {
  const run = last.then(() => new Promise((resolve, reject) => {
    execFile('ffmpeg', ['-v', 'error', '-nostdin', '-y', ...parameters], { timeout: 60_000 }, (error) => (error ? reject(error) : resolve()));
  }));
  last = run.catch(() => {});
  return run;
}
