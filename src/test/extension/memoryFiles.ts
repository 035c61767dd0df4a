import * as vscode from 'vscode';

/** A disk that can be full or write-protected. */
export type Disk = 'good' | 'full' | 'protected';

/** A file system that exists in memory only, as that of a virtual workspace does. On a full disk half a file is written. */
export class MemoryFiles implements vscode.FileSystemProvider {
  disk: Disk = 'good';
  readonly files = new Map<string, Uint8Array>();
  private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.changed.event;

  constructor(scheme: string) {
    vscode.workspace.registerFileSystemProvider(scheme, this);
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const bytes = this.files.get(uri.path);
    const isFolder =
      [...this.files.keys()].some((name) => name.startsWith(`${uri.path}/`)) || uri.path === '/';
    if (!bytes && !isFolder) throw vscode.FileSystemError.FileNotFound(uri);
    const type = bytes ? vscode.FileType.File : vscode.FileType.Directory;
    return { type, ctime: 0, mtime: 0, size: bytes?.length ?? 0 };
  }

  readDirectory(): [string, vscode.FileType][] {
    return [...this.files.keys()].map((name) => [name.slice(1), vscode.FileType.File]);
  }

  createDirectory(): void {}

  readFile(uri: vscode.Uri): Uint8Array {
    const bytes = this.files.get(uri.path);
    if (!bytes) throw vscode.FileSystemError.FileNotFound(uri);
    return bytes;
  }

  writeFile(uri: vscode.Uri, content: Uint8Array): void {
    if (this.disk === 'protected') throw vscode.FileSystemError.NoPermissions(uri);
    this.files.set(uri.path, this.disk === 'full' ? content.slice(0, content.length / 2) : content);
    if (this.disk === 'full') throw new Error('ENOSPC: no space left on device, write');
  }

  delete(uri: vscode.Uri): void {
    if (this.disk === 'protected') throw vscode.FileSystemError.NoPermissions(uri);
    this.files.delete(uri.path);
  }

  rename(from: vscode.Uri, to: vscode.Uri): void {
    this.files.set(to.path, this.readFile(from));
    this.files.delete(from.path);
    this.changed.fire([
      { type: vscode.FileChangeType.Deleted, uri: from },
      { type: vscode.FileChangeType.Created, uri: to },
    ]);
  }
}
