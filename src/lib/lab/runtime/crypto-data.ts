import { bytesOf, bytesOfView } from './buffer.ts';

/** What `node:crypto` takes for data and for the name of a hash. */
export type Data = string | ArrayBufferView;

export function dataBytes(data: Data, encoding = 'utf8'): Uint8Array {
	if (typeof data === 'string') return bytesOf(data, encoding);
	if (ArrayBuffer.isView(data)) return bytesOfView(data);
	throw new TypeError(
		'The "data" argument must be of type string or an instance of Buffer, TypedArray, or DataView.'
	);
}

export function normalized(algorithm: string): string {
	return String(algorithm).toLowerCase().replaceAll('-', '');
}
