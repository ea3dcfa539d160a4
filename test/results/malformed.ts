import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A way in which a results folder may have come to harm, and the words that must name it. */
export interface Harm {
  readonly what: string;
  readonly says: RegExp;
  readonly inflict: (folder: string) => void;
}

/** Replaces text of a file, which must be there. */
const text = (file: string, from: string | RegExp, to: string, says: RegExp): Harm => ({
  what: `${file}: ${String(from).slice(0, 60)} → ${to.slice(0, 60)}`,
  says,
  inflict: folder => {
    const path = join(folder, file);
    const found = readFileSync(path, 'utf8');
    const harmed = found.replace(from, to);
    if (harmed === found) throw new Error(`${file} has no ${from}`);
    writeFileSync(path, harmed);
  },
});

const firstTrial = (folder: string): string =>
  join(folder, 'trials', readdirSync(join(folder, 'trials')).sort()[0]!);

/** Changes the lines of the first trace. */
const lines = (what: string, change: (lines: string[]) => string[], says: RegExp): Harm => ({
  what: `a trace: ${what}`,
  says,
  inflict: folder => {
    const file = firstTrial(folder);
    const before = readFileSync(file, 'utf8').trimEnd().split('\n');
    writeFileSync(file, `${change([...before]).join('\n')}\n`);
  },
});

/** Replaces text in the first line of the trace that has it. */
const line = (has: string, from: string | RegExp, to: string, says: RegExp): Harm =>
  lines(
    `${has}: ${from} → ${to}`,
    all => {
      const at = all.findIndex(one => one.includes(has));
      all[at] = all[at]!.replace(from, to);
      return all;
    },
    says,
  );

const cut = (file: (folder: string) => string, bytes: number, what: string, says: RegExp): Harm => ({
  what,
  says,
  inflict: folder => {
    const found = readFileSync(file(folder));
    writeFileSync(file(folder), found.subarray(0, found.length - bytes));
  },
});

const swap = (all: string[], one: number, other: number): string[] => {
  [all[one], all[other]] = [all[other]!, all[one]!];
  return all;
};

/** Fifty of them, and some more. */
export const harms: readonly Harm[] = [
  cut(
    folder => join(folder, 'manifest.json'),
    40,
    'a manifest that was cut off',
    /manifest\.json: expected JSON/,
  ),
  cut(
    folder => join(folder, 'summary.json'),
    40,
    'a summary that was cut off',
    /summary\.json: expected JSON/,
  ),
  cut(firstTrial, 1, 'a trace without its last newline', /expected a whole last line/),
  cut(firstTrial, 30, 'a trace cut within its last line', /expected a whole last line|expected JSON/),
  text('manifest.json', '"format": 1', '"format": 2', /expected format 1, found 2; read it with the version/),
  text('manifest.json', '"format": 1', '"format": "1"', /expected format 1, found none/),
  text('manifest.json', '"format": 1,', '', /expected format 1, found none/),
  text('manifest.json', /^\{/, '[{', /expected JSON/),
  text('manifest.json', '"kMax": 16', '"kMax": "16"', /field declared\.kMax: .*number.*found "16"/),
  text('manifest.json', '"kMax": 16', '"kMax": 1e99', /field declared\.kMax/),
  text('manifest.json', '"kMax": 16', '"kMax": -1', /field declared\.kMax/),
  text('manifest.json', '"kMax": 16', '"kMax": 16.5', /field declared\.kMax/),
  text('manifest.json', '"kMax": 16', '"kMax": NaN', /expected JSON/),
  text('manifest.json', '"kMax": 16', '"kmax": 16', /kMax|kmax/),
  text('manifest.json', '"timeScale": 0.06', '"timeScale": 0', /field declared\.timeScale/),
  text('manifest.json', '"timeScale": 0.06', '"timeScale": null', /field declared\.timeScale/),
  text('manifest.json', '"timeScale": 0.06', '"timeScale": 1e400', /field declared\.timeScale/),
  text('manifest.json', '"quick": false', '"quick": "no"', /field quick: .*boolean.*found "no"/),
  text(
    'manifest.json',
    '"quick": false',
    '"quick": false, "quik": true',
    /unknown key "quik"; did you mean "quick"\?/,
  ),
  text('manifest.json', '"startedAt": "2026', '"startedAt": "the day 2026', /field startedAt/),
  text(
    'manifest.json',
    '"faults": []',
    '"faults": [{ "at": 1, "kind": "flood" }]',
    /field declared\.faults\.0/,
  ),
  text(
    'manifest.json',
    /"declaredHash": "[0-9a-f]{64}"/,
    '"declaredHash": "abc"',
    /64 hexadecimal digits, found "abc"/,
  ),
  text(
    'manifest.json',
    '"dispatch": "each-slot"',
    '"dispatch": "sometimes"',
    /field declared\.loop\.dispatch/,
  ),
  text(
    'manifest.json',
    '"trial": "0001-',
    '"trial": "../../../etc/',
    /field plan\.0\.trial: expected a name as 0001/,
  ),
  text('manifest.json', '"trial": "0001-', '"trial": "0001/../', /field plan\.0\.trial/),
  text(
    'manifest.json',
    '"experiment": "francis-vs-static"',
    '"experiment": "another"',
    /expected experiment another/,
  ),
  text('summary.json', '"format": 1', '"format": 7', /summary\.json: expected format 1, found 7/),
  text('summary.json', '"state": "valid"', '"state": "splendid"', /field trials\.0\.state/),
  text('summary.json', /"wait\.mean": \d[\d.]*/, '"wait.mean": "12"', /field trials\.0\.metrics\.wait\.mean/),
  text(
    'summary.json',
    /"wait\.mean": \d[\d.]*/,
    '"wait.mean": 1e300',
    /field trials\.0\.metrics\.wait\.mean/,
  ),
  text(
    'summary.json',
    /"wait\.mean": \d[\d.]*/,
    '"wait.man": 12',
    /expected only metrics of its list, found wait\.man/,
  ),
  text('summary.json', /"seed": 1,/, '"seed": 2,', /expected seed 1 of trial 0001/),
  text('summary.json', /"arm": "([^"]*)",/, '"arm": "somebody else",', /expected arm .* of trial 0001/),
  text(
    'summary.json',
    /"trial": "0002-/,
    '"trial": "0001-',
    /expected (every trial once|only trials of the plan)/,
  ),
  text('summary.json', /"trial": "0001-/, '"trial": "../01-', /field trials\.0\.trial/),
  text('summary.json', '"confidence": 0.95', '"confidence": 95', /confidence/),
  text('summary.json', '"trials": [', '"trials": [null,', /field trials\.0/),
  text('summary.json', '"better": "lower"', '"better": "cheaper"', /field metrics\.0\.better/),
  text('summary.json', '"headline"', '"headlines"', /headline/),
  lines('empty', () => [''], /expected JSON/),
  lines('no header', all => all.slice(1), /:1: field type/),
  lines(
    'no end',
    all => all.filter(one => !one.includes('trial.ended')),
    /expected the end of the trial, found none/,
  ),
  lines(
    'two ends',
    all => [...all, all.find(one => one.includes('trial.ended'))!],
    /one end of the trial|order of time/,
  ),
  lines(
    'a request that came twice',
    all => [...all.slice(0, 12), all.find(one => one.includes('request.arrived'))!, ...all.slice(12)],
    /found it twice|order of time/,
  ),
  lines(
    'a line twice',
    all => [...all.slice(0, 3), ...all.slice(2)],
    /found (it )?(twice|starting|ready)|to be possible/,
  ),
  lines('lines out of order', all => swap(all, 1, all.length - 2), /order of time|to be/),
  lines(
    'half a line amid the others',
    all => all.map((one, i) => (i === 5 ? one.slice(0, 20) : one)),
    /:6: expected JSON/,
  ),
  lines(
    'the trace of another trial',
    all => [all[0]!.replace(/"trial":"0001/, '"trial":"0002'), ...all.slice(1)],
    /expected the trace of trial 0001/,
  ),
  line('"type":"trial"', '"format":1', '"format":3', /:1: field format/),
  line('"type":"trial"', /"seed":1\b/, '"seed":2', /expected seed 1 as in summary/),
  line('"type":"trial"', /"intended":"../, '"intended":"00', /expected intended .* as in summary|order/),
  line('request.arrived', /"at":-?[\d.]+/, '"at":null', /field at: .*found null/),
  line('request.arrived', /"at":-?[\d.]+/, '"at":1e30', /field at|as it was written/),
  line('request.arrived', /"at":/, '"at":1,"at":', /expected a line as it was written/),
  line('request.arrived', /"work":[\d.]+/, '"work":-5', /field work/),
  line('request.arrived', /"work":([\d.]+)/, '"work":$100000000000000000001', /as it was written|field work/),
  line('request.finished', 'request.finished', 'request.vanished', /field type/),
  line('request.dispatched', /"container":"c\d+"/, '"container":"c99"', /expected container c99 to be there/),
  line('request.finished', /"request":\d+/, '"request":77777', /expected request 77777 to be running/),
  line(
    'container.ready',
    /"container":"c\d+"/,
    '"container":"../x"',
    /field container: expected a container as c1/,
  ),
];
