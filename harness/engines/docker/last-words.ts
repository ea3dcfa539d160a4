import type Docker from 'dockerode';
import { asked } from './call.ts';

/** Its last 20 log lines, to end a sentence with; empty when there are none. */
export async function lastWords(container: Docker.Container): Promise<string> {
  try {
    const log = await asked(abortSignal =>
      container.logs({ stdout: true, stderr: true, tail: 20, abortSignal }),
    );
    const lines = textOf(log).trim();
    return lines ? ` Its last words: ${lines.slice(-2000)}` : ' It left no log.';
  } catch {
    return '';
  }
}

/** The text of a log without terminal: frames of 8 bytes, whose last four tell the length, then that many bytes. */
function textOf(log: Buffer): string {
  let text = '';
  for (let at = 0; at + 8 <= log.length; ) {
    const length = log.readUInt32BE(at + 4);
    text += log.toString('utf8', at + 8, at + 8 + length);
    at += 8 + length;
  }
  return text;
}
