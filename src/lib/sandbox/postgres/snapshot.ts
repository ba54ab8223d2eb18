/**
 * All that a PostgreSQL in WASM is between two statements: its memory, the files of its data directory,
 * and which of them are open where. Its stack is empty then, so nothing else is needed to go back.
 */
export interface Snapshot {
	/** Pages of 64 KiB that are not all zero, by number. */
	pages: ReadonlyMap<number, Uint8Array>;
	files: readonly SavedFile[];
	/** Of the data directory itself. */
	entries: Readonly<Record<string, FileNode>>;
	streams: readonly (SavedStream | null)[];
}

/** The parts of Emscripten's module that hold what PostgreSQL is. */
export interface ModuleState {
	HEAPU8: Uint8Array;
	FS: {
		lookupPath: (path: string) => { node: FileNode };
		isDir: (mode: number) => boolean;
		isFile: (mode: number) => boolean;
		streams: (FileStream | null | undefined)[];
		/** Nodes are found by a table of names beside the tree. */
		hashAddNode: (node: FileNode) => void;
		hashRemoveNode: (node: FileNode) => void;
	};
}

/** Signed, where it was written from Emscripten's signed view of the memory. */
type FileBytes = Uint8Array | Int8Array;

interface FileNode {
	mode: number;
	name: string;
	parent: FileNode;
	/** Of a file its bytes, of which the first `usedBytes` count; of a folder its nodes by name. */
	contents: FileBytes | Record<string, FileNode> | null;
	usedBytes: number;
}

interface FileStream {
	fd: number;
	position: number;
	flags: number;
	node: FileNode;
}

type SavedFile = { node: FileNode; name: string; parent: FileNode } & (
	{ entries: Record<string, FileNode> } | { bytes: FileBytes | null; usedBytes: number }
);

type SavedStream = FileStream & { stream: FileStream };

const PAGE_BYTES = 65_536;
const DATA_FOLDER = '/pglite/data';

export function takeSnapshot({ HEAPU8: heap, FS: fs }: ModuleState): Snapshot {
	const words = new Uint32Array(heap.buffer, heap.byteOffset, heap.byteLength / 4);
	const pages = new Map<number, Uint8Array>();
	for (let page = 0; page < heap.length / PAGE_BYTES; page++) {
		if (!isZero(words, (page * PAGE_BYTES) / 4)) {
			pages.set(page, heap.slice(page * PAGE_BYTES, (page + 1) * PAGE_BYTES));
		}
	}
	const folder = dataFolder(fs);
	return {
		pages,
		files: Array.from(nodesBelow(fs, folder), (node) => savedFile(fs, node)),
		entries: { ...entriesOf(folder) },
		streams: fs.streams.map((stream) =>
			stream
				? { stream, fd: stream.fd, position: stream.position, flags: stream.flags, node: stream.node }
				: null
		)
	};
}

/** Puts back what was there; what came since is gone. */
export function restoreSnapshot({ HEAPU8: heap, FS: fs }: ModuleState, snapshot: Snapshot): void {
	for (let page = 0; page < heap.length / PAGE_BYTES; page++) {
		const saved = snapshot.pages.get(page);
		if (saved) heap.set(saved, page * PAGE_BYTES);
		else heap.fill(0, page * PAGE_BYTES, (page + 1) * PAGE_BYTES);
	}
	const folder = dataFolder(fs);
	for (const node of nodesBelow(fs, folder)) fs.hashRemoveNode(node);
	folder.contents = { ...snapshot.entries };
	for (const file of snapshot.files) {
		file.node.name = file.name;
		file.node.parent = file.parent;
		fs.hashAddNode(file.node);
		if ('entries' in file) {
			file.node.contents = { ...file.entries };
		} else {
			file.node.contents = file.bytes?.slice() ?? null;
			file.node.usedBytes = file.usedBytes;
		}
	}
	fs.streams.length = 0;
	for (const saved of snapshot.streams) {
		if (saved) {
			const { stream, fd, position, flags, node } = saved;
			Object.assign(stream, { fd, position, flags, node });
		}
		fs.streams.push(saved?.stream ?? null);
	}
}

function isZero(words: Uint32Array, start: number): boolean {
	for (let index = start; index < start + PAGE_BYTES / 4; index++) if (words[index] !== 0) return false;
	return true;
}

function dataFolder(fs: ModuleState['FS']): FileNode {
	return fs.lookupPath(DATA_FOLDER).node;
}

/** The folder itself is never renamed. */
function* nodesBelow(fs: ModuleState['FS'], folder: FileNode): Generator<FileNode> {
	for (const node of Object.values(entriesOf(folder))) {
		yield node;
		if (fs.isDir(node.mode)) yield* nodesBelow(fs, node);
	}
}

function entriesOf({ contents }: FileNode): Record<string, FileNode> {
	return contents === null || isBytes(contents) ? {} : contents;
}

function savedFile(fs: ModuleState['FS'], node: FileNode): SavedFile {
	const { name, parent, contents, usedBytes } = node;
	if (fs.isDir(node.mode)) return { node, name, parent, entries: { ...entriesOf(node) } };
	const bytes = isBytes(contents) ? contents.slice(0, usedBytes) : null;
	return { node, name, parent, bytes, usedBytes };
}

function isBytes(contents: FileNode['contents']): contents is FileBytes {
	return contents instanceof Uint8Array || contents instanceof Int8Array;
}
