import type { FileTree } from '../../domain/files.ts';
import { STUDIO } from '../../domain/limits.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { sourceFilesFrom } from '../../domain/source-draft.ts';

/** What somebody chose to import, as an exercise: the name of its folder, where it has one, and its files. */
export interface ImportedSource {
	slug: string | null;
	files: FileTree;
}

/** A sentence that names the file and says what to do. */
type Refusal = string;

/** A zip that unpacks to one folder named like the exercise; the same files give the same bytes. */
export async function zipOf(slug: string, files: FileTree): Promise<Uint8Array<ArrayBuffer>> {
	const { strToU8, zipSync } = await import('fflate');
	const entries = Object.entries(files)
		.toSorted(([a], [b]) => (a < b ? -1 : 1))
		.map(([path, text]) => [`${slug}/${path}`, strToU8(text)] as const);
	return new Uint8Array(zipSync(Object.fromEntries(entries), { mtime: EPOCH, level: 9 }));
}

/** The earliest moment a zip can name. */
const EPOCH = new Date(1980, 0, 2);

/**
 * What a zip holds. It is unpacked piece by piece and no further than a source may reach, because what a zip
 * says of its sizes is not to be trusted.
 */
export async function sourceFromZip(zip: Uint8Array): Promise<Result<ImportedSource, Refusal>> {
	const { Unzip, UnzipInflate } = await import('fflate');
	const texts = noTexts();
	let bytesCount = 0;
	let refusal: Refusal | null = null;
	const unzip = new Unzip((file) => {
		const path = file.name.replace(/^(?:\.\/)+/, '');
		if (refusal !== null || path.endsWith('/') || isLitter(path)) return;
		if (Object.keys(texts).length >= STUDIO.filesMaxCount) {
			refusal = `The zip holds more than ${STUDIO.filesMaxCount} files. An exercise has fewer: zip its folder alone.`;
			return;
		}
		const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
		texts[path] = '';
		file.ondata = (error, chunk, isLast) => {
			if (refusal !== null) return;
			bytesCount += chunk?.length ?? 0;
			if (error) refusal = `${path} cannot be unpacked. Zip the folder again.`;
			else if (bytesCount > STUDIO.filesMaxBytes) refusal = tooLarge(path);
			else refusal = decodeInto(texts, path, decoder, chunk, isLast);
			if (refusal !== null) file.terminate();
		};
		file.start();
	});
	unzip.register(UnzipInflate);
	try {
		for (let at = 0; at < zip.length && refusal === null; at += CHUNK_BYTES) {
			unzip.push(zip.subarray(at, at + CHUNK_BYTES), at + CHUNK_BYTES >= zip.length);
		}
	} catch {
		refusal ??= 'This is not a zip that can be unpacked. Zip the folder of the exercise again.';
	}
	if (refusal !== null) return refuse(refusal);
	return sourceFrom(texts, 'The zip');
}

const CHUNK_BYTES = 16 * 1024;

/** A plain object would swallow a file of the name `__proto__`, which is to be refused as any other stray. */
function noTexts(): Record<string, string> {
	return Object.create(null);
}

function decodeInto(
	texts: Record<string, string>,
	path: string,
	decoder: TextDecoder,
	chunk: Uint8Array,
	isLast: boolean
): Refusal | null {
	try {
		texts[path] += decoder.decode(chunk, { stream: !isLast });
		return null;
	} catch {
		return `${path} is no text in UTF-8. Save it as UTF-8, or leave it out.`;
	}
}

function tooLarge(path: string): Refusal {
	return `With ${path} the exercise is larger than ${STUDIO.filesMaxBytes / 1024} KB. Leave out what does not belong to it.`;
}

/** The files of a folder that was chosen, with paths as the browser gives them: `backoff/checks/visible.ts`. */
export async function sourceFromFolder(
	chosen: readonly { path: string; file: Blob }[]
): Promise<Result<ImportedSource, Refusal>> {
	const texts = noTexts();
	const files = chosen.filter(({ path }) => !isLitter(path));
	const bytesCount = files.reduce((sum, { file }) => sum + file.size, 0);
	if (files.length > STUDIO.filesMaxCount)
		return refuse(`The folder holds ${files.length} files. An exercise has at most ${STUDIO.filesMaxCount}.`);
	if (bytesCount > STUDIO.filesMaxBytes) return refuse(tooLarge('all its files'));
	for (const { path, file } of files) {
		const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
		texts[path] = '';
		const refusal = decodeInto(texts, path, decoder, new Uint8Array(await file.arrayBuffer()), true);
		if (refusal !== null) return refuse(refusal);
	}
	return sourceFrom(texts, 'The folder');
}

/** What systems put beside one's files. */
function isLitter(path: string): boolean {
	return path
		.split('/')
		.some((part) => (part.startsWith('.') && part !== '.' && part !== '..') || part === '__MACOSX');
}

/** A single folder around everything is the exercise's own. */
function sourceFrom(texts: Readonly<Record<string, string>>, what: string): Result<ImportedSource, Refusal> {
	const paths = Object.keys(texts);
	const [first = ''] = paths;
	const folder = first.slice(0, first.indexOf('/') + 1);
	const isWrapped =
		folder !== '' && paths.every((path) => path.startsWith(folder)) && !paths.includes('exercise.yaml');
	const inner = paths.map(
		(path) => [isWrapped ? path.slice(folder.length) : path, texts[path] ?? ''] as const
	);
	if (!inner.some(([path]) => path === 'exercise.yaml'))
		return refuse(`${what} holds no exercise.yaml. Choose the folder of one exercise.`);
	const files = sourceFilesFrom(
		Object.fromEntries(inner.map(([path, text]) => [path, text.replaceAll('\r\n', '\n')]))
	);
	if (files.ok) return ok({ slug: isWrapped ? folder.slice(0, -1) : null, files: files.value });
	const fault = files.fault;
	const place = 'path' in fault ? fault.path : what;
	return refuse(`${place} cannot be part of an exercise: ${REASONS[fault.code]}.`);
}

const REASONS = {
	files_too_many: `more than ${STUDIO.filesMaxCount} files`,
	file_too_large: `it is larger than ${STUDIO.fileMaxBytes / 1024} KB`,
	files_too_large: `its files are larger than ${STUDIO.filesMaxBytes / 1024} KB together`,
	file_path_invalid: 'a name holds letters, digits, - and _, and ends in .ts, .md, .json or .yaml',
	file_text_invalid: 'it holds a NUL character or a broken emoji'
} as const;
