// The log as a stranger's program sees it: signed note, tiles and entries, with nothing of ours but the addresses. TAP.
import { createHash, createPublicKey, verify } from 'node:crypto';

const base = process.argv[2];
let n = 0, bad = 0;
const ok = (good, what) => { n++; bad += !good; console.log(`${good ? 'ok' : 'not ok'} ${n} - ${what}`); };
const bytes = async path => { const r = await fetch(base + path); return r.ok ? Buffer.from(await r.arrayBuffer()) : null; };
const text = async path => (await bytes(path)).toString();
const sha = (...parts) => createHash('sha256').update(Buffer.concat(parts)).digest();
const node = (a, b) => sha(Buffer.from([1]), a, b);
const root = leaves => {
  if (leaves.length === 1) return leaves[0];
  let half = 1;
  while (half * 2 < leaves.length) half *= 2;
  return node(root(leaves.slice(0, half)), root(leaves.slice(half)));
};
const name = i => `${i >= 1000 ? `x${String(Math.floor(i / 1000)).padStart(3, '0')}/` : ''}${String(i % 1000).padStart(3, '0')}`;
const tile = async (level, i, width) => bytes(`/log/tile/${level}/${name(i)}${width < 256 ? `.p/${width}` : ''}`);
const cut = (b, size) => Array.from({ length: b.length / size }, (_, i) => b.subarray(i * size, (i + 1) * size));

const note = await text('/log/checkpoint'), key = (await text('/log/key')).trim();
const [body, signatures] = note.split(/\n\n/), [origin, sizeLine, rootLine] = body.split('\n'), size = Number(sizeLine);
const material = Buffer.from(key.split('+').slice(2).join('+'), 'base64');
const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), material.subarray(1)]);
const signature = Buffer.from(/^— \S+ (\S+)$/m.exec(signatures)[1], 'base64');
ok(key.startsWith(`${origin}+`), `the key bears the log's name: ${origin}`);
ok(verify(null, Buffer.from(`${body}\n`), createPublicKey({ key: spki, format: 'der', type: 'spki' }), signature.subarray(4)),
  `${size} entries are signed for`);

const leaves = [];
for (let i = 0; leaves.length < size; i++) leaves.push(...cut(await tile(0, i, Math.min(256, size - leaves.length)), 32));
ok(leaves.length === size && root(leaves).toString('base64') === rootLine, 'the tiles give the signed root');
const above = cut(await tile(1, 0, Math.min(256, Math.floor(size / 256))), 32);
ok(above.length > 0 && above.every((h, i) => h.equals(root(leaves.slice(i * 256, i * 256 + 256)))),
  `the level above: ${above.length} hashes`);
const entries = await bytes('/log/tile/entries/000'), firsts = [];
for (let at = 0; at < entries.length; at += 2 + entries.readUInt16BE(at)) firsts.push(entries.subarray(at + 2,
  at + 2 + entries.readUInt16BE(at)));
ok(firsts.length === 256 && firsts.every((e, i) => e.length === 64 &&
  sha(Buffer.from([0]), e).equals(leaves[i])), 'the entries give the leaves');
ok(!(await tile(0, Math.floor(size / 256) + 1, 256)) && !(await bytes('/log/tile/0/0')) && !(await bytes('/log/tile/9/000')) &&
  !(await bytes('/log/tile/0/000.p/256')) &&
  !(await bytes('/log/tile/0/x999/x999/x999/x999/999')), 'what is not there is not there');
const page = await text(`/nhat-ky?so=7&la=${leaves[6].toString('hex')}`),
  forged = await text(`/nhat-ky?so=7&la=${leaves[7].toString('hex')}`);
ok(/nguyên vẹn/.test(page) && !/nguyên vẹn/.test(forged) && /không khớp/.test(forged), 'the page says so in words');
console.log(`1..${n}`);
process.exit(bad ? 1 : 0);
