// A stand-in witness (C2SP tlog-witness, add-checkpoint), with no code of ours. usage: node tests/server/witness.mjs FOLDER [NAME]
// FOLDER holds log.key (the log's verifier key), state (SIZE ROOT of the last checkpoint cosigned), how (what it does wrong now, a key of
// `wrong` below; empty = nothing), seen (a line a request). Its own key and port are written to vkey and port.
import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync, writeFileSync, renameSync } from 'node:fs';
import { createServer } from 'node:http';

const folder = process.argv[2], name = process.argv[3] ?? 'witness.example/w1';
const file = n => `${folder}/${n}`, text = n => (existsSync(file(n)) ? readFileSync(file(n), 'utf8').trim() : '');
const sha = (...parts) => createHash('sha256').update(Buffer.concat(parts)).digest();
const node = (a, b) => sha(Buffer.from([1]), a, b);
const wrapped = (head, raw) => Buffer.concat([Buffer.from(head, 'hex'), raw]);
const secret = seed => createPrivateKey({ key: wrapped('302e020100300506032b657004220420', seed), format: 'der', type: 'pkcs8' });
const publicOf = key => createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32);
const fromRaw = raw => createPublicKey({ key: wrapped('302a300506032b6570032100', raw), format: 'der', type: 'spki' });
const idOf = (n, type, raw) => sha(Buffer.from(`${n}\n`), Buffer.from([type]), raw).subarray(0, 4);
const mine = secret(sha(Buffer.from(name))), other = secret(sha(Buffer.from(`${name}, somebody else`)));

const cosign = (body, key, claimed) => {
  const at = Buffer.alloc(8), now = Math.floor(Date.now() / 1000);
  at.writeBigUInt64BE(BigInt(now));
  const signature = sign(null, Buffer.from(`cosignature/v1\ntime ${now}\n${body}`), key);
  return `— ${name} ${Buffer.concat([idOf(name, 4, publicOf(claimed)), at, signature]).toString('base64')}\n`;
};

// RFC 6962 2.1.2 read backwards: the roots of the old and the new tree that a proof gives; null when it has too few hashes.
const roots = (m, n, whole, old, proof) => {
  if (m === n) {
    const h = whole ? old : proof.pop();
    return h ? [h, h] : null;
  }
  let k = 1;
  while (k * 2 < n) k *= 2;
  const beside = proof.pop(), below = beside && (m <= k ? roots(m, k, whole, old, proof) : roots(m - k, n - k, false, old, proof));
  if (!below) return null;
  return m <= k ? [below[0], node(below[1], beside)] : [node(beside, below[0]), node(beside, below[1])];
};
const consistent = (m, old, n, root, proof) => {
  if (m === 0) return proof.length === 0;
  const got = roots(m, n, true, old, proof);
  return Boolean(got) && proof.length === 0 && got[0].equals(old) && got[1].equals(root);
};

const add = request => {
  const at = request.indexOf('\n\n'), lines = request.slice(0, at).split('\n'), note = request.slice(at + 2);
  const end = note.lastIndexOf('\n\n'), body = note.slice(0, end + 1), signatures = note.slice(end + 2).split('\n');
  const [origin, sizeText, rootText] = body.split('\n'), [logName, , ...rest] = text('log.key').split('+');
  const raw = Buffer.from(rest.join('+'), 'base64').subarray(1), size = Number(sizeText), root = Buffer.from(rootText, 'base64');
  const old = /^old (0|[1-9][0-9]*)$/.exec(lines[0]);
  if (!old || lines.length > 64) return { status: 400 };
  if (origin !== logName) return { status: 404 };
  const signed = signatures.some(l => {
    const [dash, who, bytes] = l.split(' '), b = Buffer.from(bytes ?? '', 'base64');
    return dash === '—' && who === logName && b.subarray(0, 4).equals(idOf(logName, 1, raw)) &&
      verify(null, Buffer.from(body), fromRaw(raw), b.subarray(4));
  });
  if (!signed) return { status: 403 };
  const from = Number(old[1]), [knownText, knownRoot] = (text('state') || '0 ').split(' '), known = Number(knownText);
  if (from > size) return { status: 400 };
  if (from !== known) return { status: 409, type: 'text/x.tlog.size', body: `${known}\n` };
  if (from === size && knownRoot !== rootText) return { status: 409 };
  const proof = lines.slice(1).map(l => Buffer.from(l, 'base64'));
  if (!consistent(from, Buffer.from(knownRoot ?? '', 'base64'), size, root, proof)) return { status: 422 };
  writeFileSync(file('state.part'), `${size} ${rootText}\n`);
  renameSync(file('state.part'), file('state'));
  return { status: 200, body: cosign(body, mine, mine), size, note: body };
};

const bodyOf = request => request.slice(request.indexOf('\n\n') + 2, request.lastIndexOf('\n\n') + 1);
const wrong = {
  garbage: (_, out) => out.writeHead(200).end('— \u0000 \xff not a line\n'.repeat(20)),
  large: (_, out) => { out.writeHead(200); for (let i = 0; i < 10; i++) out.write(Buffer.alloc(1 << 20, '—')); out.end(); },
  heads: (_, out) => { for (let i = 0; i < 60; i++) out.setHeader(`X-${i}`, 'x'.repeat(1000)); out.writeHead(200).end('x'); },
  key: (request, out) => out.writeHead(200).end(cosign(bodyOf(request), other, mine)),
  name: (request, out) => out.writeHead(200).end(cosign(bodyOf(request), other, other)),
  redirect: (_, out) => out.writeHead(307, { Location: `http://127.0.0.1:${server.address().port}/elsewhere/add-checkpoint` }).end(),
};
const server = createServer((request, out) => {
  const parts = [];
  request.on('data', p => parts.push(p));
  request.on('end', () => {
    const asked = Buffer.concat(parts).toString(), how = text('how');
    if (request.method !== 'POST' || request.url !== '/w1/add-checkpoint') {
      appendFileSync(file('seen'), `elsewhere ${request.url}\n`);
      return out.writeHead(404).end();
    }
    if (wrong[how]) {
      appendFileSync(file('seen'), `${how}\n`);
      return wrong[how](asked, out);
    }
    const a = add(asked);
    appendFileSync(file('seen'), `${a.status} ${asked.split('\n')[0]} ${a.size ?? ''}\n`);
    out.writeHead(a.status, a.type ? { 'Content-Type': a.type } : {}).end(a.body ?? '');
  });
});
const typed = wrapped('04', publicOf(mine)).toString('base64');
writeFileSync(file('vkey'), `${name}+${idOf(name, 4, publicOf(mine)).toString('hex')}+${typed}\n`);
server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => writeFileSync(file('port'), `${server.address().port}\n`));
