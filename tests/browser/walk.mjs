// What people do, by the names of fields and addresses only, so that it is the same in every language, at every size, with and without
// JavaScript.
import assert from 'node:assert/strict';

export const CHILD = 'Nguyễn Minh An';
export const PAPER = { name: 'giay chung sinh.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n% a birth note\n%%EOF\n') };

// What a citizen writes in the birth form, page by page.
export const birth = (child = CHILD) => [
  { child_name: child, birth_date: [15, 10, 2026], sex: ['female'], birth_place: 'Bệnh viện A Thái Nguyên', ethnicity: 'Tày',
    nationality: 'Việt Nam', hometown: 'Thái Nguyên', residence: '05443', copies: '2' },
  {
    requester_name: 'Nguyễn Thị Mẫu', requester_id: '019195000123', requester_phone: '0912345678', relation: ['mother'],
    mother_known: ['yes'], mother_name: 'Nguyễn Thị Mẫu', mother_year: '1995', mother_address: 'Tổ 5, phường Phan Đình Phùng',
    father_known: ['yes'], father_name: 'Nguyễn Văn Nam', father_year: '1993', father_address: 'Tổ 5, phường Phan Đình Phùng',
  },
];

export async function signIn(page, who) {
  await page.goto('/');
  const out = page.locator('form[action="/dang-xuat"] button');
  if (await out.count()) { await out.click(); await page.waitForURL('**/'); await page.goto('/'); }
  await page.click(`form[action="/thu-nghiem/${who}"] button`);
  await page.waitForSelector('form[action="/dang-xuat"]');
}

// A string is typed or chosen in a list, [value] is a radio button, [day, month, year] a date.
export async function fill(page, answers) {
  for (const [id, value] of Object.entries(answers)) {
    const named = suffix => page.locator(`[name="answers.${id}${suffix}"]`);
    if (Array.isArray(value) && value.length === 3) for (const [i, part] of ['.d', '.m',
      '.y'].entries()) await named(part).fill(String(value[i]));
    else if (Array.isArray(value)) await page.check(`[name="answers.${id}"][value="${value[0]}"]`);
    else if (await page.locator(`select[name="answers.${id}"]`).count()) await named('').selectOption(value);
    else await named('').fill(value);
  }
}

export const next = page => page.click('main form .buttons button:first-child');

export async function openForm(page) {
  await page.goto('/thu-tuc/1.001193');
  await page.click('form[action$="/nop"] button');
  await page.waitForURL(/\/nhap\/[^/]+\/1/);
}

// From the first page of the form to the acknowledgement; `see(name)` is told at each page. Returns the dossier's code.
export async function fileBirth(page, { child = CHILD, see = async () => {}, press = p =>
  p.click('main form[action$="/nop"] button') } = {}) {
  await openForm(page);
  for (const [i, answers] of birth(child).entries()) {
    await page.waitForURL(new RegExp(`/nhap/[^/]+/${i + 1}`));
    await fill(page, answers);
    await see(`form-${i + 1}`);
    await next(page);
  }
  await page.waitForURL(/giay-to/);
  await page.setInputFiles('#birth_note', PAPER);
  await page.click('button.secondary[name=lam][value=tai]');
  await page.waitForSelector('.files li');
  await see('papers');
  await page.click('button[name=lam][value=tiep]');
  await page.waitForURL(/kiem-tra/);
  await see('check');
  await press(page);
  await page.waitForURL(/\/ho-so\/H55/);
  await see('filed');
  return /H55[^/?]*/.exec(page.url())[0];
}

// One deed at the desk: its form is filled and sent; the page that follows is the desk's again, with what was done.
export async function deed(page, code, slug, answers = {}) {
  await page.goto(`/can-bo/${code}`);
  const form = page.locator(`form[action$="/${slug}"]`);
  if (!await form.count()) await page.click(`a[href$="/viec/${slug}"]`); // deeds that are not the next step have a page of their own
  assert.equal(await form.count(), 1, `the desk offers ${slug} for ${code}`);
  await fill(page, answers);
  await form.locator('button').click();
  await page.waitForSelector('.notice[role=status]');
}

export const STEPS = { examine: { book_number: '125/2026', child_id: '019326000123' } };

// The number of dossiers behind a share on the Day, "n of m": [n, m], read in any language from the tile of an indicator.
export async function fraction(page, indicator) {
  const text = await page.locator(`li:has(> a[href^="/chi-so/${indicator}"]) svg.bar + span`).last().innerText();
  return text.replace(/[.,](?=\d{3})/g, '').match(/\d+/g).slice(0, 2).map(Number);
}

export async function toDay(page) {
  await page.goto('/ngay');
  const following = page.locator('p.notice a[href^="/ngay/"]'); // after the reporting year has closed what happens counts for the next
  if (await following.count()) await following.click();
}
