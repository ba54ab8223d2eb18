import * as ciphers from '../ciphers.ts';
import * as derivation from '../key-derivation.ts';
import * as keys from '../key-object.ts';
import * as hashes from '../node-crypto.ts';
import * as signatures from '../sign-verify.ts';
import { webcrypto } from '../web/crypto.ts';
import type { LabModule } from './lab-module.ts';

/** `node:crypto`. RSA is not there; its names say so. */
export const nodeCrypto: LabModule = {
	names: ['node:crypto', 'crypto'],
	exports: {
		...hashes,
		...derivation,
		...keys,
		...signatures,
		...ciphers,
		webcrypto,
		subtle: webcrypto.subtle,
		getRandomValues: webcrypto.getRandomValues.bind(webcrypto)
	}
};
