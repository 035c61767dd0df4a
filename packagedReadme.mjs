// Gives a .vsix a README that holds by itself: pictures and links to files that are not in the package are taken out.
//   node packagedReadme.mjs [FILE.vsix]
import { Buffer } from 'node:buffer';
import { createWriteStream, readFileSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { strFromU8, strToU8, unzipSync } from 'fflate';
import { ZipFile } from 'yazl';

const README = 'extension/readme.md';

const { name, version } = JSON.parse(readFileSync('package.json', 'utf8'));
const file = process.argv[2] ?? `${name}-${version}.vsix`;
const entries = unzipSync(readFileSync(file));
const packaged = (path) => Object.hasOwn(entries, `extension/${path}`);
const text = strFromU8(entries[README])
  .replace(/^!\[[^\]]*\]\(([^)]+)\)\n\n?/gm, (picture, path) => (packaged(path) ? picture : ''))
  .replace(/(?<!!)\[([^\]]+)\]\(([\w./-]+)\)/g, (link, words, path) => (packaged(path) ? link : words));
entries[README] = strToU8(text);
const zip = new ZipFile();
for (const [path, content] of Object.entries(entries)) {
  zip.addBuffer(Buffer.from(content), path, { compress: !/\.(?:png|webp)$/.test(path) });
}
zip.end();
await pipeline(zip.outputStream, createWriteStream(file));
console.log(`${file}: ${Math.round(readFileSync(file).length / 1000)} KB`);
