import { FILES } from './limits.ts';
import { ok, refuse, type Result } from './result.ts';

/** Files by path. Paths are relative, use `/`, and never leave their root: `chain.ts`, `lib/merkle.ts`. */
export type FileTree = Readonly<Record<string, string>>;

export type FilesFault =
	| { code: 'files_too_many'; limitCount: number }
	| { code: 'file_too_large'; path: string; limitBytes: number }
	| { code: 'files_too_large'; limitBytes: number }
	| { code: 'file_path_invalid'; path: string }
	| { code: 'file_text_invalid'; path: string };

const PATH = /^(?:[a-z0-9_-]+\/)*[a-z0-9_-]+(?:\.[a-z0-9]+)*\.([a-z]+)$/i;

export interface FilesLimits {
	filesMaxCount: number;
	fileMaxBytes: number;
	filesMaxBytes: number;
	pathMaxLength: number;
	endings: readonly string[];
}

/** Takes foreign files in: right shape, right sizes, sane paths, text both databases can keep. */
export function filesFrom(
	input: Readonly<Record<string, unknown>>,
	limits: FilesLimits = FILES
): Result<FileTree, FilesFault> {
	const entries = Object.entries(input);
	if (entries.length > limits.filesMaxCount) {
		return refuse({ code: 'files_too_many', limitCount: limits.filesMaxCount });
	}

	let totalBytes = 0;
	const files: Record<string, string> = {};
	for (const [path, text] of entries) {
		const ending = PATH.exec(path)?.[1]?.toLowerCase() ?? '';
		if (path.length > limits.pathMaxLength || !limits.endings.includes(ending))
			return refuse({ code: 'file_path_invalid', path });
		if (typeof text !== 'string' || !text.isWellFormed() || text.includes('\0')) {
			return refuse({ code: 'file_text_invalid', path });
		}
		const bytes = byteLength(text);
		if (bytes > limits.fileMaxBytes) {
			return refuse({ code: 'file_too_large', path, limitBytes: limits.fileMaxBytes });
		}
		totalBytes += bytes;
		files[path] = text;
	}
	if (totalBytes > limits.filesMaxBytes)
		return refuse({ code: 'files_too_large', limitBytes: limits.filesMaxBytes });
	return ok(files);
}

export function byteLength(text: string): number {
	return new TextEncoder().encode(text).length;
}

/** The same files, whatever the order of their paths. */
export function sameFiles(left: FileTree, right: FileTree): boolean {
	const paths = Object.keys(left);
	return paths.length === Object.keys(right).length && paths.every((path) => left[path] === right[path]);
}
