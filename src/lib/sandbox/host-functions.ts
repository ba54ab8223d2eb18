import { blake2b, blake2s } from '@noble/hashes/blake2.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha1, md5, ripemd160 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512, sha512_224, sha512_256 } from '@noble/hashes/sha2.js';
import { sha3_224, sha3_256, sha3_384, sha3_512 } from '@noble/hashes/sha3.js';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { cipherOperation } from './ciphers.ts';
import { curveOperation, isCurveOperation } from './curves.ts';
import { deriveHkdf, derivePbkdf2, deriveScrypt, type TakeFuel } from './key-derivation.ts';

/**
 * Heavy arithmetic that the machine asks of its host: the same code in Node and in a browser, so
 * the same answer. A request is words joined by `|`, bytes in hex, a text to hash last and as it is.
 */
export function callHostFunction(request: string, takeFuel: TakeFuel): string {
	const [operation = '', ...rest] = splitOnce(request);
	const argument = rest[0] ?? '';
	if (isCurveOperation(operation)) return curveOperation(operation, argument.split('|'), takeFuel);
	switch (operation) {
		case 'hash-text':
			return hashText(argument, takeFuel);
		case 'hash-bytes':
			return hashBytes(argument, takeFuel);
		case 'hmac':
			return hmacBytes(argument, takeFuel);
		case 'pbkdf2':
		case 'scrypt':
		case 'hkdf':
			return derived(operation, argument.split('|'), takeFuel);
		case 'cipher':
			return cipherOperation(argument.split('|'), takeFuel);
		default:
			throw new Error(`The machine asked for ${operation}, which its host does not know.`);
	}
}

/** About what the same work costs in fuel per microsecond of the host, so that mining is not free. */
const FUEL = { hash: 600, hashPerByte: 4 };

const HASHES = {
	md5,
	sha1,
	sha224,
	sha256,
	sha384,
	sha512,
	sha512224: sha512_224,
	sha512256: sha512_256,
	sha3224: sha3_224,
	sha3256: sha3_256,
	sha3384: sha3_384,
	sha3512: sha3_512,
	ripemd160,
	blake2b512: blake2b,
	blake2s256: blake2s
};

function hashOf(name: string) {
	const hash = Object.entries(HASHES).find(([known]) => known === name)?.[1];
	if (!hash)
		throw new Error(`Digest method not supported: ${name}. There are ${Object.keys(HASHES).join(', ')}.`);
	return hash;
}

/** Without fuel nothing is hashed: the run is over, and is stopped at its next step. */
function pay(amount: number, takeFuel: TakeFuel): void {
	if (!takeFuel(amount)) throw new Error('The run has no steps left.');
}

function hashText(argument: string, takeFuel: TakeFuel): string {
	const [name = '', text = ''] = splitOnce(argument);
	pay(FUEL.hash + FUEL.hashPerByte * text.length, takeFuel);
	return bytesToHex(hashOf(name)(utf8ToBytes(text)));
}

function hashBytes(argument: string, takeFuel: TakeFuel): string {
	const [name = '', hex = ''] = splitOnce(argument);
	pay(FUEL.hash + FUEL.hashPerByte * hex.length, takeFuel);
	return bytesToHex(hashOf(name)(hexToBytes(hex)));
}

function hmacBytes(argument: string, takeFuel: TakeFuel): string {
	const [name = '', key = '', message = ''] = argument.split('|');
	pay(FUEL.hash * 3 + FUEL.hashPerByte * message.length, takeFuel);
	return bytesToHex(hmac(hashOf(name), hexToBytes(key), hexToBytes(message)));
}

/** The hash comes first, then numbers, then bytes; `scrypt` has its own hash. */
function derived(operation: 'pbkdf2' | 'scrypt' | 'hkdf', words: string[], takeFuel: TakeFuel): string {
	const [name = '', numbersText = '', ...hexes] = words;
	const [first = 0, second = 0, third = 0, fourth = 0] = numbersText.split(',').map(Number);
	const [a = new Uint8Array(0), b = new Uint8Array(0), c = new Uint8Array(0)] = hexes.map((hex) =>
		hexToBytes(hex)
	);
	if (operation === 'scrypt')
		return bytesToHex(deriveScrypt([a, b], [first, second, third, fourth], takeFuel));
	const hash = hashOf(name);
	return bytesToHex(
		operation === 'pbkdf2'
			? derivePbkdf2(hash, [a, b], [first, second], takeFuel)
			: deriveHkdf(hash, [a, b, c], first, takeFuel)
	);
}

function splitOnce(text: string): string[] {
	const at = text.indexOf('|');
	return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
