import { Buffer, bytesOfView } from './buffer.ts';
import { dataBytes, type Data } from './crypto-data.ts';
import { hexBytes, hexText } from './encoding.ts';
import { host } from './host.ts';
import { KeyObject } from './key-object.ts';
import { withCode } from './node-errors.ts';

/** `createCipheriv` and its like: AES in GCM, CBC and CTR, ChaCha20-Poly1305. The work is done by the host. */
interface Suite {
	mode: 'gcm' | 'cbc' | 'ctr' | 'chacha20-poly1305';
	keyLength: number;
	/** Null where any length will do. */
	nonceLength: number | null;
}

const SUITES = new Map<string, Suite>([
	...[128, 192, 256].flatMap((bits): [string, Suite][] => [
		[`aes-${bits}-gcm`, { mode: 'gcm', keyLength: bits / 8, nonceLength: null }],
		[`aes-${bits}-cbc`, { mode: 'cbc', keyLength: bits / 8, nonceLength: 16 }],
		[`aes-${bits}-ctr`, { mode: 'ctr', keyLength: bits / 8, nonceLength: 16 }]
	]),
	['chacha20-poly1305', { mode: 'chacha20-poly1305', keyLength: 32, nonceLength: 12 }]
]);
const BLOCK_BYTES = 16;
const TAG_BYTES = 16;

export function getCiphers(): string[] {
	return [...SUITES.keys()].toSorted();
}

type Text = 'utf8' | 'hex' | 'base64' | 'base64url' | 'latin1';

/** Shared by both directions; what an `update` gives is what can be known of the result by then. */
abstract class CipherBase {
	protected readonly suite: Suite;
	protected readonly key: string;
	protected readonly nonce: string;
	protected additional = '';
	protected data = Buffer.alloc(0);
	protected isPadded = true;
	protected isDone = false;
	#givenBytes = 0;

	constructor(suite: Suite, key: string, nonce: string) {
		this.suite = suite;
		this.key = key;
		this.nonce = nonce;
	}

	/** Everything, from all of the data. */
	protected abstract whole(): Uint8Array;
	/** As much as is sure before the end. */
	protected abstract known(): Uint8Array;

	update(data: Data, inputEncoding?: string, outputEncoding?: Text): Buffer | string {
		if (this.isDone) throw invalidState('update');
		this.data = Buffer.concat([this.data, dataBytes(data, inputEncoding)]);
		return this.#more(this.known(), outputEncoding);
	}

	final(outputEncoding?: Text): Buffer | string {
		if (this.isDone) throw invalidState('final');
		this.isDone = true;
		return this.#more(this.whole(), outputEncoding);
	}

	setAAD(data: ArrayBufferView): this {
		this.additional += hexText(bytesOfView(data));
		return this;
	}

	setAutoPadding(isPadded = true): this {
		this.isPadded = isPadded;
		return this;
	}

	#more(result: Uint8Array, encoding: Text | undefined): Buffer | string {
		const more = Buffer.from(result.slice(this.#givenBytes));
		this.#givenBytes = result.length;
		return encoding === undefined ? more : more.toString(encoding);
	}

	protected run(
		mode: string,
		direction: 'encrypt' | 'decrypt',
		data: string,
		nonce = this.nonce
	): Uint8Array {
		return hexBytes(host(`cipher|${mode}|${direction}|${this.key}|${nonce}|${this.additional}|${data}`));
	}

	/** The modes of a stream: each byte is known as soon as its own is. */
	protected streamed(): Uint8Array {
		if (this.suite.mode === 'ctr') return this.run('ctr', 'encrypt', hexText(this.data));
		const isUsual = this.suite.mode === 'gcm' && this.nonce.length === 24;
		return isUsual
			? this.run('ctr', 'encrypt', hexText(this.data), `${this.nonce}00000002`)
			: new Uint8Array();
	}
}

class Cipher extends CipherBase {
	#tag: Buffer | null = null;

	getAuthTag(): Buffer {
		if (!this.#tag) throw invalidState('getAuthTag');
		return this.#tag;
	}

	protected known(): Uint8Array {
		if (this.suite.mode !== 'cbc') return this.streamed();
		const whole = this.data.length - (this.data.length % BLOCK_BYTES);
		return this.run('cbc-unpadded', 'encrypt', hexText(this.data.subarray(0, whole)));
	}

	protected whole(): Uint8Array {
		const { mode } = this.suite;
		if (mode === 'cbc' && !this.isPadded && this.data.length % BLOCK_BYTES !== 0) throw wrongLength();
		const name = mode === 'cbc' && !this.isPadded ? 'cbc-unpadded' : mode;
		const result = this.run(name, 'encrypt', hexText(this.data));
		if (mode === 'cbc' || mode === 'ctr') return result;
		this.#tag = Buffer.from(result.slice(-TAG_BYTES));
		return result.slice(0, -TAG_BYTES);
	}
}

class Decipher extends CipherBase {
	#tag: string | null = null;

	setAuthTag(tag: ArrayBufferView): this {
		const bytes = bytesOfView(tag);
		if (bytes.length !== TAG_BYTES)
			throw withCode(
				new TypeError(`Invalid authentication tag length: ${bytes.length}`),
				'ERR_CRYPTO_INVALID_AUTH_TAG'
			);
		this.#tag = hexText(bytes);
		return this;
	}

	/** The last block may be padding. */
	protected known(): Uint8Array {
		if (this.suite.mode !== 'cbc') return this.streamed();
		const blocks = Math.floor(this.data.length / BLOCK_BYTES) - (this.isPadded ? 1 : 0);
		const sure = this.data.subarray(0, Math.max(0, blocks) * BLOCK_BYTES);
		return this.run('cbc-unpadded', 'decrypt', hexText(sure));
	}

	protected whole(): Uint8Array {
		const { mode } = this.suite;
		if (mode === 'ctr') return this.streamed();
		const isAuthenticated = mode === 'gcm' || mode === 'chacha20-poly1305';
		if (isAuthenticated && this.#tag === null) throw unauthentic();
		const name = mode === 'cbc' && !this.isPadded ? 'cbc-unpadded' : mode;
		try {
			return this.run(name, 'decrypt', hexText(this.data) + (isAuthenticated ? this.#tag : ''));
		} catch (error) {
			if (isAuthenticated) throw unauthentic();
			if (error instanceof Error && error.message.includes('steps left')) throw error;
			throw this.data.length % BLOCK_BYTES === 0 && this.data.length > 0
				? withCode(new Error('error:1C800064:Provider routines::bad decrypt'), 'ERR_OSSL_BAD_DECRYPT')
				: wrongLength();
		}
	}
}

type KeyLike = Data | KeyObject;

export function createCipheriv(algorithm: string, key: KeyLike, iv: Data | null): Cipher {
	return new Cipher(...checked(algorithm, key, iv));
}

export function createDecipheriv(algorithm: string, key: KeyLike, iv: Data | null): Decipher {
	return new Decipher(...checked(algorithm, key, iv));
}

function checked(algorithm: string, key: KeyLike, iv: Data | null): [Suite, string, string] {
	const suite = SUITES.get(String(algorithm).toLowerCase());
	if (!suite)
		throw withCode(
			new Error(`Unknown cipher: ${algorithm}. There are ${getCiphers().join(', ')}.`),
			'ERR_CRYPTO_UNKNOWN_CIPHER'
		);
	const keyHex = key instanceof KeyObject ? KeyObject.materialOf(key).hex : hexText(dataBytes(key));
	const nonceHex = iv === null ? '' : hexText(dataBytes(iv));
	if (keyHex.length !== suite.keyLength * 2)
		throw withCode(new RangeError('Invalid key length'), 'ERR_CRYPTO_INVALID_KEYLEN');
	const isLong = suite.nonceLength === null ? nonceHex !== '' : nonceHex.length === suite.nonceLength * 2;
	if (!isLong) throw withCode(new TypeError('Invalid initialization vector'), 'ERR_CRYPTO_INVALID_IV');
	return [suite, keyHex, nonceHex];
}

function unauthentic(): Error {
	return new Error('Unsupported state or unable to authenticate data');
}

function invalidState(method: string): Error {
	return withCode(new Error(`Invalid state for operation ${method}`), 'ERR_CRYPTO_INVALID_STATE');
}

function wrongLength(): Error {
	return withCode(
		new Error('error:1C80006B:Provider routines::wrong final block length'),
		'ERR_OSSL_WRONG_FINAL_BLOCK_LENGTH'
	);
}
