// What must hold for every page: axe, valid HTML, no sideways scrolling, no words of the other language. Each check answers a list of
// complaints.
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { HtmlValidate } from 'html-validate';
import { DESK, PHONE, root } from './place.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

// All rules on the phone in light; then what depends on the size, at the other size, and what depends on the colours, in the dark.
const RUNS = [[PHONE, 'light', { type: 'tag', values: AA }], [DESK, 'light', ['target-size', 'scrollable-region-focusable']],
  [DESK, 'dark', ['color-contrast', 'link-in-text-block']]];
const runAxe = runOnly => window.axe.run(document, { runOnly, resultTypes: ['violations'] }).then(r =>
  r.violations.map(v => `${v.id}: ${v.help}: ${
  v.nodes.slice(0, 4).map(n => `${n.target} ${n.html.slice(0, 120)} ${([...n.any, ...n.all, ...n.none][0] || {}).message ||
    ''}`).join(' | ')}`));

export async function axeFaults(page) {
  const faults = [];
  await page.evaluate(axe);
  for (const [viewport, colorScheme, run] of RUNS) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    const violations = await page.evaluate(runAxe, Array.isArray(run) ? { type: 'rule', values: run } : run);
    faults.push(...violations.map(v => `axe, ${viewport.width} ${colorScheme}: ${v}`));
  }
  await page.setViewportSize(PHONE);
  await page.emulateMedia({ colorScheme: 'light' });
  return faults;
}

export async function overflowFaults(page) {
  const faults = [];
  for (const viewport of [{ width: 320, height: 640 }, DESK, PHONE]) {
    await page.setViewportSize(viewport);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth && [...document.querySelectorAll('body *')]
      .filter(e => e.getBoundingClientRect().right > innerWidth + 1).slice(-3).map(e => e.outerHTML.slice(0, 100)).join(' | '));
    if (wide !== false) faults.push(`wider than ${viewport.width}: ${wide}`);
  }
  return faults;
}

// The recommended rules but for pure style (a type that is the default need not be written).
const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    'doctype-style': 'off', 'no-trailing-whitespace': 'off', 'void-style': 'off', 'long-title': 'off', 'attribute-boolean-style': 'off',
    'no-implicit-button-type': 'off', 'no-implicit-input-type': 'off',
  },
});

export async function htmlFaults(html) {
  const report = await validator.validateString(html);
  const at = m => html.split('\n')[m.line - 1].trim().slice(0, 140);
  return report.results.flatMap(r => r.messages.map(m => `html, line ${m.line}: ${m.ruleId}: ${m.message}: ${at(m)}`));
}

/* ---- words ---- */
function entries() {
  const list = [];
  for (const file of readdirSync(join(root, 'words', 'vi'))) {
    for (const block of readFileSync(join(root, 'words', 'vi', file), 'utf8').split(/\n\s*\n/)) {
      const texts = name => (new RegExp(`^${name} ((?:"(?:[^"\\\\]|\\\\.)*"\\s*)+)`, 'm').exec(block) || [])[1];
      const value = name => [...texts(name)?.matchAll(/"((?:[^"\\]|\\.)*)"/g) || []]
        .map(m => JSON.parse(`"${m[1]}"`)).join('');
      if (value('msgid')) list.push([value('msgid'), value('msgstr')]);
    }
  }
  return list;
}

const words = text => text.match(/\p{L}{2,}/gu) || [];
const tidy = text => text.normalize('NFC').replace(/\s+/g, ' ');
// The pieces of a message between its holes that are long enough to be nothing else.
const pieces = text => text.split(/%[-.\d*]*(?:ll|z)?[a-z]|%%/).map(p => tidy(p).trim()).filter(p => words(p).length >= 2);
const all = entries();
const english = [...new Set(all.flatMap(([id]) => pieces(id)))];
const vietnamese = [...new Set(all.filter(([id, str]) => id !== str).flatMap(([, str]) => pieces(str)))].filter(p =>
  /[^\0-\x7f“”‘’–—…→←▲✓·]/.test(p) && !english.includes(p));
export const MESSAGES = all.length;

// Everything a person sees or hears on the page but what is marked as being in another language, and the given data (names, codes).
const shown = page => page.evaluate(() => {
  const body = document.body.cloneNode(true);
  for (const e of body.querySelectorAll('script, style, code, [lang]')) e.remove();
  const texts = [], walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) texts.push(walker.currentNode.data);
  const heard = [...body.querySelectorAll('*')].flatMap(e =>
    ['aria-label', 'placeholder', 'title', 'alt', 'data-filter'].map(a => e.getAttribute(a)).filter(Boolean));
  return [document.title, ...texts, ...heard].join(' \u2029 ');
});
const inside = (text, piece) => new RegExp(`(?<![\\p{L}])${piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}])`, 'u').test(text);

export async function wordFaults(page, lang, data) {
  let text = tidy(await shown(page));
  for (const d of data) text = text.replaceAll(d, ' ');
  return (lang === 'vi' ? english : vietnamese).filter(p => text.includes(p) &&
    inside(text, p)).map(p => `words of the other language: “${p}”`);
}
