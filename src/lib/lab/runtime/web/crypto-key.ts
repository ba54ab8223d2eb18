import type { KeyMaterial } from '../key-material.ts';

/** A key that shows what it is for, and not what it is (Web Cryptography API, §13). */
export type Usage =
	'sign' | 'verify' | 'encrypt' | 'decrypt' | 'deriveKey' | 'deriveBits' | 'wrapKey' | 'unwrapKey';

export interface KeyAlgorithm {
	name: string;
	hash?: { name: string };
	namedCurve?: string;
	length?: number;
}

const HIDDEN = Symbol('hidden');
const USAGES: readonly Usage[] = [
	'encrypt',
	'decrypt',
	'sign',
	'verify',
	'deriveKey',
	'deriveBits',
	'wrapKey',
	'unwrapKey'
];

/** Given by the class below, which alone can make a key and see its bytes. */
export let newKey: (
	material: KeyMaterial,
	algorithm: KeyAlgorithm,
	isExtractable: boolean,
	usages: readonly string[]
) => CryptoKey;
export let materialOf: (key: CryptoKey) => KeyMaterial;

export class CryptoKey {
	readonly #material: KeyMaterial;
	readonly #algorithm: KeyAlgorithm;
	readonly #isExtractable: boolean;
	readonly #usages: readonly Usage[];

	constructor(
		hidden: unknown,
		material: KeyMaterial,
		algorithm: KeyAlgorithm,
		isExtractable: boolean,
		usages: readonly string[]
	) {
		if (hidden !== HIDDEN) throw new TypeError('Illegal constructor');
		this.#material = material;
		this.#algorithm = algorithm;
		this.#isExtractable = isExtractable;
		this.#usages = USAGES.filter((usage) => usages.includes(usage));
	}

	get type(): string {
		return this.#material.kind;
	}

	get extractable(): boolean {
		return this.#isExtractable;
	}

	get algorithm(): KeyAlgorithm {
		return this.#algorithm;
	}

	get usages(): Usage[] {
		return [...this.#usages];
	}

	get [Symbol.toStringTag](): string {
		return 'CryptoKey';
	}

	static {
		newKey = (material, algorithm, isExtractable, usages) =>
			new CryptoKey(HIDDEN, material, algorithm, isExtractable, usages);
		materialOf = (key) => key.#material;
	}
}
