/**
 * The modules to load for `wanted`, each after those it needs, as paths below the kernel's module
 * folder. `table` is the text of modules.dep ("path: what it needs …"). A name it does not have is
 * built into the kernel.
 */
export function loadOrder(table: string, wanted: readonly string[]): string[] {
  const needs = new Map(table.split('\n').filter(Boolean).map(row));
  const paths = new Map([...needs.keys()].map((path) => [moduleName(path), path]));
  const order = new Set<string>();
  const visit = (path: string): void => {
    for (const need of needs.get(path) ?? []) visit(need);
    order.add(path);
  };
  for (const name of wanted) {
    const path = paths.get(name);
    if (path !== undefined) visit(path);
  }
  return [...order];
}

function row(line: string): [string, string[]] {
  const [path = '', needs = ''] = line.split(':');
  return [path, needs.split(' ').filter(Boolean)];
}

/** The kernel's name of a module: of kernel/fs/fuse/virtio-fs.ko.xz, virtio_fs. */
export function moduleName(path: string): string {
  const file = path.slice(path.lastIndexOf('/') + 1);
  return file.replace(/\.ko(\.\w+)?$/, '').replaceAll('-', '_');
}
