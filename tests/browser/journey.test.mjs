// The whole thread in a real browser: a birth from the citizen's phone to the Day's figure, on a phone and at a desk, with JavaScript and
// without.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DESK, PHONE, openPlace } from './place.mjs';
import { CHILD, PAPER, STEPS, deed, fileBirth, fraction, next, signIn, toDay } from './walk.mjs';

let place;
before(async () => { place = await openPlace(); });
after(async () => { if (place) await place.close(); });

// The paper is made by the back room some seconds after the decision: reloads until its link is there, 20 s at most.
async function awaitResult(page, code) {
  const link = page.locator(`a[href$="/ho-so/${code}/ket-qua"]`);
  for (let i = 0; i < 40; i++) {
    await page.goto(`/ho-so/${code}`);
    if (await link.count()) return link.first();
    await page.waitForTimeout(500);
  }
  throw new Error(`no result for ${code} after 20 s`);
}

function textOf(pdf) {
  const file = join(place.data, '..', 'result.pdf');
  writeFileSync(file, pdf);
  return execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).normalize('NFC');
}

async function journey(options) {
  const leader = (await place.visitor(options)).page;
  await signIn(leader, 'leader');
  await toDay(leader);
  const [done] = await fraction(leader, 'level4-whole');

  // the citizen searches, files, follows
  const citizen = (await place.visitor(options)).page;
  await signIn(citizen, 'citizen');
  await citizen.goto('/');
  await citizen.fill('#q', 'dang ky khai sinh');
  await citizen.click('form[action="/tim"] button');
  await citizen.click('a.row[href="/thu-tuc/1.001193"]');
  const code = await fileBirth(citizen);
  assert.match(await citizen.innerText('.done'), new RegExp(code));
  await citizen.goto('/ho-so');
  await citizen.click(`a[href="/ho-so/${code}"]`);
  assert.match(await citizen.innerText('main'), new RegExp(CHILD));
  const anyone = (await place.visitor(options)).page;
  await anyone.goto('/tra-cuu');
  await anyone.fill('#ma', code);
  await anyone.click('main form button');
  assert.match(await anyone.innerText('h1'), new RegExp(code));
  assert.doesNotMatch(await anyone.content(), new RegExp(CHILD));

  // the officer finds it in the queue, looks at the paper, receives, asks why, prints the slip, does both steps, returns it
  const officer = (await place.visitor(options)).page;
  await signIn(officer, 'officer');
  await officer.goto('/can-bo');
  assert.equal(await officer.locator(`main a[href="/can-bo/${code}"]`).count() > 0, true, 'what has just been filed stands in the queue');
  await officer.locator(`main a[href="/can-bo/${code}"]`).first().click();
  const paper = await officer.request.get(await officer.locator(`a[href*="/giay/"]`).first().getAttribute('href'));
  assert.deepEqual(await paper.body(), PAPER.buffer);
  await deed(officer, code, 'tiep-nhan');
  assert.match(await officer.innerText('.notice[role=status]'), /\d\d:\d\d/, 'the promise is named at reception');
  await officer.locator('a[href$="/vi-sao"]').first().click();
  assert.equal(await officer.locator('table.clock tbody tr').count() > 0, true);
  await officer.goto(`/can-bo/${code}/phieu`);
  assert.match(await officer.innerText('.slip'), new RegExp(code));
  assert.equal(await officer.locator('svg.qr').count(), 1);
  assert.equal(await officer.isVisible('[data-print]'), options.javaScriptEnabled, 'the print button is there only where it works');
  await deed(officer, code, 'buoc', STEPS.examine);
  await deed(officer, code, 'buoc');
  await deed(officer, code, 'tra-ket-qua', { 'how': ['online'] });

  // the citizen opens the result
  const link = await awaitResult(citizen, code);
  const result = await citizen.request.get(await link.getAttribute('href'));
  assert.equal(result.headers()['content-type'], 'application/pdf');
  assert.match(textOf(await result.body()), new RegExp(CHILD, 'i'));

  // the leader: the number has moved by one, and two taps lead to this very dossier
  await toDay(leader);
  assert.equal((await fraction(leader, 'level4-whole'))[0], done + 1);
  await leader.click('li > a[href^="/chi-so/level4-whole"]');
  await leader.click('a.button[href*="/ho-so"]');
  assert.match(await leader.innerText('main table'), new RegExp(code));
}

for (const [size, viewport] of Object.entries({ phone: PHONE, desk: DESK }))
  for (const javaScriptEnabled of [true, false])
    test(`a birth from filing to the Day: ${size}, JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, () =>
      journey({ viewport, javaScriptEnabled }));

test('a supplement: the clock stands still, then runs again', async () => {
  const citizen = (await place.visitor()).page, officer = (await place.visitor({ viewport: DESK })).page;
  await signIn(citizen, 'citizen');
  const code = await fileBirth(citizen);
  await signIn(officer, 'officer');
  await deed(officer, code, 'tiep-nhan');
  await deed(officer, code, 'bo-sung', { 'reason': 'Ảnh mờ, xin chụp lại cả trang.' });
  assert.equal(await officer.locator('form[action$="/buoc"]').count(), 0, 'nothing is to be done while the citizen is asked');
  await citizen.goto(`/ho-so/${code}`);
  assert.match(await citizen.innerText('main'), /Ảnh mờ, xin chụp lại cả trang\./);
  assert.equal(await citizen.locator('.dates time').count(), 2, 'filed and received, and no due time while it is paused');
  await citizen.click(`a[href$="/bo-sung"]`);
  await citizen.click('main form button');
  for (let i = 0; i < 4 && !/giay-to/.test(citizen.url()); i++) { await next(citizen); await citizen.waitForLoadState(); }
  await citizen.setInputFiles('#birth_note', { ...PAPER, name: 'chup lai.pdf',
    buffer: Buffer.concat([PAPER.buffer, Buffer.from('% again\n')]) });
  await citizen.click('button[name=lam][value=tiep]');
  await citizen.waitForURL(/kiem-tra/);
  await citizen.click('main form[action$="/nop"] button');
  await citizen.waitForURL(/\/ho-so\//);
  await officer.goto(`/can-bo/${code}`);
  assert.match(await officer.innerText('.files'), /chup lai\.pdf/);
  await deed(officer, code, 'buoc', STEPS.examine);
  await officer.goto(`/can-bo/${code}/vi-sao`);
  assert.equal(await officer.locator('table.clock tbody tr').count() > 0, true,
    'stretch by stretch; a wait within one minute has none of its own');
});

test('a dossier is withdrawn before reception, and then is no longer at the desk', async () => {
  const citizen = (await place.visitor()).page, officer = (await place.visitor()).page;
  await signIn(citizen, 'citizen');
  const code = await fileBirth(citizen);
  await citizen.goto(`/ho-so/${code}`);
  await citizen.click('a[href$="/rut"]');
  await citizen.click('main form button.danger');
  await citizen.waitForURL(new RegExp(`/ho-so/${code}`));
  assert.match(await citizen.innerText('main'), /Công dân yêu cầu rút hồ sơ/);
  await signIn(officer, 'officer');
  await officer.goto(`/can-bo/${code}`);
  assert.equal(await officer.locator('form[action$="/tiep-nhan"]').count(), 0);
});

test('no page of the journeys wrote an error to the console', () => assert.deepEqual(place.faults(), []));
