// What a first visit costs on a slow network: bytes as they travel, compressed, with nothing in the cache.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openPlace } from './place.mjs';

let place;
before(async () => { place = await openPlace(); });
after(async () => { if (place) await place.close(); });

// Every response that the page needs, by its address: [address, bytes of the encoded body].
async function weigh(address) {
  const { page, context } = await place.visitor();
  const asked = [];
  page.on('requestfinished', r => asked.push(r));
  await page.goto(address, { waitUntil: 'networkidle' });
  const sizes = await Promise.all(asked.map(async r => [new URL(r.url()).pathname, (await r.sizes()).responseBodySize]));
  await context.close();
  return sizes;
}

for (const [address, limit] of [['/', 14000], ['/thu-tuc/1.001193', 14000], ['/tra-cuu', 14000], ['/dang-nhap', 14000], ['/dang-ky', 14000],
  ['/chi-so/level4-whole', 14000], ['/ngay', 40000], [`/ngay/${new Date().getFullYear() - 1}`, 40000],
  ['/ban-do/fourg-households/2026', 22000]]) {
  test(`a first visit to ${address} costs at most ${limit} bytes`, async t => {
    const sizes = await weigh(address), sum = sizes.reduce((n, [, bytes]) => n + bytes, 0);
    t.diagnostic(`${sum} bytes: ${sizes.map(s => s.join(' ')).join(', ')}`);
    assert.equal(sizes.length >= 3 && sizes.every(([, bytes]) => bytes > 0), true, 'page, style and script were weighed');
    assert.equal(sum <= limit, true, `${sum} bytes`);
    for (const [name, most] of [['style.css', 8000], ['app.js', 4000]]) assert.equal(sizes.find(([path]) =>
      path.includes(name))[1] <= most, true, `${name}: at most ${most}`);
  });
}

test('a second page brings only itself', async () => {
  const { page } = await place.visitor();
  await page.goto('/', { waitUntil: 'networkidle' });
  const asked = [];
  page.on('response', r => { if (!r.fromServiceWorker()) asked.push(r); });
  await page.goto('/tra-cuu', { waitUntil: 'networkidle' });
  const travelled = [];
  for (const r of asked) if ((await r.request().sizes()).responseBodySize > 0 && !/\/tra-cuu$/.test(r.url())) travelled.push(r.url());
  assert.deepEqual(travelled, []);
});
