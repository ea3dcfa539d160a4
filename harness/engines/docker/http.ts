import { Agent, get } from 'node:http';

/** One kept connection to a container's published port. */
export interface Wire {
  readonly port: number;
  readonly agent: Agent;
}

/** A server of ours says less in any answer. */
const MOST_BODY = 65_536;

/** The server is there, and answers something else than it should. */
export class BadAnswer extends Error {}

export const wire = (port: number): Wire => ({ port, agent: new Agent({ keepAlive: true, maxSockets: 4 }) });

/** GET a path; the body where the answer is 200, else throws a short reason ("answered 500", "ECONNRESET"). */
export function fetchText({ port, agent }: Wire, path: string, signal?: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = get({ host: '127.0.0.1', port, path, agent, ...(signal ? { signal } : {}) }, response => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', chunk => {
        body += chunk;
        if (body.length > MOST_BODY) request.destroy(new Error(`answered more than ${MOST_BODY} characters`));
      });
      response.on('error', reject);
      response.on('end', () => {
        if (!response.complete) reject(new Error('answered only in part'));
        else if (response.statusCode === 200) resolve(body);
        else reject(new BadAnswer(`answered ${response.statusCode}: ${body.trim().slice(0, 200)}`));
      });
    });
    request.on('error', reject);
  });
}

/** The reason of a failed call in a few words. */
export const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return code && !error.message.includes(code) ? `${code} ${error.message}` : error.message;
};
