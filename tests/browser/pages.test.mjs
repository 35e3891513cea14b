// Every page, in Vietnamese and in English: WCAG 2.2 AA by axe at both sizes in light and dark, valid HTML, nothing wider than a small
// phone, no words of the other language, no error in the console. SHOTS=folder also takes pictures of each, ONLY=regexp looks at the pages
// whose name it fits.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { mkdirSync } from 'node:fs';
import { MESSAGES, axeFaults, htmlFaults, overflowFaults, wordFaults } from './checks.mjs';
import { DESK, PHONE, openPlace } from './place.mjs';
import { tour } from './tour.mjs';

const shots = process.env.SHOTS;
const only = process.env.ONLY && new RegExp(process.env.ONLY);
// Vietnamese that stands on English pages because it is data: names of people and places, the law's and the province's own words.
const DATA = ['Cổng Dịch vụ công quốc gia'];

let place;
before(async () => { place = await openPlace(); });
after(async () => { if (place) await place.close(); });

async function picture(page, name) {
  mkdirSync(shots, { recursive: true });
  for (const [size, viewport, colorScheme] of [['phone', PHONE, 'light'], ['desk', DESK, 'light'], ['dark', PHONE, 'dark']]) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: `${shots}/${name}-${size}.png`, fullPage: true });
  }
  await page.setViewportSize(PHONE);
  await page.emulateMedia({ colorScheme: 'light' });
}

for (const lang of ['vi', 'en']) {
  test(`every page is sound: ${lang}`, async () => {
    const faults = [];
    let seen = 0;
    const see = async (v, name) => {
      if (only && !only.test(name)) return;
      seen++;
      const { page } = v, html = await v.html;
      if (shots) await picture(page, `${String(seen).padStart(2, '0')}-${name}-${lang}`);
      for (const list of [await axeFaults(page), await overflowFaults(page), await htmlFaults(html), await wordFaults(page, lang, DATA)])
        faults.push(...list.map(f => `${name} (${new URL(page.url()).pathname}): ${f}`));
    };
    try { await tour(place, lang, see); } finally { if (faults.length) console.error(faults.join('\n')); }
    assert.deepEqual(faults, []);
    assert.equal(only || seen > 70, only || true, `${seen} pages seen`);
  });
}

test('these checks do complain', async () => {
  const { page } = await place.visitor();
  const html = `<!doctype html><html lang="vi"><head><title>Sign in</title></head><body><main>
    <h1>Follow a dossier</h1><input><div id="a" id="b">
    <p style="color:#999;background:#fff">Hồ sơ của tôi</p><div style="width:900px">x</div></main></body></html>`;
  await page.setContent(html);
  const [axe, wide, valid, vi, en] = [await axeFaults(page), await overflowFaults(page), await htmlFaults(html),
    await wordFaults(page, 'vi', []), await wordFaults(page, 'en', [])];
  for (const rule of ['label', 'color-contrast']) assert.equal(axe.some(f => f.includes(`${rule}:`)), true, rule);
  assert.equal(wide.length, 2);
  assert.equal(valid.some(f => /no-dup-attr|close-order/.test(f)), true);
  assert.equal(vi.some(f => f.includes('Follow a dossier')) && vi.some(f => f.includes('Sign in')), true);
  assert.equal(en.some(f => f.includes('Hồ sơ của tôi')), true);
});

test('the words are those of the catalogue', () => assert.equal(MESSAGES > 300, true, `${MESSAGES} messages`));
test('no error in any console', () => assert.deepEqual(place.faults(), []));
