// A place to test in: demonstration data in a temporary folder, a server on a free port, one Chromium; everything is stopped and removed at
// the end.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
export const binary = join(root, 'build', 'tinhso');
const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];

export const PHONE = { width: 390, height: 844 };
export const DESK = { width: 1280, height: 800 };

const freePort = () => new Promise((done, fail) => {
  const s = createServer().once('error', fail).listen(0, '127.0.0.1', () => { const { port } = s.address(); s.close(() => done(port)); });
});

function address(server) {
  return new Promise((done, fail) => {
    let said = '';
    const hear = text => { said += text; const m = /http:\/\/127\.0\.0\.1:\d+/.exec(said); if (m) done(m[0]); };
    server.stdout.setEncoding('utf8').on('data', hear);
    server.stderr.setEncoding('utf8').on('data', hear);
    server.once('exit', code => fail(new Error(`the server ended with ${code} before it gave its address: ${said}`)));
    setTimeout(() => fail(new Error(`no address after 20 s: ${said}`)), 20000).unref();
  });
}

const ended = child => new Promise(done => { if (child.exitCode !== null || child.signalCode) done(); else child.once('exit', done); });

// Faults the browser itself saw; a page that is meant to answer 4xx is named in `expected` by its address.
class Visitor {
  faults = [];
  expected = [];
  html = Promise.resolve(''); // of the page that came last, as it was sent
  constructor(context) {
    this.context = context;
    context.on('weberror', e => this.faults.push(`script error: ${e.error()}`));
    context.on('console', m => {
      const { url } = m.location();
      if (m.type() === 'error' && !(/status of 4/.test(m.text()) &&
        this.expected.some(e => url.includes(e)))) this.faults.push(`console: ${m.text()} ${url}`);
    });
    context.on('response', r => {
      if (r.request().isNavigationRequest() && (r.status() < 300 || r.status() >= 400)) this.html = r.text().catch(() => '');
      if (r.status() >= 400 &&
        !this.expected.some(e => r.url().includes(e))) this.faults.push(`${r.status()} ${r.request().method()} ${r.url()}`);
    });
  }
}

export async function openPlace() {
  const folder = mkdtempSync(join(tmpdir(), 'tinhso-browser-')), data = join(folder, 'data');
  let server, browser;
  const close = async () => {
    if (browser) await browser.close();
    if (server) { server.kill('SIGTERM'); await ended(server); }
    for (let i = 0; existsSync(folder); i++) { // the back room may still be signing for the last act
      try { rmSync(folder, { recursive: true, force: true }); } catch (e) { if (i > 50) throw e;
        await new Promise(done => setTimeout(done, 200)); }
    }
  };
  try {
    execFileSync(binary, ['init', data, '--province', 'provinces/thai-nguyen', '--demo'],
      { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
    server = spawn(binary, ['serve', data, '--listen', `127.0.0.1:${await freePort()}`], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    const base = await address(server);
    browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: flags });
    const visitors = [];
    return {
      base,
      data,
      browser,
      close,
      // A person with a browser of their own (cookies, storage). Options are playwright's; `lang` en presses the page's own button.
      async visitor({ lang = 'vi', ...options } = {}) {
        const context = await browser.newContext({ baseURL: base, viewport: PHONE, ...options });
        context.setDefaultTimeout(8000);
        const v = new Visitor(context);
        visitors.push(v);
        v.page = await context.newPage();
        if (lang === 'en') {
          await v.page.goto('/');
          await v.page.click('form[action="/ngon-ngu/en"] button');
          await v.page.waitForSelector('html[lang=en]');
        }
        return v;
      },
      faults: () => visitors.flatMap(v => v.faults),
    };
  } catch (e) {
    await close();
    throw e;
  }
}
