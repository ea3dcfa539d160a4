/** A file or folder of an archive; `content` is absent for a folder. */
export interface Entry {
  readonly name: string;
  /** Permission bits, as in 0o755. */
  readonly mode: number;
  readonly content?: Buffer;
}

const BLOCK = 512;

/**
 * The entries as a tar archive (POSIX ustar, IEEE Std 1003.1, "pax"), in pieces, owned by root and dated 1970, in the
 * order of their names: equal entries make equal bytes.
 */
export function tar(entries: readonly Entry[]): Buffer[] {
  const sorted = [...entries].sort((a, b) => (a.name < b.name ? -1 : 1));
  const pieces = sorted.flatMap(({ name, mode, content }) => {
    if (content === undefined) return [header(name, mode, 0, '5')];
    const padding = Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK);
    return [header(name, mode, content.length, '0'), content, padding];
  });
  return [...pieces, Buffer.alloc(2 * BLOCK)];
}

function header(name: string, mode: number, size: number, kind: string): Buffer {
  if (Buffer.byteLength(name) > 100)
    throw new Error(`Archive: expected a name of at most 100 bytes, found ${name}.`);
  const block = Buffer.alloc(BLOCK);
  const octal = (value: number, at: number, digits: number) =>
    block.write(value.toString(8).padStart(digits, '0'), at);
  block.write(name, 0);
  octal(mode, 100, 7);
  octal(0, 108, 7); // owner
  octal(0, 116, 7); // group
  octal(size, 124, 11);
  octal(0, 136, 11); // time
  block.write(' '.repeat(8), 148); // the checksum counts itself as blanks
  block.write(kind, 156);
  block.write('ustar\x0000', 257);
  octal(
    block.reduce((sum, byte) => sum + byte, 0),
    148,
    6,
  );
  block[154] = 0;
  return block;
}
