import { Buffer } from './buffer.ts';
import { setTimer } from './clock.ts';
import { dataBytes, normalized, type Data } from './crypto-data.ts';
import { hexText } from './encoding.ts';
import { host } from './host.ts';
import { createHash } from './node-crypto.ts';
import { withCode } from './node-errors.ts';

/** Keys from passwords, as `node:crypto` derives them (its documentation, "crypto.pbkdf2", "scrypt", "hkdf"); the host does the work. */
type Done = (error: Error | null, key?: Buffer | ArrayBuffer) => void;

export function pbkdf2Sync(password: Data, salt: Data, iterations: number, length: number, digest: string) {
	refuseRange('iterations', iterations, 1);
	refuseRange('keylen', length, 0);
	createHash(digest);
	return asked('pbkdf2', normalized(digest), [iterations, length], [password, salt]);
}

export function pbkdf2(
	password: Data,
	salt: Data,
	iterations: number,
	length: number,
	digest: string,
	done: Done
): void {
	const key = pbkdf2Sync(password, salt, iterations, length, digest);
	setTimer(() => done(null, key), 0);
}

interface ScryptOptions {
	N?: number;
	cost?: number;
	r?: number;
	blockSize?: number;
	p?: number;
	parallelization?: number;
	maxmem?: number;
}

export function scryptSync(password: Data, salt: Data, length: number, options: ScryptOptions = {}) {
	refuseRange('keylen', length, 0);
	const N = options.N ?? options.cost ?? 16_384;
	const r = options.r ?? options.blockSize ?? 8;
	const p = options.p ?? options.parallelization ?? 1;
	const isPowerOfTwo = Number.isInteger(Math.log2(N)) && N > 1;
	if (!isPowerOfTwo || !(r >= 1) || !(p >= 1) || 128 * N * r >= (options.maxmem ?? 32 * 1024 * 1024) + 1)
		throw withCode(
			new RangeError(isPowerOfTwo ? 'Invalid scrypt params: memory limit exceeded' : 'Invalid scrypt params'),
			'ERR_CRYPTO_INVALID_SCRYPT_PARAMS'
		);
	return asked('scrypt', '', [N, r, p, length], [password, salt]);
}

export function scrypt(
	password: Data,
	salt: Data,
	length: number,
	options: ScryptOptions | Done,
	done?: Done
): void {
	const callback = typeof options === 'function' ? options : done;
	const key = scryptSync(password, salt, length, typeof options === 'function' ? {} : options);
	setTimer(() => callback?.(null, key), 0);
}

export function hkdfSync(digest: string, key: Data, salt: Data, info: Data, length: number): ArrayBuffer {
	createHash(digest);
	refuseRange('length', length, 0);
	const bytes = Uint8Array.from(asked('hkdf', normalized(digest), [length], [key, salt, info]));
	return bytes.buffer;
}

export function hkdf(digest: string, key: Data, salt: Data, info: Data, length: number, done: Done): void {
	const derived = hkdfSync(digest, key, salt, info, length);
	setTimer(() => done(null, derived), 0);
}

function asked(operation: string, digest: string, numbers: number[], bytes: Data[]): Buffer {
	const hexes = bytes.map((data) => hexText(dataBytes(data)));
	return Buffer.from(host([operation, digest, numbers.join(','), ...hexes].join('|')), 'hex');
}

const UINT32_MAX = 2_147_483_647;

function refuseRange(name: string, value: number, min: number): void {
	if (Number.isInteger(value) && value >= min && value <= UINT32_MAX) return;
	const text = `The value of "${name}" is out of range. It must be >= ${min} && <= ${UINT32_MAX}. Received ${value}`;
	throw withCode(new RangeError(text), 'ERR_OUT_OF_RANGE');
}
