// rrule.js: a rule on standard input; ns an occurrence, ns a seek, what the seek found.
const { RRule } = require('rrule');
const runs = 5;

function median(work) {
    work();
    const times = [];
    for (let run = 0; run < runs; run++) {
        const began = process.hrtime.bigint();
        const count = work();
        times.push(Number(process.hrtime.bigint() - began) / count);
    }
    return times.sort((a, b) => a - b)[Math.floor(runs / 2)];
}

const text = require('fs').readFileSync(0, 'utf8').trim();
const options = RRule.parseString(text);
options.dtstart = new Date(Date.UTC(2000, 0, 1, 22));
const far = new Date(Date.UTC(2040, 5, 15));
const rule = new RRule(options, true);
const expand = median(() => rule.all((_, i) => i < 1000).length);
const seek = median(() => (rule.after(far, true) ? 1 : 0));
console.log(`${expand}\t${seek}\t${rule.after(far, true).toISOString().slice(0, 19)}`);
