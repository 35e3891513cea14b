// Every page there is, in every state worth seeing: `see(visitor, name)` is called at each.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './place.mjs';
import { PAPER, STEPS, birth, deed, fileBirth, fill, next, openForm, signIn } from './walk.mjs';

async function public_(place, lang, see) {
  const v = await place.visitor({ lang }), { page } = v;
  v.expected.push('/khong-co', '/ngay/2031', '/dang-nhap', '/dang-ky', '/tra-cuu', '/chi-so/khong-co');
  const at = async (address, name) => { await page.goto(address); await see(v, name); };
  await at('/', 'home');
  await at('/tim?q=dang+ky+khai+sinh', 'search');
  await at('/tim?q=zzzz', 'search-none');
  await at('/thu-tuc/1.001193', 'procedure');
  await at('/nhat-ky', 'journal');
  await at('/nhat-ky?so=7', 'journal-entry');
  await at('/tra-cuu', 'lookup');
  await at('/tra-cuu?ma=H55.1', 'lookup-none');
  await at('/dang-nhap', 'sign-in');
  await page.fill('#login', '019195000777');
  await page.fill('#password', 'nothing at all');
  await page.click('main form button');
  await page.waitForSelector('.error-summary');
  await see(v, 'sign-in-error');
  await at('/dang-ky', 'sign-up');
  await page.click('main form button');
  await page.waitForSelector('.error-summary');
  await see(v, 'sign-up-error');
  await at('/ngay', 'day');
  for (const year of [2021, 2025]) await at(`/ngay/${year}`, `day-${year}`);
  await at('/ngay/2026?ky=duong-lich', 'day-calendar');
  for (const [name, address] of [['map', '/ban-do/fourg-households/2026'], ['map-hidden', '/ban-do/filed-dossiers/2026'],
    ['map-before', '/ban-do/filed-dossiers/2024'],
    ['city', '/do-thi/thai-nguyen'], ['commune', '/xa/05443'], ['commune-ended', '/xa/05446']]) await at(address, name);
  await at('/chi-so', 'figures');
  const figures = await page.locator('.sisters > li > a').evaluateAll(list => list.map(a => a.getAttribute('href')));
  for (const [i, address] of figures.entries()) await at(address, `figure-${i}`);
  await page.goto(figures[0]);
  const periods = await page.locator('nav.switch a').evaluateAll(list => list.map(a => a.getAttribute('href')));
  for (const [i, address] of periods.entries()) await at(address, `figure-period-${i}`);
  await at('/chi-so/level4-whole/ho-so', 'records-closed');
  await at('/chi-so/level4-decided/ho-so', 'records-open');
  for (const [name, address] of [['annual', '/ngay/2025/bao-cao'], ['annual-open', '/ngay/2026/bao-cao'], ['plan', '/chuong-trinh'],
    ['cards', '/bang-diem'], ['card-published', '/bang-diem/dti-922?nam=2022'],
    ['card-communes', '/bang-diem/xa-phuong'], ['card-departments', '/bang-diem/so-nganh'], ['open-data', '/du-lieu'],
      ['external', '/chi-so/dti-rank'], ['external-share', '/chi-so/digital-grdp'],
    ['sealed-figure', '/chi-so/level4-whole?nam=2025'], ['registers', '/so-dang-ky'],
      ['register', '/so-dang-ky/digital-enterprises']]) await at(address, name);
  const sealed = new Date().getFullYear() - 1;
  await at(`/chi-so/filed-dossiers?nam=${sealed}`, 'figure-sealed');
  await at(`/ngay/${sealed}/chung-minh/filed-dossiers`, 'proof');
  await at('/thu', 'demo');
  await at('/khong-co', 'not-found');
  await at('/ngay/2031', 'day-not-found');
}

async function citizen(place, lang, see) {
  const v = await place.visitor({ lang }), { page } = v;
  v.expected.push('/nhap/', '/can-bo');
  await signIn(page, 'citizen');
  await page.goto('/');
  await see(v, 'citizen-home');
  await openForm(page);
  await see(v, 'form-empty');
  await next(page);
  await page.waitForSelector('.error-summary');
  await see(v, 'form-errors');
  const [one, two] = birth();
  await fill(page, { ...one, birth_date: [31, 2, 2026] });
  await next(page);
  await page.waitForSelector('.error-summary');
  await see(v, 'form-date-error');
  await fill(page, one);
  await next(page);
  await page.waitForURL(/\/2$/);
  await fill(page, { mother_known: ['yes'], father_known: ['no'] });
  await see(v, 'form-parents');
  await fill(page, two);
  await next(page);
  await page.waitForURL(/giay-to/);
  await see(v, 'papers-empty');
  await page.click('button[name=lam][value=tiep]');
  await page.waitForSelector('.error-summary');
  await see(v, 'papers-missing');
  await page.setInputFiles('#birth_note', { name: 'ảnh.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ nothing') });
  await page.click('button[name=lam][value=tiep]');
  await page.waitForSelector('.error-summary');
  await see(v, 'papers-wrong');
  await page.goto('/thu-tuc/1.001193');
  await see(v, 'procedure-begun');
  await page.goto('/ho-so');
  await see(v, 'mine');
  const code = await fileBirth(page, { see: name => see(v, name) });
  await page.goto(`/ho-so/${code}`);
  await see(v, 'track-filed');
  await page.goto(`/ho-so/${code}/rut`);
  await see(v, 'withdraw');
  await page.goto('/can-bo');
  await see(v, 'not-allowed');
  return { v, code };
}

async function newcomer(place, lang, see, code) {
  const v = await place.visitor({ lang }), { page } = v;
  await page.goto(`/ho-so/${code}`);
  await see(v, 'track-public');
  await page.goto('/dang-ky');
  await fill(page, { name: 'Hoàng Thị Mới', login: `0191950${lang === 'vi' ? '1' : '2'}4321`, phone: '0987654321' });
  await page.fill('#password', 'bốn từ dễ nhớ');
  await page.fill('#again', 'bốn từ dễ nhớ');
  await page.click('main form button');
  await page.fill('#password', 'bốn từ dễ nhớ'); // the number stands there already
  await page.click('main form button');
  await page.waitForSelector('form[action="/dang-xuat"]');
  await page.goto('/ho-so');
  await see(v, 'mine-empty');
}

// A day so far ahead on which offices work: not at a weekend, not off in the province's calendar.
const off = new Set(readFileSync(join(root, 'provinces', 'thai-nguyen', 'calendar.yaml'), 'utf8').match(/\d{4}-\d{2}-\d{2}/g));
function dayFromNow(n) {
  for (let d = new Date(Date.now() + n * 864e5); ; d = new Date(+d + 864e5))
    if (d.getUTCDay() % 6 && !off.has(d.toISOString().slice(0, 10))) return [d.getUTCDate(), d.getUTCMonth() + 1, d.getUTCFullYear()];
}

async function desk(place, lang, see, { v: c, code }) {
  const v = await place.visitor({ lang }), { page } = v, other = await place.visitor({ lang });
  v.expected.push('/can-bo/');
  await signIn(page, 'officer');
  const at = async (address, name) => { await page.goto(address); await see(v, name); };
  await at('/', 'officer-home');
  await at('/can-bo', 'queue');
  const tabs = await page.locator('.tabs a').evaluateAll(list => list.map(a => a.getAttribute('href')));
  for (const [i, address] of tabs.entries()) await at(address, `queue-${i}`);
  await at('/can-bo/bao-cao?ky=2026', 'report');
  await at('/can-bo/quay', 'counter');
  v.expected.push('/can-bo/quay');
  await page.click('main form button');
  await page.waitForSelector('.error-summary');
  await see(v, 'counter-error');
  await page.selectOption('[name="answers.thu-tuc"]', '1.004873');
  await page.click('main form button');
  await page.waitForURL(/quay\/[0-9a-f]{32}/);
  await see(v, 'counter-form');
  await page.click('main form button.big');
  await page.waitForSelector('.error-summary');
  await see(v, 'counter-form-errors');
  await at('/can-bo?q=nguyen', 'queue-found');
  await at('/can-bo?q=zzzz', 'queue-none');
  await at(`/can-bo/${code}`, 'desk-filed');
  await at(`/can-bo/${code}/vi-sao`, 'why-answer');
  await page.goto(`/can-bo/${code}`);
  await page.click('a[href$="/viec/tu-choi"]');
  await page.waitForURL(/viec/);
  await page.click('form[action$="/tu-choi"] button');
  await page.waitForSelector('.error-summary');
  await see(v, 'desk-refuse-error');
  await signIn(other.page, 'officer');
  await other.page.goto(`/can-bo/${code}`);
  await deed(page, code, 'tiep-nhan');
  await see(v, 'desk-received');
  other.expected.push('/can-bo/');
  await other.page.click('form[action$="/tiep-nhan"] button');
  await other.page.waitForSelector('.timeline');
  await see(other, 'stale');
  await at(`/can-bo/${code}/vi-sao`, 'why');
  await at(`/can-bo/${code}/phieu`, 'slip');
  assert.match(await page.innerText('.slip[lang=vi]'), /UBND phường .*Trung tâm Phục vụ hành chính công/is,
    'the paper is Vietnamese for every reader');
  await page.goto(`/can-bo/${code}`);
  await page.click('form[action$="/buoc"] button');
  await page.waitForSelector('.error-summary');
  await see(v, 'step-errors');
  await page.goto(`/can-bo/${code}`);
  const aside = await page.locator('a[href*="/viec/"]').evaluateAll(list => list.map(a => a.getAttribute('href')));
  assert.equal(aside.length > 4, true, 'the deeds that have a page of their own');
  for (const address of aside) await at(address, `deed-${address.split('/').pop()}`);
  await deed(page, code, 'bo-sung', { 'reason': 'Ảnh mờ, xin chụp lại cả trang.' });
  await see(v, 'desk-paused');
  await at(`/can-bo/${code}/vi-sao`, 'why-paused');
  const p = c.page, look = async (address, name) => { await p.goto(address); await see(c, name); };
  await look(`/ho-so/${code}`, 'track-supplement');
  await look(`/ho-so/${code}/bo-sung`, 'supplement');
  await p.click('main form button');
  await p.waitForURL(/\/nhap\//);
  for (let i = 0; i < 4 && !/giay-to/.test(p.url()); i++) { await next(p); await p.waitForLoadState(); }
  await see(c, 'supplement-papers');
  await p.click('button[name=lam][value=tiep]');
  await p.waitForURL(/kiem-tra/);
  c.expected.push('/nop');
  await p.click('main form[action$="/nop"] button');
  await p.waitForSelector('[role=alert]');
  await see(c, 'supplement-of-nothing');
  await p.goBack();
  await p.goBack();
  await p.setInputFiles('#birth_note', PAPER);
  await p.click('button[name=lam][value=tiep]');
  await p.waitForURL(/kiem-tra/);
  await see(c, 'supplement-check');
  await p.click('main form[action$="/nop"] button');
  await p.waitForURL(/\/ho-so\//);
  await see(c, 'supplement-sent');
  await deed(page, code, 'buoc', STEPS.examine);
  await see(v, 'desk-step');
  await deed(page, code, 'buoc');
  await see(v, 'desk-decided');
  await deed(page, code, 'tra-ket-qua', { 'how': ['online'] });
  await see(v, 'desk-returned');
  await look(`/ho-so/${code}`, 'track-returned');
  await at(`/can-bo/${code}/phieu/05`, 'slip-control');
  await at(`/can-bo/${code}/phieu/04`, 'slip-none');
  await at('/can-bo/so-theo-doi', 'book');
  await at('/can-bo/so-theo-doi?tu=02/03/2026&den=01/03/2026', 'book-wrong');
  await look(`/ho-so/${code}/phieu/02`, 'slip-supplement');

  // the two ways a dossier ends early
  const refused = await fileBirth(p), withdrawn = await fileBirth(p);
  await deed(page, refused, 'tu-choi', { 'reason': 'Đã đăng ký ở nơi khác.' });
  await see(v, 'desk-refused');
  await look(`/ho-so/${refused}`, 'track-refused');
  await look(`/ho-so/${refused}/phieu/03`, 'slip-refused');
  await p.goto(`/ho-so/${withdrawn}/rut`);
  await p.click('button.danger');
  await p.waitForSelector('.dates');
  await see(c, 'track-withdrawn');
  await at(`/can-bo/${withdrawn}`, 'desk-withdrawn');

  // what may come between
  const between = await fileBirth(p);
  await deed(page, between, 'tiep-nhan');
  await deed(page, between, 'xin-loi', { 'until': dayFromNow(9), 'reason': 'Đang chờ xác minh.' });
  await look(`/ho-so/${between}`, 'track-apology');
  await deed(page, between, 'tam-dung', { 'reason': 'Đang chờ kết luận.' });
  await see(v, 'desk-suspended');
  await look(`/ho-so/${between}`, 'track-suspended');
  await deed(page, between, 'tiep-tuc');
  await deed(page, between, 'nghia-vu-tai-chinh', { 'amount': '8000', 'reason': 'Bản sao thêm.' });
  await look(`/ho-so/${between}`, 'track-payment');
  await deed(page, between, 'da-nop-phi', { 'how': ['counter'] });
  await look(`/ho-so/${between}/rut`, 'ask-withdrawal');
  await p.fill('[name="answers.reason"]', 'Đổi ý.');
  await p.click('button.danger');
  await p.waitForSelector('.dates');
  await see(c, 'track-withdrawal-asked');
  await at(`/can-bo/${between}`, 'desk-withdrawal');
  await deed(page, between, 'tra-loi-rut', { 'grant': ['yes'], 'reason': 'Đồng ý.' });
  await see(v, 'desk-withdrawal-granted');
}

async function leader(place, lang, see, { code }) {
  const v = await place.visitor({ lang }), { page } = v;
  await signIn(page, 'leader');
  const at = async (address, name) => { await page.goto(address); await see(v, name); };
  await at('/ngay', 'leader-day');
  await at('/can-bo', 'leader-queue');
  await at('/can-bo/bao-cao', 'leader-report');
  await at(`/can-bo/${code}`, 'leader-desk');
  await at('/chi-so/level4-whole', 'leader-figure');
  await at('/chi-so/level4-whole/ho-so', 'leader-records');
  for (const [name, address] of [['board', '/dieu-hanh'], ['board-compared', '/dieu-hanh?don-vi=H55.05443&nam=2026&voi=&voi-nam=2026'],
    ['leader-plan', '/chuong-trinh'], ['leader-external', '/chi-so/dti-rank'],
    ['leader-sealed', '/ngay/2025/niem-phong'], ['leader-seal', '/ngay/2026/niem-phong'],
      ['leader-duties', '/nghia-vu']]) await at(address, name);
  await at('/thu', 'demo-ticked');
}

export async function tour(place, lang, see) {
  await public_(place, lang, see);
  const filed = await citizen(place, lang, see);
  await newcomer(place, lang, see, filed.code);
  await desk(place, lang, see, filed);
  await leader(place, lang, see, filed);
}
