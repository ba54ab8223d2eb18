/** Strings, numbers and keys as Node's `util.inspect` writes them. */
export type Style =
	| 'special'
	| 'number'
	| 'bigint'
	| 'boolean'
	| 'undefined'
	| 'null'
	| 'string'
	| 'symbol'
	| 'date'
	| 'regexp'
	| 'name'
	| 'module';

export interface TextOptions {
	compact: number | boolean;
	breakLength: number;
	maxStringLength: number;
	numericSeparator: boolean;
	indentation: number;
	stylize: (text: string, style: Style) => string;
}

const ESCAPED =
	/[\x00-\x1f\x27\x5c\x7f-\x9f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const ESCAPED_ALL = new RegExp(ESCAPED, 'g');
const ESCAPED_BUT_QUOTES =
	/[\x00-\x1f\x5c\x7f-\x9f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const SHORT_ESCAPES: Record<string, string> = {
	'\b': '\\b',
	'\t': '\\t',
	'\n': '\\n',
	'\f': '\\f',
	'\r': '\\r',
	"'": "\\'",
	'\\': '\\\\'
};

/** In single quotes; in others where that saves escapes. */
export function quoted(text: string): string {
	if (!ESCAPED.test(text)) return `'${text}'`;
	if (!text.includes("'")) return `'${text.replace(ESCAPED_ALL, escaped)}'`;
	if (!text.includes('"')) return `"${text.replace(ESCAPED_BUT_QUOTES, escaped)}"`;
	if (!text.includes('`') && !text.includes('${')) return `\`${text.replace(ESCAPED_BUT_QUOTES, escaped)}\``;
	return `'${text.replace(ESCAPED_ALL, escaped)}'`;
}

function escaped(character: string): string {
	const code = character.charCodeAt(0);
	return (
		SHORT_ESCAPES[character] ??
		(code < 0x100 ? `\\x${code.toString(16).toUpperCase().padStart(2, '0')}` : `\\u${code.toString(16)}`)
	);
}

const LINE_LENGTH_MIN = 16;

export function primitiveText(value: unknown, options: TextOptions): string {
	const { stylize } = options;
	switch (typeof value) {
		case 'string':
			return stringText(value, options);
		case 'number':
			return stylize(numberText(value, options.numericSeparator), 'number');
		case 'bigint':
			return stylize(`${options.numericSeparator ? grouped(String(value)) : value}n`, 'bigint');
		case 'boolean':
			return stylize(String(value), 'boolean');
		case 'symbol':
			return stylize(String(value), 'symbol');
		default:
			return stylize(String(value), value === null ? 'null' : 'undefined');
	}
}

/** A long text of several lines is shown as a sum of them. */
function stringText(value: string, options: TextOptions): string {
	const { stylize, indentation } = options;
	const rest = value.length - options.maxStringLength;
	const text = rest > 0 ? value.slice(0, options.maxStringLength) : value;
	const trailer = rest > 0 ? `... ${rest} more character${rest > 1 ? 's' : ''}` : '';
	const isLong = text.length > LINE_LENGTH_MIN && text.length > options.breakLength - indentation - 4;
	if (options.compact === true || !isLong) return stylize(quoted(text), 'string') + trailer;
	const lines = text.split(/(?<=\n)/).map((line) => stylize(quoted(line), 'string'));
	return lines.join(` +\n${' '.repeat(indentation + 2)}`) + trailer;
}

export function numberText(value: number, isGrouped = false): string {
	if (Object.is(value, -0)) return '-0';
	const text = String(value);
	if (!isGrouped || !Number.isFinite(value) || text.includes('e')) return text;
	const [integer = '', fraction] = text.split('.');
	return fraction === undefined
		? grouped(integer)
		: `${grouped(integer)}.${fraction.replace(/(\d{3})(?=\d)/g, '$1_')}`;
}

function grouped(integer: string): string {
	return integer.replace(/(\d)(?=(\d{3})+$)/g, '$1_');
}

export function keyText(key: PropertyKey, options: TextOptions): string {
	if (typeof key === 'symbol') return options.stylize(String(key).replace(ESCAPED_ALL, escaped), 'symbol');
	const name = String(key);
	if (name === '__proto__') return "['__proto__']";
	return /^[a-zA-Z_][a-zA-Z_0-9]*$/.test(name)
		? options.stylize(name, 'name')
		: options.stylize(quoted(name), 'string');
}

const TERMINAL_CODES = /[\u001b\u009b][[\]()#;?]*(?:\d{1,4}(?:;\d{0,4})*)?[\dA-PR-TZcf-nq-uy=><~]/g;

export function withoutTerminalCodes(text: string): string {
	return text.includes('\u001b') || text.includes('\u009b') ? text.replace(TERMINAL_CODES, '') : text;
}

/** How many columns it takes: wide characters two, marks none. */
export function widthOf(text: string): number {
	const plain = withoutTerminalCodes(text);
	if (/^[ -~]*$/.test(plain)) return plain.length;
	let width = 0;
	for (const character of plain.normalize('NFC')) {
		if (!/[\p{Cc}\p{Mn}\p{Me}\p{Cf}]/u.test(character))
			width += isWide(character.codePointAt(0) ?? 0) ? 2 : 1;
	}
	return width;
}

function isWide(code: number): boolean {
	if (code < 0x1100) return false;
	return (
		code <= 0x115f ||
		(code >= 0x2e80 && code <= 0xa4c6 && code !== 0x303f) ||
		(code >= 0xac00 && code <= 0xd7a3) ||
		(code >= 0xf900 && code <= 0xfaff) ||
		(code >= 0xfe30 && code <= 0xfe6b) ||
		(code >= 0xff01 && code <= 0xff60) ||
		(code >= 0xffe0 && code <= 0xffe6) ||
		(code >= 0x1f300 && code <= 0x1faff) ||
		(code >= 0x20000 && code <= 0x3fffd)
	);
}
