import { gzipSync } from 'node:zlib';

export interface TarEntry {
  readonly name: string;
  readonly content?: string | Buffer;
  /** `0` file, `1` hard link, `2` symbolic link, `5` folder, `x` pax, `L` GNU's long name. */
  readonly type?: string;
  readonly link?: string;
  /** In place of the content's own. */
  readonly size?: string;
}

/** A `.tar.gz` of POSIX ustar, with whatever an entry says. */
export function packTar(entries: readonly TarEntry[]): Buffer {
  const blocks = entries.flatMap(({ name, content = '', type = '0', link = '', size }) => {
    const body = Buffer.from(content);
    const header = Buffer.alloc(512);
    header.write(name.slice(0, 100), 0);
    header.write('0000644\0', 100);
    header.write('0000000\0', 108);
    header.write('0000000\0', 116);
    header.write(size ?? `${body.length.toString(8).padStart(11, '0')}\0`, 124);
    header.write('00000000000\0', 136);
    header.write('        ', 148);
    header.write(type, 156);
    header.write(link, 157);
    header.write('ustar\u000000', 257);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    return [header, body, Buffer.alloc((512 - (body.length % 512)) % 512)];
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]));
}

/** The archive of a chart as `helm package` lays it out. */
export function packChart(name: string, version: string, files: Readonly<Record<string, string>>): Buffer {
  const about = `apiVersion: v2\nname: ${name}\nversion: ${version}\n${files['Chart.yaml'] ?? ''}`;
  return packTar(Object.entries({ ...files, 'Chart.yaml': about }).map(([path, content]) => ({ name: `${name}/${path}`, content })));
}
