/** Prints values to the output below the editor. Objects can be opened there. */
declare const console: {
	log(...values: unknown[]): void;
	info(...values: unknown[]): void;
	debug(...values: unknown[]): void;
	warn(...values: unknown[]): void;
	error(...values: unknown[]): void;
	/** Prints an array of records as a table. */
	table(rows: unknown): void;
	dir(value: unknown): void;
	assert(condition: unknown, ...values: unknown[]): void;
	group(...values: unknown[]): void;
	groupCollapsed(...values: unknown[]): void;
	groupEnd(): void;
	count(label?: string): void;
	countReset(label?: string): void;
	/** Time here is virtual: it passes only while the program waits. */
	time(label?: string): void;
	timeLog(label?: string): void;
	timeEnd(label?: string): void;
	trace(...values: unknown[]): void;
};

interface Timeout {
	ref(): this;
	/** It no longer keeps the program running. */
	unref(): this;
	hasRef(): boolean;
	/** Starts it anew, with the same delay. */
	refresh(): this;
	close(): this;
	[Symbol.toPrimitive](): number;
}

interface Immediate {
	ref(): this;
	unref(): this;
	hasRef(): boolean;
}

/** Calls back after so many milliseconds of virtual time, which cost no real time. */
declare function setTimeout<Args extends unknown[]>(
	callback: (...args: Args) => void,
	delayMs?: number,
	...args: Args
): Timeout;
declare function setInterval<Args extends unknown[]>(
	callback: (...args: Args) => void,
	delayMs?: number,
	...args: Args
): Timeout;
declare function setImmediate<Args extends unknown[]>(
	callback: (...args: Args) => void,
	...args: Args
): Immediate;
declare function clearTimeout(timeout: Timeout | number | undefined): void;
declare function clearInterval(timeout: Timeout | number | undefined): void;
declare function clearImmediate(immediate: Immediate | undefined): void;
declare function queueMicrotask(callback: () => void): void;
declare function structuredClone<Value>(value: Value): Value;
/** Text of characters up to U+00FF as Base64. */
declare function btoa(text: string): string;
declare function atob(base64: string): string;

declare const performance: import('node:perf_hooks').Performance;

declare const process: import('node:process').Process;

interface CryptoKey {
	readonly type: 'secret';
	readonly extractable: boolean;
	readonly algorithm: { readonly name: string };
	readonly usages: string[];
}

type HashAlgorithm = string | { name: string };
type HmacAlgorithm = { name: 'HMAC'; hash: HashAlgorithm; length?: number };
interface SecretJsonWebKey {
	kty?: string;
	k?: string;
	alg?: string;
	ext?: boolean;
	key_ops?: string[];
}

/** Digests, HMAC, PBKDF2 and HKDF of the Web Cryptography API. */
interface SubtleCrypto {
	digest(algorithm: HashAlgorithm, data: ArrayBuffer | ArrayBufferView): Promise<ArrayBuffer>;
	generateKey(algorithm: HmacAlgorithm, extractable: boolean, usages: string[]): Promise<CryptoKey>;
	importKey(
		format: 'raw',
		data: ArrayBuffer | ArrayBufferView,
		algorithm: HmacAlgorithm | HashAlgorithm,
		extractable: boolean,
		usages: string[]
	): Promise<CryptoKey>;
	importKey(
		format: 'jwk',
		data: SecretJsonWebKey,
		algorithm: HmacAlgorithm | HashAlgorithm,
		extractable: boolean,
		usages: string[]
	): Promise<CryptoKey>;
	exportKey(format: 'raw', key: CryptoKey): Promise<ArrayBuffer>;
	exportKey(format: 'jwk', key: CryptoKey): Promise<SecretJsonWebKey>;
	sign(algorithm: HashAlgorithm, key: CryptoKey, data: ArrayBuffer | ArrayBufferView): Promise<ArrayBuffer>;
	verify(
		algorithm: HashAlgorithm,
		key: CryptoKey,
		signature: ArrayBuffer | ArrayBufferView,
		data: ArrayBuffer | ArrayBufferView
	): Promise<boolean>;
	deriveBits(
		algorithm: {
			name: string;
			hash: HashAlgorithm;
			salt?: ArrayBuffer | ArrayBufferView;
			info?: ArrayBuffer | ArrayBufferView;
			iterations?: number;
		},
		key: CryptoKey,
		length: number
	): Promise<ArrayBuffer>;
}

interface Crypto {
	readonly subtle: SubtleCrypto;
	/** Fills with bytes that come from the seed of the run. */
	getRandomValues<View extends ArrayBufferView>(view: View): View;
	randomUUID(): string;
}

declare const crypto: Crypto;
