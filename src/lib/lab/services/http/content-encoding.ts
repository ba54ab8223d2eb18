import { gunzipSync, inflateSync, unzlibSync } from 'fflate';
import { joined } from '../../runtime/web/blob.ts';

export type Decoder = (parts: readonly Uint8Array[]) => Uint8Array;

/** Of `Content-Encoding`, what undici's fetch takes off by itself and the lab can; null for any other. */
export function decoderOf(encoding: string | null): Decoder | null {
	switch (encoding?.trim().toLowerCase()) {
		case 'gzip':
		case 'x-gzip':
			return (parts) => gunzipSync(joined(parts));
		case 'deflate':
			return (parts) => inflated(joined(parts));
		default:
			return null;
	}
}

/** RFC 9110 (§8.4.1.2) means zlib's format; many send bare DEFLATE, and clients take both. */
function inflated(bytes: Uint8Array): Uint8Array {
	const isZlib = ((bytes[0] ?? 0) & 0x0f) === 8;
	return isZlib ? unzlibSync(bytes) : inflateSync(bytes);
}
