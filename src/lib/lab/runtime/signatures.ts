import { hexBytes, hexText } from './encoding.ts';
import { host } from './host.ts';
import { isEdwards, type KeyMaterial } from './key-material.ts';

/** Signs bytes: Ed25519 takes them as they are, ECDSA what a hash makes of them. Both in hex, r and s side by side. */
export function signed(key: KeyMaterial, hash: string, dataHex: string): string {
	if (key.type === 'ed25519') return host(`ed25519-sign|${key.hex}|${dataHex}`);
	return host(`ec-sign|${key.type}|${key.hex}|${digestFor(key, hash, dataHex)}`);
}

export function isSigned(key: KeyMaterial, hash: string, dataHex: string, signatureHex: string): boolean {
	if (key.type === 'ed25519') return host(`ed25519-verify|${key.hex}|${dataHex}|${signatureHex}`) === '1';
	const digest = digestFor(key, hash, dataHex);
	return host(`ec-verify|${key.type}|${key.hex}|${digest}|${signatureHex}`) === '1';
}

export function canSign({ type }: KeyMaterial): boolean {
	return type !== 'oct' && type !== 'x25519';
}

function digestFor({ type }: KeyMaterial, hash: string, dataHex: string): string {
	if (type === 'oct' || isEdwards(type)) throw new TypeError(`A key of type ${type} signs nothing.`);
	return host(`hash-bytes|${hash}|${dataHex}`);
}

/** A sequence of two integers (RFC 3279, §2.2.3), which OpenSSL writes, from r and s side by side. */
export function derSignature(hex: string): Uint8Array {
	const half = hex.length / 2;
	const integers = [hex.slice(0, half), hex.slice(half)].map((part) => {
		const short = part.replace(/^(?:00)+(?=..)/, '');
		const positive = Number.parseInt(short.slice(0, 2), 16) >= 0x80 ? `00${short}` : short;
		return `02${byteText(positive.length / 2)}${positive}`;
	});
	const body = integers.join('');
	return hexBytes(`30${byteText(body.length / 2)}${body}`);
}

/** Null when it is no such sequence. */
export function sidesOfDer(der: Uint8Array, sideLength: number): string | null {
	const [, first = '', rest = ''] = /^30..02(..)(.*)$/.exec(hexText(der)) ?? [];
	const firstLength = Number.parseInt(first, 16) * 2;
	const r = rest.slice(0, firstLength);
	const [, second = '', tail = ''] = /^02(..)(.*)$/.exec(rest.slice(firstLength)) ?? [];
	if (!r || tail.length !== Number.parseInt(second, 16) * 2) return null;
	const padded = (part: string) => part.replace(/^(?:00)+(?=..)/, '').padStart(sideLength * 2, '0');
	return padded(r) + padded(tail);
}

function byteText(value: number): string {
	return value.toString(16).padStart(2, '0');
}
