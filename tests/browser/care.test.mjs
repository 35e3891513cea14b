// Care taken of people: nothing is filed twice, nothing typed is lost, nobody is overwritten, nobody sees what is another's.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { DESK, binary, openPlace } from './place.mjs';
import { CHILD, PAPER, STEPS, birth, deed, fileBirth, fill, next, openForm, signIn } from './walk.mjs';

let place;
before(async () => { place = await openPlace(); });
after(async () => { if (place) await place.close(); });

const [one, two] = birth();
const mine = async page => { await page.goto('/ho-so'); return page.locator('a.row[href^="/ho-so/"]').count(); };

async function newcomer(login) {
  const v = await place.visitor();
  await v.page.goto('/dang-ky');
  await fill(v.page, { name: 'Hoàng Thị Mới', login, phone: '0987654321' });
  await v.page.fill('#password', 'bốn từ dễ nhớ');
  await v.page.fill('#again', 'bốn từ dễ nhớ');
  await v.page.click('main form button');
  await v.page.fill('#password', 'bốn từ dễ nhớ'); // the number stands there already
  await v.page.click('main form button');
  await v.page.waitForSelector('form[action="/dang-xuat"]');
  return v;
}

for (const javaScriptEnabled of [true, false]) {
  test(`a double click files one dossier: JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, async () => {
    const { page } = await place.visitor({ javaScriptEnabled });
    await signIn(page, 'citizen');
    const had = await mine(page);
    const first = await fileBirth(page, { press: p => p.dblclick('main form[action$="/nop"] button') });
    assert.equal(await mine(page), had + 1);
    // the same form sent once more from an old page is answered with the same dossier
    const again = await fileBirth(page, {
      child: 'Nguyễn Minh Bình',
      press: async p => {
        const old = await p.context().newPage();
        await old.goto(p.url());
        await p.click('main form[action$="/nop"] button');
        await p.waitForURL(/\/ho-so\/H55/);
        await old.click('main form[action$="/nop"] button');
        await old.waitForLoadState();
        await old.close();
      },
    });
    assert.notEqual(again, first);
    assert.equal(await mine(page), had + 2);
  });

  test(`what was typed survives an error: JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, async () => {
    const v = await place.visitor({ javaScriptEnabled }), { page } = v;
    v.expected.push('/nhap/');
    await signIn(page, 'citizen');
    await openForm(page);
    await fill(page, { ...one, birth_date: [31, 2, 2026] });
    await next(page);
    await page.waitForSelector('.error-summary');
    assert.deepEqual(await Promise.all(['d', 'm', 'y'].map(p => page.inputValue(`[name="answers.birth_date.${p}"]`))), ['31', '2', '2026']);
    for (const [name, value] of [['child_name', one.child_name], ['hometown', one.hometown], ['copies', '2'], ['residence', '05443']])
      assert.equal(await page.inputValue(`[name="answers.${name}"]`), value, name);
    assert.equal(await page.isChecked('[name="answers.sex"][value=female]'), true);
    await fill(page, { birth_date: one.birth_date });
    await next(page);
    await page.waitForURL(/\/2$/);
    await fill(page, { ...two, requester_id: '1234' });
    await next(page);
    await page.waitForSelector('.error-summary');
    assert.equal(await page.inputValue('[name="answers.requester_id"]'), '1234');
    assert.equal(await page.isChecked('[name="answers.relation"][value=mother]'), true);
    assert.equal(await page.locator('.error-summary a').count(), 1);
    await page.click('.error-summary a');
    assert.equal(await page.evaluate(() => location.hash), '#requester_id');
    assert.equal(await page.getAttribute('#requester_id', 'aria-invalid'), 'true');
    await fill(page, { requester_id: two.requester_id });
    await next(page);
    await page.waitForURL(/giay-to/);
  });
}

test('a wrong file is refused by name, and the right one goes on from the same page', async () => {
  const v = await place.visitor(), { page } = v;
  v.expected.push('/nhap/');
  await signIn(page, 'citizen');
  await openForm(page);
  for (const answers of birth()) { await fill(page, answers); await next(page); await page.waitForLoadState(); }
  await page.waitForURL(/giay-to/);
  await page.setInputFiles('#birth_note', { name: 'ảnh chụp.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ') });
  await page.click('button[name=lam][value=tiep]');
  await page.waitForSelector('.error-summary');
  assert.match(await page.innerText('.error-summary'), /ảnh chụp\.exe/);
  assert.equal(await page.evaluate(() => document.activeElement.className), 'error-summary');
  await page.setInputFiles('#birth_note', PAPER);
  await page.click('button[name=lam][value=tiep]');
  await page.waitForURL(/kiem-tra/);
  assert.match(await page.innerText('main'), /giay chung sinh\.pdf/);
});

test('a lost connection loses no word', async () => {
  const v = await place.visitor(), { page } = v;
  await signIn(page, 'citizen');
  await openForm(page);
  const address = page.url();
  await fill(page, one);
  await v.context.setOffline(true);
  await next(page).catch(() => {});
  await page.waitForTimeout(300);
  await v.context.setOffline(false);
  v.faults = v.faults.filter(f => !/ERR_INTERNET_DISCONNECTED/.test(f));
  await page.goto(address);
  assert.equal(await page.inputValue('[name="answers.child_name"]'), CHILD);
  assert.equal(await page.inputValue('[name="answers.birth_date.d"]'), '15');
  assert.equal(await page.isChecked('[name="answers.sex"][value=female]'), true);
  assert.equal(await page.locator('.notice[role=status]').count(), 1, 'it is said that they are here again');
  await next(page);
  await page.waitForURL(/\/2$/);
  await page.goto(address);
  assert.equal(await page.locator('.notice[role=status]').count(), 0, 'once sent, the server keeps them');
});

test('a form begun is found again and goes on where it was left', async () => {
  const { page } = await place.visitor({ javaScriptEnabled: false });
  await signIn(page, 'citizen');
  await openForm(page);
  const draft = /\/nhap\/[^/]+/.exec(page.url())[0];
  await fill(page, { child_name: 'Nguyễn Dở Dang' });
  await page.click('button[name=lam][value=de-sau]');
  await page.waitForURL(/\/ho-so/);
  assert.match(await page.innerText(`a.row[href="${draft}"]`), /Nguyễn Dở Dang/);
  const elsewhere = (await place.visitor({ viewport: DESK })).page;
  await signIn(elsewhere, 'citizen');
  await elsewhere.goto('/ho-so');
  await elsewhere.click(`a.row[href="${draft}"]`);
  await elsewhere.waitForURL(new RegExp(`${draft}/1`));
  assert.equal(await elsewhere.inputValue('[name="answers.child_name"]'), 'Nguyễn Dở Dang');
});

test('communes are found by letters without marks, and conditional questions come and go', async () => {
  const { page } = await place.visitor();
  await signIn(page, 'citizen');
  await openForm(page);
  const communes = () => page.locator('select[name="answers.residence"] option').count();
  const every = await communes();
  await page.fill('input[type=search]', 'dai tu');
  assert.equal(await communes() < every, true);
  await page.fill('input[type=search]', '');
  assert.equal(await communes(), every);
  await fill(page, one);
  await next(page);
  await page.waitForURL(/\/2$/);
  assert.equal(await page.isVisible('[name="answers.father_name"]'), true);
  await page.check('[name="answers.father_known"][value=no]');
  assert.equal(await page.isVisible('[name="answers.father_name"]'), false);
});

test('the second of two officers is told politely, and nothing is overwritten', async () => {
  const citizen = (await place.visitor()).page;
  await signIn(citizen, 'citizen');
  const code = await fileBirth(citizen);
  execFileSync(binary, ['user', place.data, 'add-officer', 'second', '--name', 'Nông Thị Hai', '--agency', 'H55.05443', '--position',
    'reception',
    '--position', 'civil_status', '--position', 'chair'], { input: 'một mật khẩu dài\n', stdio: ['pipe', 'ignore', 'inherit'] });
  const first = (await place.visitor({ viewport: DESK })).page, v = await place.visitor({ viewport: DESK, javaScriptEnabled: false }),
    second = v.page;
  v.expected.push('/can-bo/');
  await signIn(first, 'officer');
  await second.goto('/dang-nhap?den=/can-bo');
  await second.fill('#login', 'second');
  await second.fill('#password', 'một mật khẩu dài');
  await second.click('main form[action="/dang-nhap"] button');
  await second.waitForURL(/\/can-bo/);
  await deed(first, code, 'tiep-nhan');
  await second.goto(`/can-bo/${code}`);
  await deed(first, code, 'buoc', STEPS.examine);
  await fill(second, { book_number: '999/2026', child_id: '019326000999' });
  const [answer] = await Promise.all([second.waitForResponse(r =>
    r.request().method() === 'POST'), second.click('form[action$="/buoc"] button')]);
  assert.equal(answer.status(), 409);
  const said = await second.innerText('main');
  for (const words of [/Trần Văn Mẫu/, /999\/2026/, /019326000999/]) assert.match(said, words);
  await second.click('.buttons .button');
  assert.match(await second.innerText('.timeline'), /125\/2026/);
  assert.doesNotMatch(await second.innerText('.timeline'), /999\/2026/);
});

test('a dossier is its owner\'s: another citizen and a passer-by see state and dates only', async () => {
  const citizen = (await place.visitor()).page;
  await signIn(citizen, 'citizen');
  const code = await fileBirth(citizen);
  const other = await newcomer('019195004321'), anyone = await place.visitor();
  for (const v of [other, anyone]) {
    v.expected.push('/ho-so/', '/can-bo/', '/nhap/');
    await v.page.goto(`/ho-so/${code}`);
    const html = await v.page.content();
    for (const secret of [CHILD, 'Nguyễn Thị Mẫu', '019195000123', '0912345678', '0912 345 678',
      'Bệnh viện A']) assert.equal(html.includes(secret), false, secret);
    for (const path of ['ket-qua', 'bo-sung', 'rut']) {
      const answer = await v.page.request.get(`/ho-so/${code}/${path}`);
      assert.equal(answer.status() === 404 || /dang-nhap/.test(answer.url()), true, `${path}: ${answer.status()} ${answer.url()}`);
    }
    const answer = await v.page.request.get(`/can-bo/${code}`);
    assert.equal(answer.status() === 404 || /dang-nhap/.test(answer.url()), true);
  }
});

test('after signing out nothing personal is left in the browser', async () => {
  const v = await place.visitor(), { page } = v;
  await signIn(page, 'citizen');
  await openForm(page);
  await fill(page, { hometown: '0911222333' });
  await page.goto('/ho-so');
  await page.click('form[action="/dang-xuat"] button');
  await page.waitForURL('**/');
  assert.equal(await page.evaluate(() => JSON.stringify(localStorage).includes('0911222333')), false);
  await page.goBack();
  assert.match(page.url(), /dang-nhap/, 'the page before must be asked for anew, and is refused');
});

test('every page carries the headers that guard it', async () => {
  const { page } = await place.visitor();
  await signIn(page, 'citizen');
  for (const address of ['/', '/ho-so', '/thu-tuc/1.001193', '/ngay', '/chi-so/level4-whole', '/khong-co', '/tep/style.css']) {
    const headers = (await page.request.get(address)).headers();
    const policy = headers['content-security-policy'];
    for (const part of ["default-src 'none'", "script-src 'self'", "style-src 'self'", "form-action 'self'", "frame-ancestors 'none'",
      "base-uri 'none'"])
      assert.equal(policy.includes(part), true, `${address}: ${part}`);
    assert.equal(/unsafe-inline|unsafe-eval|\*/.test(policy), false);
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.match(headers['referrer-policy'], /same-origin|no-referrer/);
    if (!address.startsWith('/tep/')) assert.match(headers['cache-control'] || '', /no-store|private|no-cache/, address);
  }
  const cookie = (await page.context().cookies()).find(c => c.name === 'phien');
  assert.deepEqual([cookie.httpOnly, cookie.sameSite], [true, 'Lax']);
});

test('no error in any console', () => assert.deepEqual(place.faults(), []));
