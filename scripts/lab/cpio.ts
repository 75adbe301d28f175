/**
 * One entry of an archive: a folder, or a file with what is in it. Parents come before their
 * children.
 */
export interface ArchiveEntry {
  readonly path: string;
  /** Type and permissions as in `st_mode`. */
  readonly mode: number;
  readonly data?: Uint8Array;
}

const trailer: ArchiveEntry = { path: 'TRAILER!!!', mode: 0 };

/**
 * A "newc" cpio archive, the one kind the kernel unpacks as its first file system (its
 * Documentation/driver-api/early-userspace/buffer-format.rst). Everything belongs to root and dates
 * from 1970, so equal entries give equal bytes.
 */
export function cpioArchive(entries: readonly ArchiveEntry[]): Buffer {
  return Buffer.concat([...entries, trailer].flatMap(member));
}

function member({ path, mode, data = new Uint8Array() }: ArchiveEntry, index: number): Buffer[] {
  const name = Buffer.from(`${path}\0`);
  const fields = [
    index + 1, // inode
    mode,
    0, // owner
    0, // group
    1, // links
    0, // time
    data.length,
    0, // device
    0,
    0, // device it stands for
    0,
    name.length,
    0, // checksum, of another kind of archive
  ];
  const header = `070701${fields.map((n) => n.toString(16).padStart(8, '0')).join('')}`;
  return [padded(Buffer.concat([Buffer.from(header), name])), padded(Buffer.from(data))];
}

const padded = (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)]);
