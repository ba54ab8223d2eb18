import { WasmReader } from './wasm-binary.ts';

export const SECTION = { type: 1, import: 2, function: 3, global: 6, export: 7, code: 10 } as const;
/** What is exported or imported, by its number. */
export const EXTERNAL = { function: 0, table: 1, global: 3 } as const;

export const OP = {
	unreachable: 0x00,
	block: 0x02,
	loop: 0x03,
	if: 0x04,
	end: 0x0b,
	branchTable: 0x0e,
	call: 0x10,
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
	i32Load: 0x28,
	i32Store: 0x36,
	i32Equal: 0x46,
	i32LessSigned: 0x48,
	i32GreaterSigned: 0x4a,
	i32Add: 0x6a,
	i32Sub: 0x6b,
	i32And: 0x71,
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
export function indexesOf(source: Uint8Array, sections: readonly Section[]) {
	const parametersCount: number[] = [];
	const functionTypes: number[] = [];
	let procedureType = -1;
	let importedFunctionsCount = 0;
	let importedGlobalsCount = 0;
	let globalsCount = 0;
	for (const section of sections) {
		const reader = new WasmReader(source, section.start);
		if (section.id === SECTION.type) {
			reader.times(() => {
				reader.byte();
				const parameters = reader.unsigned();
				reader.skip(parameters);
				const results = reader.unsigned();
				reader.skip(results);
				if (parameters === 0 && results === 0) procedureType = parametersCount.length;
				parametersCount.push(parameters);
			});
		} else if (section.id === SECTION.function) {
			reader.times(() => functionTypes.push(reader.unsigned()));
		} else if (section.id === SECTION.import) {
			reader.times(() => {
				const kind = skipImport(reader);
				if (kind === EXTERNAL.global) importedGlobalsCount++;
				if (kind === EXTERNAL.function) importedFunctionsCount++;
			});
		} else if (section.id === SECTION.global) {
			globalsCount = reader.unsigned();
		}
	}
	return {
		parametersCount,
		procedureType,
		functionTypes,
		importedFunctionsCount,
		importedGlobalsCount,
		globalsCount: importedGlobalsCount + globalsCount
	};
}

/** Skips one import and tells its kind. */
export function skipImport(reader: WasmReader): number {
	reader.skip(reader.unsigned());
	reader.skip(reader.unsigned());
	const kind = reader.byte();
	if (kind === 0) reader.unsigned();
	else if (kind === EXTERNAL.global) reader.skip(2);
	else {
		if (kind === 1) reader.byte();
		const hasMaximum = (reader.byte() & 1) === 1;
		reader.unsigned();
		if (hasMaximum) reader.unsigned();
	}
	return kind;
}

/** The functions a module exports, by name. */
export function functionExports(source: Uint8Array, sections: readonly Section[]): Map<string, number> {
	return exportsOfKind(source, sections, EXTERNAL.function);
}

/** Where data of a module lies that it exports by name: `name → address`. */
export function dataAddresses(source: Uint8Array, names: readonly string[]): Map<string, number> {
	const sections = sectionsOf(source);
	const { importedGlobalsCount } = indexesOf(source, sections);
	const indexes = exportsOfKind(source, sections, EXTERNAL.global);
	const values = globalValues(source, sections);
	return new Map(
		names.map((name) => {
			const value = values[(indexes.get(name) ?? -1) - importedGlobalsCount];
			if (value === undefined) throw new Error(`The WASM does not export the address of ${name}.`);
			return [name, value] as const;
		})
	);
}

function exportsOfKind(source: Uint8Array, sections: readonly Section[], kind: number): Map<string, number> {
	const found = new Map<string, number>();
	const section = sections.find(({ id }) => id === SECTION.export);
	if (!section) return found;
	const reader = new WasmReader(source, section.start);
	reader.times(() => {
		const length = reader.unsigned();
		const name = new TextDecoder().decode(source.subarray(reader.position, reader.position + length));
		reader.skip(length);
		const exportedKind = reader.byte();
		const index = reader.unsigned();
		if (exportedKind === kind) found.set(name, index);
	});
	return found;
}

/** Of each global the number it begins with, where that is one of 32 bits. */
function globalValues(source: Uint8Array, sections: readonly Section[]): (number | undefined)[] {
	const values: (number | undefined)[] = [];
	const section = sections.find(({ id }) => id === SECTION.global);
	if (!section) return values;
	const reader = new WasmReader(source, section.start);
	reader.times(() => {
		reader.skip(2);
		const isNumber = source[reader.position] === OP.i32Const;
		const at = reader.position + 1;
		while (source[reader.position] !== OP.end) skipOperator(reader);
		reader.byte();
		values.push(isNumber ? new WasmReader(source, at).signed() : undefined);
	});
	return values;
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
