// The counter by keyboard alone: a person stands there; number, procedure, form, shown papers, slip. With and without JavaScript.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openPlace } from './place.mjs';
import { signIn } from './walk.mjs';

let place;
before(async () => { place = await openPlace(); });
after(async () => { if (place) await place.close(); });

// Goes on by Tab until the control of that name has the focus; a radio button or a box is then chosen by its key, a text typed.
async function reach(page, name) {
  for (let i = 0; i < 60; i++) {
    if (await page.evaluate(n => document.activeElement && document.activeElement.name === n, name)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`${name} is not reached by Tab`);
}
const type = async (page, name, text) => { await reach(page, name); await page.keyboard.press('Control+A'); await page.keyboard.type(text);
  };

for (const javaScriptEnabled of [true, false]) {
  test(`a copy of a birth certificate, by keyboard: JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, async () => {
    const { page } = await place.visitor({ javaScriptEnabled, viewport: { width: 1280, height: 800 } });
    await signIn(page, 'officer');
    await page.goto('/can-bo/quay');
    assert.equal(await page.evaluate(() => document.activeElement.name), 'answers.thu-tuc');
    await reach(page, 'answers.thu-tuc');
    for (let i = 0; i < 20 && await page.inputValue('[name="answers.thu-tuc"]') !== '2.000635'; i++) await page.keyboard.press('ArrowDown');
    assert.equal(await page.inputValue('[name="answers.thu-tuc"]'), '2.000635');
    await reach(page, 'answers.nguoi');
    await page.keyboard.press('Enter');
    await page.waitForURL(/quay\/[0-9a-f]{32}/);
    assert.equal(await page.evaluate(() => document.activeElement.name), 'answers.requester_name');
    await type(page, 'answers.requester_name', 'Trần Văn Quầy');
    await type(page, 'answers.requester_id', '019190000321');
    await reach(page, 'answers.kind');
    await page.keyboard.press('Space');
    await type(page, 'answers.person_name', 'Trần Thị Con');
    await type(page, 'answers.copies', '2');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.notice[role=status]');
    const code = /H55[^?]*/.exec(page.url())[0];
    const slip = page.locator('.notice a[href$="/phieu"]');
    await slip.focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('.slip');
    assert.match(await page.innerText('.slip'), new RegExp(`${code}[\\s\\S]*Tại quầy|Tại quầy[\\s\\S]*${code}`));
    assert.equal(page.url().includes('019190000321'), false);
  });
}
test('a number typed for one person is not there for the next', async () => {
  const { page } = await place.visitor();
  await signIn(page, 'officer');
  await page.goto('/can-bo/quay');
  await page.type('[name="answers.nguoi"]', '019190000321');
  await page.goto('/can-bo');
  await page.goto('/can-bo/quay');
  assert.equal(await page.inputValue('[name="answers.nguoi"]'), '');
  assert.equal(await page.evaluate(() => JSON.stringify(localStorage).includes('019190000321')), false);
});
test('no error in any console', () => assert.deepEqual(place.faults(), []));
