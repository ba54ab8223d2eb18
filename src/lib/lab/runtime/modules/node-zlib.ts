import { deflateSync, gunzipSync, gzipSync, inflateSync, unzlibSync, zlibSync } from 'fflate';
import { Buffer } from '../buffer.ts';
import { bytesOfView } from '../buffer.ts';
import { utf8Bytes } from '../encoding.ts';
import { invalidArgument, notHere, withCode } from '../node-errors.ts';
import { PROMISIFY_CUSTOM } from '../timer-globals.ts';
import type { LabModule } from './lab-module.ts';

/**
 * `node:zlib`, from `fflate`: what it writes any inflater reads, though its bytes may differ from
 * those of zlib. It computes in the machine and so counts as steps of the program.
 */
interface Options {
	level?: number;
}
type Work = (bytes: Uint8Array, options: Options) => Uint8Array;

function bytesFrom(input: unknown): Uint8Array {
	if (typeof input === 'string') return utf8Bytes(input);
	if (ArrayBuffer.isView(input)) return bytesOfView(input);
	if (input instanceof ArrayBuffer) return new Uint8Array(input);
	throw invalidArgument(
		'buffer',
		'of type string or an instance of Buffer, TypedArray, DataView, or ArrayBuffer',
		input
	);
}

function levelOf({ level }: Options) {
	const known = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
	return { level: known.find((candidate) => candidate === level) ?? 6 };
}

function dataError(message: string): Error {
	return Object.assign(withCode(new Error(message), 'Z_DATA_ERROR'), { errno: -3 });
}

function endError(): Error {
	return Object.assign(withCode(new Error('unexpected end of file'), 'Z_BUF_ERROR'), { errno: -5 });
}

/** The library does not compare the sums at the end; zlib does. */
function unzlib(bytes: Uint8Array): Uint8Array {
	const [first = 0, second = 0] = bytes;
	if (bytes.length < 2) throw endError();
	if ((first & 15) !== 8 || (first * 256 + second) % 31 !== 0) throw dataError('incorrect header check');
	if (bytes.length < 8) throw endError();
	const result = unzlibSync(bytes);
	if (adler32(result) !== new DataView(bytes.buffer, bytes.byteOffset).getUint32(bytes.length - 4))
		throw dataError('incorrect data check');
	return result;
}

function gunzip(bytes: Uint8Array): Uint8Array {
	if (bytes.length < 2) throw endError();
	if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) throw dataError('incorrect header check');
	if (bytes.length < 18) throw endError();
	const result = gunzipSync(bytes);
	if (crc32(result) !== new DataView(bytes.buffer, bytes.byteOffset).getUint32(bytes.length - 8, true))
		throw dataError('incorrect data check');
	return result;
}

/** RFC 1950. */
function adler32(bytes: Uint8Array): number {
	let [low, high] = [1, 0];
	for (const byte of bytes) {
		low = (low + byte) % 65_521;
		high = (high + low) % 65_521;
	}
	return high * 65_536 + low;
}

const WORKS: Record<string, Work> = {
	deflate: (bytes, options) => zlibSync(bytes, levelOf(options)),
	inflate: unzlib,
	deflateRaw: (bytes, options) => deflateSync(bytes, levelOf(options)),
	inflateRaw: (bytes) => inflateSync(bytes),
	gzip: (bytes, options) => gzipSync(bytes, { ...levelOf(options), mtime: 0 }),
	gunzip,
	unzip: (bytes) => (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzip(bytes) : unzlib(bytes))
};

function done(work: Work, input: unknown, options: unknown = {}): Buffer {
	const bytes = bytesFrom(input);
	try {
		return Buffer.from(work(bytes, typeof options === 'object' && options !== null ? options : {}));
	} catch (error) {
		throw inWordsOfZlib(error);
	}
}

/** In the words of zlib, as far as the library tells one failure from another. */
function inWordsOfZlib(error: unknown): unknown {
	if (!(error instanceof Error) || 'errno' in error) return error;
	return error.message.includes('unexpected EOF') ? endError() : dataError('invalid stored block lengths');
}

type Answer = (error: unknown, result?: Buffer) => void;

function callbackForm(work: Work) {
	const asynchronous = (input: unknown, options: unknown, callback?: Answer) => {
		const answer = typeof options === 'function' ? options : callback;
		if (typeof answer !== 'function') throw invalidArgument('callback', 'of type function', answer);
		const given = typeof options === 'function' ? {} : options;
		const bytes = bytesFrom(input);
		setImmediate(() => {
			let result: Buffer;
			try {
				result = done(work, bytes, given);
			} catch (error) {
				return answer(error);
			}
			return answer(null, result);
		});
	};
	const promised = (input: unknown, options?: unknown) =>
		new Promise((resolve, reject) =>
			asynchronous(input, options ?? {}, (error, result) => (error ? reject(error) : resolve(result)))
		);
	return Object.defineProperty(asynchronous, PROMISIFY_CUSTOM, { value: promised });
}

const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
	let value = index;
	for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
	return value;
});

/** CRC-32 as in RFC 1952; `start` continues an earlier one. */
function crc32(input: unknown, start = 0): number {
	let sum = ~start;
	for (const byte of bytesFrom(input)) sum = (TABLE[(sum ^ byte) & 0xff] ?? 0) ^ (sum >>> 8);
	return ~sum >>> 0;
}

const exports: Record<string, unknown> = {
	crc32,
	constants: {
		Z_NO_COMPRESSION: 0,
		Z_BEST_SPEED: 1,
		Z_BEST_COMPRESSION: 9,
		Z_DEFAULT_COMPRESSION: -1
	}
};
for (const [name, work] of Object.entries(WORKS)) {
	exports[`${name}Sync`] = (input: unknown, options?: unknown) => done(work, input, options);
	exports[name] = callbackForm(work);
}
for (const name of [
	'createDeflate',
	'createInflate',
	'createGzip',
	'createGunzip',
	'brotliCompressSync',
	'brotliDecompressSync',
	'brotliCompress',
	'brotliDecompress'
]) {
	exports[name] = () => {
		throw notHere(`zlib.${name}`, 'Use deflateSync, gzipSync and their counterparts.');
	};
}

export const nodeZlib: LabModule = { names: ['node:zlib', 'zlib'], exports };
