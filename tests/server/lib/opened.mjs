// Opens what a visitor finds by following links from the given pages, and says what no page may answer: a 5xx, or one of the given words.
// usage: node opened.mjs BASE LOGIN|- PASSWORD WORDS START…
// WORDS: a file, one text a line; prints a line for each fault, last "pages N, dossiers M"
import { readFileSync } from "node:fs";
const [base, login, password, words, ...starts] = process.argv.slice(2);
const MOST = 600; // pages in all
// how many of one pattern with one set of questions: every dossier, some of the rest
const alike_most = kind => /^\/(ho-so|can-bo)\/N$/.test(kind) ? 200 : 4;
const never = readFileSync(words, "utf8").split("\n").filter(Boolean);
let cookie = "";

async function open(path, options = {}) {
    const answer = await fetch(base + path, {
        redirect: "manual", signal: AbortSignal.timeout(20000), ...options, headers: { cookie, origin: base, ...options.headers },
    });
    for (const c of answer.headers.getSetCookie()) {
        const [name, value] = c.split(";")[0].split("=");
        cookie = [...cookie.split("; ").filter(x => x && !x.startsWith(name + "=")), `${name}=${value}`].join("; ");
    }
    return answer;
}
// what differs between two pages of one kind: codes, numbers, dates
const pattern = path => path.replace(/=[^&]*/g, "=").replace(/[0-9][0-9A-Za-z.-]*|H55[^/?]*/g, "N");

if (login !== "-") {
    const answer = await open("/dang-nhap", { method: "POST", body: new URLSearchParams({ login, password }) });
    if (answer.status !== 303) {
        console.log(`${login} cannot sign in: ${answer.status}`);
        process.exit(1);
    }
}
const seen = new Set(starts), queue = [...starts], alike = new Map();
let pages = 0, dossiers = 0, faults = 0;
const fault = (path, what) => { faults++; console.log(`${login} ${path}: ${what}`); };
while (queue.length && pages < MOST) {
    const path = queue.shift();
    pages++;
    let answer, text;
    try {
        answer = await open(path);
        text = (answer.headers.get("content-type") ?? "").match(/html|json|csv|text|xml/) ? await answer.text()
            : (await answer.arrayBuffer(), "");
    } catch (e) {
        fault(path, e.message);
        continue;
    }
    if (answer.status === 200 && /^\/(ho-so|can-bo)\/N$/.test(pattern(path))) dossiers++;
    if (answer.status >= 500) fault(path, answer.status);
    for (const w of never) if (text.includes(w)) fault(path, `"${w}"`);
    const found = [...text.matchAll(/href="(\/[^"#]*)/g)].map(m => m[1].replaceAll("&amp;", "&"));
    const to = answer.headers.get("location");
    if (to?.startsWith("/")) found.push(to);
    for (const next of found) {
        const kind = pattern(next);
        if (seen.has(next) || next.startsWith("/tep/") || (alike.get(kind) ?? 0) >= alike_most(kind)) continue;
        seen.add(next);
        alike.set(kind, (alike.get(kind) ?? 0) + 1);
        queue.push(next);
    }
}
console.log(`pages ${pages}, dossiers ${dossiers}`);
process.exit(faults ? 1 : 0);
