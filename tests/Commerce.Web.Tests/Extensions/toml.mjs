// Reads TOML files, given as paths, and prints them as one JSON list. No TOML library is on the package feed of the .NET side.
import { readFileSync } from 'node:fs';
import { parse } from 'smol-toml';

process.stdout.write(JSON.stringify(process.argv.slice(2).map((path) => parse(readFileSync(path, 'utf8')))));
