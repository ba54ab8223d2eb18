import { defineGlobal } from './host.ts';

/** `DOMException` (Web IDL, §2.8.1), with the codes of old names. */
export class DomException extends Error {
	readonly code: number;

	constructor(message = '', options: string | { name?: string; cause?: unknown } = 'Error') {
		const { name = 'Error', cause } = typeof options === 'string' ? { name: options } : options;
		super(message, cause === undefined ? undefined : { cause });
		Object.defineProperty(this, 'name', { value: name, configurable: true });
		this.code = LEGACY_CODES.indexOf(name) + 1;
	}
}

/** The code is the place in this list, from 1 (Web IDL, §2.8.1); a newer name has the code 0. */
const LEGACY_CODES =
	'IndexSizeError DOMStringSizeError HierarchyRequestError WrongDocumentError InvalidCharacterError NoDataAllowedError NoModificationAllowedError NotFoundError NotSupportedError InUseAttributeError InvalidStateError SyntaxError InvalidModificationError NamespaceError InvalidAccessError ValidationError TypeMismatchError SecurityError NetworkError AbortError URLMismatchError QuotaExceededError TimeoutError InvalidNodeTypeError DataCloneError'.split(
		' '
	);

export function installDomException(): void {
	LEGACY_CODES.forEach((name, index) => {
		const constant =
			name
				.replace(/Error$/, '')
				.replace(/(?<=[a-z])(?=[A-Z])/g, '_')
				.toUpperCase() + '_ERR';
		Object.defineProperty(DomException, constant, { value: index + 1, enumerable: true });
	});
	Object.defineProperty(DomException, 'name', { value: 'DOMException' });
	defineGlobal('DOMException', DomException);
}
