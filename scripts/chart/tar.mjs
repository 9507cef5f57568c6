const BLOCK = 512;
const LONGEST_NAME = 100;

/**
 * A tar archive (POSIX ustar) that is a function of names and texts alone: sorted, readable by everybody, owned by
 * nobody, and as old as the tar format's first second.
 *
 * @param files the content of each file by its path in the archive
 */
export function tar(files) {
  const entries = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  const blocks = entries.flatMap(([name, content]) => [
    header(name, content.length),
    content,
    Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK),
  ]);
  return Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)]);
}

function header(name, size) {
  if (Buffer.byteLength(name) > LONGEST_NAME)
    throw new Error(`'${name}' has more than the ${LONGEST_NAME} bytes of a tar archive's names; shorten it`);
  const block = Buffer.alloc(BLOCK);
  const octal = (number, digits) => number.toString(8).padStart(digits, '0');
  block.write(name, 0);
  block.write(octal(0o644, 7), 100); // mode
  block.write(octal(0, 7), 108); // owner
  block.write(octal(0, 7), 116); // group
  block.write(octal(size, 11), 124);
  block.write(octal(0, 11), 136); // time of modification
  block.write(' '.repeat(8), 148); // the checksum counts its own field as blanks
  block.write('0', 156); // an ordinary file
  block.write('ustar\u000000', 257);
  const checksum = block.reduce((sum, byte) => sum + byte, 0);
  block.write(`${octal(checksum, 6)}\0 `, 148);
  return block;
}
