import { utf8Bytes, utf8Text } from '../encoding.ts';
import { Blob, File, joined } from './blob.ts';

export type FormValue = string | File;

/** Fields of a form (XMLHttpRequest Standard, §5). */
export class FormData {
	#entries: [string, FormValue][] = [];

	append(name: string, value: string | Blob, fileName?: string): void {
		this.#entries.push([String(name), formValue(value, fileName)]);
	}

	delete(name: string): void {
		this.#entries = this.#entries.filter(([key]) => key !== name);
	}

	get(name: string): FormValue | null {
		return this.#entries.find(([key]) => key === name)?.[1] ?? null;
	}

	getAll(name: string): FormValue[] {
		return this.#entries.filter(([key]) => key === name).map(([, value]) => value);
	}

	has(name: string): boolean {
		return this.#entries.some(([key]) => key === name);
	}

	set(name: string, value: string | Blob, fileName?: string): void {
		const at = this.#entries.findIndex(([key]) => key === name);
		if (at < 0) return this.append(name, value, fileName);
		this.#entries[at] = [name, formValue(value, fileName)];
		this.#entries = this.#entries.filter(([key], index) => key !== name || index <= at);
	}

	forEach(callback: (value: FormValue, name: string, form: FormData) => void, self?: unknown): void {
		for (const [name, value] of this) Reflect.apply(callback, self, [value, name, this]);
	}

	*entries(): IterableIterator<[string, FormValue]> {
		yield* this.#entries.map(([name, value]): [string, FormValue] => [name, value]);
	}

	*keys(): IterableIterator<string> {
		for (const [name] of this) yield name;
	}

	*values(): IterableIterator<FormValue> {
		for (const [, value] of this) yield value;
	}

	[Symbol.iterator](): IterableIterator<[string, FormValue]> {
		return this.entries();
	}

	get [Symbol.toStringTag](): string {
		return 'FormData';
	}
}

function formValue(value: string | Blob, fileName: string | undefined): FormValue {
	if (!(value instanceof Blob)) return String(value);
	if (value instanceof File && fileName === undefined) return value;
	return new File([value], fileName ?? 'blob', { type: value.type });
}

/** `multipart/form-data` (RFC 7578), with names escaped as the HTML Standard says. */
export function multipartBytes(form: FormData, boundary: string): Uint8Array {
	const parts = [...form].flatMap(([name, value]) => {
		const file = value instanceof File ? `; filename="${escaped(value.name)}"` : '';
		const type = value instanceof File ? `\r\nContent-Type: ${value.type || 'application/octet-stream'}` : '';
		const head = `--${boundary}\r\nContent-Disposition: form-data; name="${escaped(name)}"${file}${type}\r\n\r\n`;
		const body =
			value instanceof File ? Blob.bytesOf(value) : utf8Bytes(value.replace(/\r\n|\r|\n/g, '\r\n'));
		return [utf8Bytes(head), body, utf8Bytes('\r\n')];
	});
	return joined([...parts, utf8Bytes(`--${boundary}--\r\n`)]);
}

/** Null when the bytes are no form of that boundary. */
export function parseMultipart(bytes: Uint8Array, boundary: string): FormData | null {
	// One character a byte, so that places in the text are places in the bytes.
	const text = [...bytes].map((byte) => String.fromCharCode(byte)).join('');
	const sections = text.split(`--${boundary}`);
	if (sections.length < 2 || !sections.at(-1)?.startsWith('--')) return null;
	const form = new FormData();
	let at = (sections[0]?.length ?? 0) + boundary.length + 2;
	for (const section of sections.slice(1, -1)) {
		const headEnd = section.indexOf('\r\n\r\n');
		const head = utf8Text(bytes.subarray(at, at + headEnd));
		const body = bytes.slice(at + headEnd + 4, at + section.length - 2);
		at += section.length + boundary.length + 2;
		const name = /\bname="([^"]*)"/i.exec(head)?.[1];
		if (headEnd < 0 || name === undefined) return null;
		const fileName = /\bfilename="([^"]*)"/i.exec(head)?.[1];
		const type = /^content-type:\s*(.+)$/im.exec(head)?.[1] ?? 'text/plain';
		if (fileName === undefined) form.append(unescaped(name), utf8Text(body));
		else form.append(unescaped(name), new File([body], unescaped(fileName), { type }));
	}
	return form;
}

function escaped(name: string): string {
	return name.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22');
}

function unescaped(name: string): string {
	return name.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%22', '"');
}
