// Follows every link of a running demonstration as one role, a few of each kind of page, and names what is wrong:
//   node crawl.mjs BASE ROLE MAX [REGEXP …]     ROLE: nobody, citizen, officer, leader
// A finding is a link answered 4xx, a page answered 5xx, or a text that fits one of the expressions. Exit status 1 when there is one.
const [base, role, most, ...forbidden] = process.argv.slice(2)
const never = forbidden.map((r) => new RegExp(r, 'u'))
const perKind = 4
let cookie = ''

async function ask(path, options = {}) {
    const answer = await fetch(base + path, { redirect: 'manual', ...options, headers: { origin: base, cookie, ...options.headers } })
    for (const line of answer.headers.getSetCookie()) {
        const others = cookie.split('; ').filter((c) => c && !c.startsWith(line.split('=')[0] + '='))
        cookie = [...others, line.split(';')[0]].join('; ')
    }
    return answer
}

const kindOf = (path) => path.replace(/[A-Z]+\d+(\.\d+)*-\d+-\d+/g, 'CODE').replace(/\d+/g, '0').replace(/=[^&]*/g, '=')
const plain = (s) => s.replaceAll('&amp;', '&').replaceAll('&#38;', '&').replaceAll('&quot;', '"')

function own(links, from) {
    return links.map((l) => new URL(l, base + from)).filter((u) => u.origin === base).map((u) => u.pathname + u.search)
}
const linksOf = (html, from) => own([...html.matchAll(/(?:href|src)="([^"#]+)/g)].map((m) => plain(m[1])), from)

if (role !== 'nobody') {
    const signed = await ask(`/thu-nghiem/${role}`, { method: 'POST' })
    if (signed.status !== 303) { console.log(`cannot sign in as ${role}: ${signed.status}`); process.exit(1) }
}
const seen = new Map([['/', '']]), kinds = new Map(), queue = ['/']
let pages = 0, found = 0
const told = new Map() // the same finding is printed three times at most
function wrong(path, what, why) {
    found++
    told.set(why, (told.get(why) || 0) + 1)
    if (told.get(why) <= 3) console.log(`${role} ${path} ${what}; linked from ${seen.get(path) || 'nowhere'}`)
}
for (const first of ['/ngay', '/chi-so', '/thu', '/tra-cuu', '/du-lieu']) {
    seen.set(first, 'typed')
    queue.push(first)
}

while (queue.length && pages < Number(most)) {
    const path = queue.shift()
    const answer = await ask(path)
    pages++
    const to = answer.headers.get('location')
    const dead = answer.status >= 400 && seen.get(path) !== 'typed'
    if (dead || answer.status >= 500) wrong(path, `answers ${answer.status}`, kindOf(path))
    const type = answer.headers.get('content-type') || ''
    const body = /text|json|xml|calendar|svg/.test(type) ? await answer.text() : (await answer.arrayBuffer(), '')
    for (const r of never) {
        const at = body.match(r)
        if (at) wrong(path, `says "${body.slice(Math.max(0, at.index - 50), at.index + 50).replace(/\s+/g, ' ')}"`, r)
    }
    const leads = to ? own([to], path) : type.includes('html') ? linksOf(body, path) : []
    for (const next of leads) {
        for (const r of never) {
            if (seen.has(next) || !decodeURI(next).match(r)) continue
            seen.set(next, path)
            wrong(next, 'is a forbidden address', r)
        }
        if (seen.has(next) || (kinds.get(kindOf(next)) || 0) >= perKind) continue
        kinds.set(kindOf(next), (kinds.get(kindOf(next)) || 0) + 1)
        seen.set(next, path)
        queue.push(next)
    }
}
console.log(`${role}: ${pages} pages, ${found} findings`)
process.exit(found ? 1 : 0)
