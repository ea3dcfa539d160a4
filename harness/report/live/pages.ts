import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { LiveState } from './state.ts';

/** What a page may ask for besides itself: the files that it links to. */
const files = /^(?:summary\.json|manifest\.json|trials\.csv|requests\.csv|trials\/[^/\\]+\.jsonl)$/;
/** Bytes that may wait for a reader who does not read; then it is cut off, and comes back by itself. */
const mostWaiting = 1 << 20;

export interface Offered {
  page(): string;
  state(): LiveState;
  /** A file of the study's folder. */
  file(name: string): Buffer | undefined;
}

export interface Pages {
  readonly port: number;
  /** Sends the state to all who watch. */
  tell(): void;
  /** Those who watch now. */
  readers(): number;
  /** How often the page was given away. */
  given(): number;
  close(): void;
}

/** Offers a page, its events and its files to this machine, on a port that the system chooses. */
export async function servePages(offered: Offered): Promise<Pages> {
  const watching = new Set<ServerResponse>();
  let given = 0;
  const message = (): string => `data: ${JSON.stringify(offered.state())}\n\n`;
  const server = createServer((request, response) => {
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('X-Content-Type-Options', 'nosniff');
    const path = pathOf(request, server);
    if (path === undefined) return void response.writeHead(403).end('Only for this machine.\n');
    if (request.method !== 'GET') return void response.writeHead(405, { Allow: 'GET' }).end();
    if (path === '') {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(offered.page());
      response.on('finish', () => given++);
    } else if (path === 'events') {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write(message());
      watching.add(response);
      response.on('close', () => watching.delete(response));
    } else {
      const found = files.test(path) ? offered.file(path) : undefined;
      if (found) response.writeHead(200, { 'Content-Type': 'application/octet-stream' }).end(found);
      else response.writeHead(404).end('There is no such file.\n');
    }
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  return {
    port: portOf(server),
    tell: () => {
      const text = message();
      for (const response of watching) {
        if (response.writableLength > mostWaiting) response.destroy();
        else response.write(text);
      }
    },
    readers: () => watching.size,
    given: () => given,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

const portOf = (server: Server): number => {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
};

/**
 * The path asked for; undefined where the page was asked for under another name than that of this machine, as a page
 * from elsewhere would that makes its own name mean 127.0.0.1.
 */
function pathOf({ headers, url = '/' }: IncomingMessage, server: Server): string | undefined {
  const port = portOf(server);
  if (headers.host !== `127.0.0.1:${port}` && headers.host !== `localhost:${port}`) return undefined;
  try {
    return decodeURIComponent(new URL(url, `http://${headers.host}`).pathname.slice(1));
  } catch {
    return '?';
  }
}
