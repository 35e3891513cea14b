// Whether each row of one CSV stands in another: columns are found by their headings, so that new ones may come.
// usage: node same_rows.mjs THEN NOW
import { readFileSync } from "node:fs";
const read = file => readFileSync(file, "utf8").replace(/^\ufeff/, "").split(/\r?\n/).filter(l => l.startsWith('"'))
    .map(l => [...l.matchAll(/"((?:[^"]|"")*)"/g)].map(m => m[1]));
const [[heads, ...then], [now_heads, ...now]] = process.argv.slice(2, 4).map(f => {
    const rows = read(f);
    return rows.length ? rows : [[]];
});
const gone = heads.filter(h => !now_heads.includes(h));
if (gone.length) console.log(`columns gone: ${gone.join(", ")}`);
const cells = row => heads.map(h => row[now_heads.indexOf(h)]).join("\t");
const have = new Set(now.map(cells));
const missing = then.filter(row => !have.has(row.join("\t")));
for (const row of missing) console.log(`not there: ${row.join(" | ")}`);
if (now.length !== then.length) console.log(`${now.length} rows, not ${then.length}`);
console.log(`${then.length} rows compared`);
process.exit(gone.length || missing.length || now.length !== then.length ? 1 : 0);
