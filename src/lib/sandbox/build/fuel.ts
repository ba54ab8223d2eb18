import { WasmReader, WasmWriter, signedLeb, unsignedLeb } from './wasm-binary.ts';

/**
 * Rewrites a WASM module so that it counts its own work.
 *
 * One mutable global `fuel` is added and exported. Two things that the module keeps to itself are exported
 * as well: its `table` of functions, for rejections.ts, and its `stackPointer`, for vm.ts. Each turn of each loop takes one unit, native
 * loops of the engine (sort, indexOf, regular expressions) included; bulk memory operations take
 * one unit per 32 bytes. Below zero the module traps. The count depends on the program alone, so
 * the same program uses the same fuel on every machine.
 */
export function withFuel(source: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
	const sections = sectionsOf(source);
	const { parametersCount, functionTypes, globalsCount } = indexesOf(source, sections);
	const fuel = unsignedLeb(globalsCount);
	const out = new WasmWriter(source.length * 2);
	out.bytes(source.subarray(0, 8));

	for (const section of sections) {
		const body = source.subarray(section.start, section.end);
		const rewritten =
			section.id === SECTION.global
				? withOneMore(body, [I32, MUTABLE, OP.i32Const, ...signedLeb(0x7fffffff), OP.end])
				: section.id === SECTION.export
					? exportsOf(fuel).reduce(withOneMore, body)
					: section.id === SECTION.code
						? codeWithFuel(body, fuel, (index) => parametersCount[functionTypes[index] ?? -1] ?? 0)
						: body;
		out.bytes([section.id]);
		out.bytes(unsignedLeb(rewritten.length));
		out.bytes(rewritten);
	}
	return out.done();
}

/** Clang gives the stack pointer the first of its globals, and this module has one table. */
function exportsOf(fuel: readonly number[]): number[][] {
	return [
		exported('fuel', EXPORT_GLOBAL, fuel),
		exported('stackPointer', EXPORT_GLOBAL, [0]),
		exported('table', EXPORT_TABLE, [0])
	];
}

function exported(name: string, kind: number, index: readonly number[]): number[] {
	return [name.length, ...new TextEncoder().encode(name), kind, ...index];
}

export const SECTION = { type: 1, import: 2, function: 3, global: 6, export: 7, code: 10 } as const;
const I32 = 0x7f;
const MUTABLE = 1;
const EXPORT_TABLE = 1;
const EXPORT_GLOBAL = 3;
const BYTES_PER_FUEL_SHIFT = 5;

export const OP = {
	unreachable: 0x00,
	block: 0x02,
	loop: 0x03,
	if: 0x04,
	end: 0x0b,
	branchTable: 0x0e,
	callIndirect: 0x11,
	selectTyped: 0x1c,
	localGet: 0x20,
	localSet: 0x21,
	globalGet: 0x23,
	globalSet: 0x24,
	i32Const: 0x41,
	i64Const: 0x42,
	f32Const: 0x43,
	f64Const: 0x44,
	i32LessSigned: 0x48,
	i32Sub: 0x6b,
	i32ShiftRightUnsigned: 0x76,
	prefixed: 0xfc
} as const;

/** Operators with one LEB immediate; those without any, and loads and stores with two, are ranges. */
const ONE_IMMEDIATE = new Set<number>([
	OP.block,
	OP.if,
	0x06,
	0x07,
	0x08,
	0x09,
	0x0c,
	0x0d,
	0x10,
	0x12,
	OP.localGet,
	OP.localSet,
	0x22,
	OP.globalGet,
	OP.globalSet,
	0x25,
	0x26,
	0x3f,
	0x40,
	OP.i32Const,
	OP.i64Const,
	0xd0,
	0xd2
]);

export interface Section {
	id: number;
	start: number;
	end: number;
}

export function sectionsOf(source: Uint8Array): Section[] {
	const reader = new WasmReader(source, 8);
	const sections: Section[] = [];
	while (reader.position < source.length) {
		const id = reader.byte();
		const length = reader.unsigned();
		sections.push({ id, start: reader.position, end: reader.position + length });
		reader.skip(length);
	}
	return sections;
}

/** What the code section needs to know of the others: parameters per type, types per function, globals so far. */
function indexesOf(source: Uint8Array, sections: readonly Section[]) {
	const parametersCount: number[] = [];
	const functionTypes: number[] = [];
	let globalsCount = 0;
	for (const section of sections) {
		const reader = new WasmReader(source, section.start);
		if (section.id === SECTION.type) {
			reader.times(() => {
				reader.byte();
				const parameters = reader.unsigned();
				reader.skip(parameters);
				reader.skip(reader.unsigned());
				parametersCount.push(parameters);
			});
		} else if (section.id === SECTION.function) {
			reader.times(() => functionTypes.push(reader.unsigned()));
		} else if (section.id === SECTION.import) {
			reader.times(() => {
				if (skipImport(reader) === EXPORT_GLOBAL) globalsCount++;
			});
		} else if (section.id === SECTION.global) {
			globalsCount += reader.unsigned();
		}
	}
	return { parametersCount, functionTypes, globalsCount };
}

/** Skips one import and tells its kind. */
export function skipImport(reader: WasmReader): number {
	reader.skip(reader.unsigned());
	reader.skip(reader.unsigned());
	const kind = reader.byte();
	if (kind === 0) reader.unsigned();
	else if (kind === EXPORT_GLOBAL) reader.skip(2);
	else {
		if (kind === 1) reader.byte();
		const hasMaximum = (reader.byte() & 1) === 1;
		reader.unsigned();
		if (hasMaximum) reader.unsigned();
	}
	return kind;
}

function withOneMore(section: Uint8Array, entry: readonly number[]): Uint8Array<ArrayBuffer> {
	const reader = new WasmReader(section, 0);
	const count = reader.unsigned();
	const out = new WasmWriter(section.length + 64);
	out.bytes(unsignedLeb(count + 1));
	out.bytes(section.subarray(reader.position));
	out.bytes(entry);
	return out.done();
}

function codeWithFuel(
	section: Uint8Array,
	fuel: readonly number[],
	parametersOf: (index: number) => number
): Uint8Array {
	const reader = new WasmReader(section, 0);
	const count = reader.unsigned();
	const out = new WasmWriter(section.length * 2);
	out.bytes(unsignedLeb(count));
	for (let index = 0; index < count; index++) {
		const length = reader.unsigned();
		const body = functionWithFuel(
			section.subarray(reader.position, reader.position + length),
			fuel,
			parametersOf(index)
		);
		out.bytes(unsignedLeb(body.length));
		out.bytes(body);
		reader.skip(length);
	}
	return out.done();
}

function functionWithFuel(body: Uint8Array, fuel: readonly number[], parametersCount: number): Uint8Array {
	const reader = new WasmReader(body, 0);
	const groupsCount = reader.unsigned();
	const groupsStart = reader.position;
	let localsCount = parametersCount;
	for (let group = 0; group < groupsCount; group++) {
		localsCount += reader.unsigned();
		reader.byte();
	}

	const out = new WasmWriter(body.length * 2 + 64);
	out.bytes(unsignedLeb(groupsCount + 1));
	out.bytes(body.subarray(groupsStart, reader.position));
	out.bytes([1, I32]);
	const length = unsignedLeb(localsCount);

	const takeOne = [
		OP.globalGet,
		...fuel,
		OP.i32Const,
		1,
		OP.i32Sub,
		OP.globalSet,
		...fuel,
		OP.globalGet,
		...fuel,
		OP.i32Const,
		0,
		OP.i32LessSigned,
		OP.if,
		0x40,
		OP.unreachable,
		OP.end
	];
	const takeByLength = [
		OP.localSet,
		...length,
		OP.globalGet,
		...fuel,
		OP.localGet,
		...length,
		OP.i32Const,
		BYTES_PER_FUEL_SHIFT,
		OP.i32ShiftRightUnsigned,
		OP.i32Sub,
		OP.globalSet,
		...fuel,
		OP.localGet,
		...length
	];

	let copied = reader.position;
	while (reader.position < body.length) {
		const at = reader.position;
		const kind = skipOperator(reader);
		if (kind === 'loop') {
			out.bytes(body.subarray(copied, reader.position));
			out.bytes(takeOne);
			copied = reader.position;
		} else if (kind === 'bulk memory') {
			out.bytes(body.subarray(copied, at));
			out.bytes(takeByLength);
			copied = at;
		}
	}
	out.bytes(body.subarray(copied));
	return out.done();
}

export function skipOperator(reader: WasmReader): 'loop' | 'bulk memory' | 'other' {
	const op = reader.byte();
	if (op === OP.loop) {
		reader.skipLeb();
		return 'loop';
	}
	if (op === OP.prefixed) return skipPrefixed(reader);
	if (ONE_IMMEDIATE.has(op)) reader.skipLeb();
	else if (op === OP.callIndirect || op === 0x13 || (op >= 0x28 && op <= 0x3e)) {
		reader.skipLeb();
		reader.skipLeb();
	} else if (op === OP.branchTable) {
		for (let left = reader.unsigned(); left >= 0; left--) reader.skipLeb();
	} else if (op === OP.f32Const) reader.skip(4);
	else if (op === OP.f64Const) reader.skip(8);
	else if (op === OP.selectTyped) reader.skip(reader.unsigned());
	else if (!isPlain(op))
		throw new Error(`WASM operator 0x${op.toString(16)} is not known to the fuel rewrite`);
	return 'other';
}

function isPlain(op: number): boolean {
	return (
		op <= 0x01 ||
		op === 0x05 ||
		op === 0x0b ||
		op === 0x0f ||
		op === 0x1a ||
		op === 0x1b ||
		(op >= 0x45 && op <= 0xc4) ||
		op === 0xd1
	);
}

function skipPrefixed(reader: WasmReader): 'bulk memory' | 'other' {
	const op = reader.unsigned();
	if (op <= 7) return 'other';
	const immediates = op === 8 || op === 10 || op === 12 || op === 14 ? 2 : 1;
	for (let index = 0; index < immediates; index++) reader.skipLeb();
	return op === 10 || op === 11 ? 'bulk memory' : 'other';
}
