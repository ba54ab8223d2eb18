import { ed25519 } from '@noble/curves/ed25519.js';
import { blake2b, blake2s } from '@noble/hashes/blake2.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha1, md5, ripemd160 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512, sha512_224, sha512_256 } from '@noble/hashes/sha2.js';
import { sha3_224, sha3_256, sha3_384, sha3_512 } from '@noble/hashes/sha3.js';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { deriveHkdf, derivePbkdf2, deriveScrypt, type TakeFuel } from './key-derivation.ts';

/**
 * Heavy arithmetic that the machine asks of its host: the same code in Node and in a browser, so
 * the same answer. A request is words joined by `|`, bytes in hex, a text to hash last and as it is.
 */
export function callHostFunction(request: string, takeFuel: TakeFuel): string {
	const [operation = '', ...rest] = splitOnce(request);
	const argument = rest[0] ?? '';
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
		case 'ed25519-public':
			takeFuel(FUEL.ed25519);
			return bytesToHex(ed25519.getPublicKey(hexToBytes(argument)));
		case 'ed25519-sign': {
			takeFuel(FUEL.ed25519 * 2);
			const [privateKey = '', message = ''] = argument.split('|');
			return bytesToHex(ed25519.sign(hexToBytes(message), hexToBytes(privateKey)));
		}
		case 'ed25519-verify': {
			takeFuel(FUEL.ed25519 * 3);
			const [publicKey = '', message = '', signature = ''] = argument.split('|');
			return isValid(publicKey, message, signature) ? '1' : '0';
		}
		default:
			throw new Error(`The machine asked for ${operation}, which its host does not know.`);
	}
}

/** About what the same work costs in fuel per microsecond of the host, so that mining is not free. */
const FUEL = { hash: 600, hashPerByte: 4, ed25519: 60_000 };

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

function hashText(argument: string, takeFuel: TakeFuel): string {
	const [name = '', text = ''] = splitOnce(argument);
	takeFuel(FUEL.hash + FUEL.hashPerByte * text.length);
	return bytesToHex(hashOf(name)(utf8ToBytes(text)));
}

function hashBytes(argument: string, takeFuel: TakeFuel): string {
	const [name = '', hex = ''] = splitOnce(argument);
	takeFuel(FUEL.hash + FUEL.hashPerByte * hex.length);
	return bytesToHex(hashOf(name)(hexToBytes(hex)));
}

function hmacBytes(argument: string, takeFuel: TakeFuel): string {
	const [name = '', key = '', message = ''] = argument.split('|');
	takeFuel(FUEL.hash * 3 + FUEL.hashPerByte * message.length);
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

/** A signature of the wrong length or off the curve is not valid; it is no error (RFC 8032, §5.1.7). */
function isValid(publicKey: string, message: string, signature: string): boolean {
	try {
		return ed25519.verify(hexToBytes(signature), hexToBytes(message), hexToBytes(publicKey));
	} catch {
		return false;
	}
}

function splitOnce(text: string): string[] {
	const at = text.indexOf('|');
	return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
