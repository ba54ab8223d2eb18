import { Buffer, bytesOfView } from './buffer.ts';
import { dataBytes, normalized, type Data } from './crypto-data.ts';
import { hexBytes, hexText } from './encoding.ts';
import type { KeyMaterial } from './key-material.ts';
import { createPrivateKey, createPublicKey, KeyObject } from './key-object.ts';
import { isDescription, type KeyInput } from './key-input.ts';
import { notHere } from './node-errors.ts';
import { canSign, derSignature, isSigned, sidesOfDer, signed } from './signatures.ts';

/** `sign` and `verify` of `node:crypto`: Ed25519, and ECDSA in DER or side by side (IEEE P1363). */
export function sign(algorithm: string | null | undefined, data: Data, key: KeyInput): Buffer {
	const material = KeyObject.materialOf(createPrivateKey(key));
	const signature = signed(material, hashFor(material, algorithm), hexText(dataBytes(data)));
	return Buffer.from(isInDer(material, key) ? derSignature(signature) : hexBytes(signature));
}

export function verify(
	algorithm: string | null | undefined,
	data: Data,
	key: KeyInput,
	signature: ArrayBufferView
): boolean {
	const material = KeyObject.materialOf(createPublicKey(key));
	const bytes = bytesOfView(signature);
	const sides = isInDer(material, key) ? sidesOfDer(bytes, sideLengthOf(material)) : hexText(bytes);
	const hash = hashFor(material, algorithm);
	return sides !== null && isSigned(material, hash, hexText(dataBytes(data)), sides);
}

function isInDer({ type }: KeyMaterial, key: KeyInput): boolean {
	return type !== 'ed25519' && !(isDescription(key) && key.dsaEncoding === 'ieee-p1363');
}

function sideLengthOf({ type }: KeyMaterial): number {
	return type === 'P-384' ? 48 : 32;
}

function hashFor(material: KeyMaterial, algorithm: string | null | undefined): string {
	if (!canSign(material)) throw notHere(`Signing with a key of type ${material.type}`);
	if (material.type !== 'ed25519') return normalized(algorithm ?? 'sha256').replace(/^rsa/, '');
	if (algorithm !== null && algorithm !== undefined)
		throw new Error('Ed25519 signs the data itself: the algorithm must be null.');
	return '';
}

abstract class Collected {
	protected readonly algorithm: string;
	protected bytes = Buffer.alloc(0);

	constructor(algorithm: string) {
		this.algorithm = algorithm;
	}

	update(data: Data, encoding = 'utf8'): this {
		this.bytes = Buffer.concat([this.bytes, dataBytes(data, encoding)]);
		return this;
	}

	write(data: Data): boolean {
		this.update(data);
		return true;
	}

	end(data?: Data): void {
		if (data !== undefined) this.update(data);
	}
}

class Sign extends Collected {
	sign(key: KeyInput, encoding?: 'hex' | 'base64' | 'base64url' | 'latin1'): Buffer | string {
		const signature = sign(this.algorithm, this.bytes, key);
		return encoding === undefined ? signature : signature.toString(encoding);
	}
}

class Verify extends Collected {
	verify(key: KeyInput, signature: Data, encoding = 'utf8'): boolean {
		return verify(this.algorithm, this.bytes, key, dataBytes(signature, encoding));
	}
}

export function createSign(algorithm: string): Sign {
	return new Sign(algorithm);
}

export function createVerify(algorithm: string): Verify {
	return new Verify(algorithm);
}
