import { WasmReader, WasmWriter, signedLeb, unsignedLeb } from './wasm-binary.ts';
import {
	EXTERNAL,
	functionExports,
	indexesOf,
	OP,
	SECTION,
	sectionsOf,
	skipOperator
} from './wasm-module.ts';

const I32 = 0x7f;
const MUTABLE = 1;
const BYTES_PER_FUEL_SHIFT = 5;

/** What a rewrite does beside counting; positions of globals come as LEB128, ready to stand in code. */
export interface FuelOptions {
	/** Things the module keeps to itself that are exported as well. */
	exports?: readonly ModuleExport[];
	/** Names of further globals to add and export, beginning at zero, for the code below. */
	counters?: readonly string[];
	/** The body of a function that is called when nothing is left; without it the module traps. */
	whenEmpty?: (globals: Globals) => readonly number[];
	/** What runs first in functions the module exports, by their names. */
	atEntry?: Readonly<Record<string, (globals: Globals) => readonly number[]>>;
	/** Functions the module exports of which each call takes one unit, for loops that are in other modules. */
	meteredCalls?: readonly string[];
}

export interface ModuleExport {
	name: string;
	kind: 'global' | 'table';
	index: number;
}

export type Globals = Readonly<Record<string, readonly number[]>>;

/**
 * Rewrites a WASM module so that it counts its own work.
 *
 * One mutable global `fuel` is added and exported. Each turn of each loop takes one unit, native
 * loops of the engine (sort, indexOf, regular expressions) included; bulk memory operations take
 * one unit per 32 bytes. Below zero the module traps, or calls what `whenEmpty` is. The count depends
 * on the program alone, so the same program uses the same fuel on every machine.
 */
export function withFuel(
	source: Uint8Array<ArrayBuffer>,
	{ exports = [], counters = [], whenEmpty, atEntry = {}, meteredCalls = [] }: FuelOptions = {}
): Uint8Array<ArrayBuffer> {
	const sections = sectionsOf(source);
	const { parametersCount, procedureType, functionTypes, importedFunctionsCount, globalsCount } = indexesOf(
		source,
		sections
	);
	const added = ['fuel', ...counters];
	const globals = Object.fromEntries(
		added.map((name, index) => [name, unsignedLeb(globalsCount + index)] as const)
	);
	const functions = functionExports(source, sections);
	const bodyIndexOf = (name: string) => {
		const index = functions.get(name);
		if (index === undefined) throw new Error(`The WASM does not export ${name}.`);
		return index - importedFunctionsCount;
	};
	const entries = new Map(
		Object.entries(atEntry).map(([name, code]) => [bodyIndexOf(name), code(globals)] as const)
	);
	const metered = new Set(meteredCalls.map(bodyIndexOf));
	const metering = {
		fuel: globals['fuel'] ?? [],
		onEmpty: whenEmpty
			? [OP.call, ...unsignedLeb(importedFunctionsCount + functionTypes.length)]
			: [OP.unreachable],
		parametersOf: (index: number) => parametersCount[functionTypes[index] ?? -1] ?? 0,
		atEntryOf: (index: number) => entries.get(index) ?? [],
		isMetered: (index: number) => metered.has(index)
	};
	const out = new WasmWriter(source.length * 2);
	out.bytes(source.subarray(0, 8));

	for (const section of sections) {
		const rewritten = rewrite(section.id, source.subarray(section.start, section.end));
		out.bytes([section.id]);
		out.bytes(unsignedLeb(rewritten.length));
		out.bytes(rewritten);
	}
	return out.done();

	function rewrite(id: number, body: Uint8Array): Uint8Array {
		if (id === SECTION.global)
			return added.reduce((section, name) => withOneMore(section, newGlobal(name === 'fuel')), body);
		if (id === SECTION.export)
			return [
				...added.map((name, index) => exported(name, EXTERNAL.global, unsignedLeb(globalsCount + index))),
				...exports.map(({ name, kind, index }) =>
					exported(name, kind === 'global' ? EXTERNAL.global : EXTERNAL.table, unsignedLeb(index))
				)
			].reduce(withOneMore, body);
		if (id === SECTION.function && whenEmpty) return withOneMore(body, unsignedLeb(procedureType));
		if (id !== SECTION.code) return body;
		const code = codeWithFuel(body, metering);
		if (!whenEmpty) return code;
		const procedure = [0, ...whenEmpty(globals), OP.end];
		return withOneMore(code, [...unsignedLeb(procedure.length), ...procedure]);
	}
}

interface Metering {
	fuel: readonly number[];
	onEmpty: readonly number[];
	parametersOf: (index: number) => number;
	atEntryOf: (index: number) => readonly number[];
	isMetered: (index: number) => boolean;
}

/** Fuel begins full, so that the module can set itself up; a counter at zero. */
function newGlobal(isFull: boolean): number[] {
	return [I32, MUTABLE, OP.i32Const, ...signedLeb(isFull ? 0x7fffffff : 0), OP.end];
}

function exported(name: string, kind: number, index: readonly number[]): number[] {
	return [name.length, ...new TextEncoder().encode(name), kind, ...index];
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

function codeWithFuel(section: Uint8Array, metering: Metering): Uint8Array {
	const reader = new WasmReader(section, 0);
	const count = reader.unsigned();
	const out = new WasmWriter(section.length * 2);
	out.bytes(unsignedLeb(count));
	for (let index = 0; index < count; index++) {
		const length = reader.unsigned();
		const body = functionWithFuel(
			section.subarray(reader.position, reader.position + length),
			metering,
			index
		);
		out.bytes(unsignedLeb(body.length));
		out.bytes(body);
		reader.skip(length);
	}
	return out.done();
}

function functionWithFuel(
	body: Uint8Array,
	{ fuel, onEmpty, parametersOf, atEntryOf, isMetered }: Metering,
	index: number
): Uint8Array {
	const reader = new WasmReader(body, 0);
	const groupsCount = reader.unsigned();
	const groupsStart = reader.position;
	let localsCount = parametersOf(index);
	for (let group = 0; group < groupsCount; group++) {
		localsCount += reader.unsigned();
		reader.byte();
	}

	const out = new WasmWriter(body.length * 2 + 64);
	out.bytes(unsignedLeb(groupsCount + 1));
	out.bytes(body.subarray(groupsStart, reader.position));
	out.bytes([1, I32]);
	out.bytes(atEntryOf(index));
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
		...onEmpty,
		OP.end
	];
	if (isMetered(index)) out.bytes(takeOne);
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
