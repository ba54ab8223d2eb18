import { WasmReader, WasmWriter, signedLeb, unsignedLeb } from './wasm-binary.ts';
import { OP, SECTION, sectionsOf, skipImport, skipOperator } from './wasm-module.ts';

/**
 * Rewrites a WASM module so that its own stack runs out before that of its host.
 *
 * C keeps in linear memory only what has an address; everything else is on the native stack, whose
 * size and use differ from host to host. QuickJS measures the first, and some of its functions (the
 * parser, JSON) need much of the second: Chromium's worker would overflow where Node's does not. So
 * each function that can be part of a recursion takes from the stack in memory what it may use of the
 * native one, divided by `NATIVE_PER_OWN`. QuickJS then stops every recursion by itself, at the
 * same depth everywhere, with an error that programs can catch.
 */
export function withNativeStack(source: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
	const sections = sectionsOf(source);
	const layout = layoutOf(source, sections);
	const out = new WasmWriter(source.length * 2);
	out.bytes(source.subarray(0, 8));
	for (const { id, start, end } of sections) {
		const body = source.subarray(start, end);
		const rewritten = id === SECTION.code ? codeWithNativeStack(body, layout) : body;
		out.bytes([id]);
		out.bytes(unsignedLeb(rewritten.length));
		out.bytes(rewritten);
	}
	return out.done();
}

/** A stack of 160 KiB is then at most 400 KiB of native stack; a worker of Chromium has 500 KB. */
const NATIVE_PER_OWN = 2.5;
/** What a baseline compiler keeps of a call: return address, frame, instance, and values under way. */
const FRAME_BYTES = 128;
const LOCAL_BYTES = 8;
const ALIGNMENT = 16;

const STACK_POINTER = 0;
const NO_RESULT = 0x40;
const ELEMENTS = 9;
const CALL = 0x10;
const RETURN = 0x0f;
const BRANCH = 0x0c;
const I32_ADD = 0x6a;

interface FunctionType {
	parametersCount: number;
	/** As a block has it: the type of its one result, or none. */
	result: number;
}

interface Layout {
	importedCount: number;
	/** Of each function that the module defines, in order. */
	types: FunctionType[];
	/** Functions that can be called through the table. */
	inTable: number[];
}

function layoutOf(source: Uint8Array, sections: ReturnType<typeof sectionsOf>): Layout {
	const types: FunctionType[] = [];
	const layout: Layout = { importedCount: 0, types: [], inTable: [] };
	for (const { id, start } of sections) {
		const reader = new WasmReader(source, start);
		if (id === SECTION.type) {
			reader.times(() => {
				reader.byte();
				const parametersCount = reader.unsigned();
				reader.skip(parametersCount);
				const resultsCount = reader.unsigned();
				types.push({ parametersCount, result: resultsCount === 0 ? NO_RESULT : reader.byte() });
			});
		} else if (id === SECTION.import) {
			reader.times(() => {
				if (skipImport(reader) === 0) layout.importedCount++;
			});
		} else if (id === SECTION.function) {
			reader.times(() => {
				layout.types.push(types[reader.unsigned()] ?? { parametersCount: 0, result: NO_RESULT });
			});
		} else if (id === ELEMENTS) {
			reader.times(() => {
				if (reader.unsigned() !== 0) throw new Error('The table of the WASM is filled in an unknown way.');
				while (reader.byte() !== OP.end);
				reader.times(() => layout.inTable.push(reader.unsigned()));
			});
		}
	}
	return layout;
}

interface Code {
	body: Uint8Array;
	codeStart: number;
	localsCount: number;
	/** Of the stack in memory, as Clang's prologue takes it. */
	ownFrame: number;
	callees: Set<number>;
	callsThroughTable: boolean;
	/** Where a `return` stands, and how many blocks are open there. */
	returns: { at: number; depth: number }[];
}

function codeWithNativeStack(section: Uint8Array, layout: Layout): Uint8Array {
	const reader = new WasmReader(section, 0);
	const codes: Code[] = [];
	reader.times(() => {
		const length = reader.unsigned();
		const body = section.subarray(reader.position, reader.position + length);
		codes.push(codeOf(body, layout.types[codes.length]?.parametersCount ?? 0));
		reader.skip(length);
	});
	const recursive = recursiveFunctions(codes, layout);
	const out = new WasmWriter(section.length * 2);
	out.bytes(unsignedLeb(codes.length));
	codes.forEach((code, index) => {
		const native = FRAME_BYTES + code.localsCount * LOCAL_BYTES;
		const owed = native / NATIVE_PER_OWN - code.ownFrame;
		const taken = recursive.has(index) ? Math.ceil(owed / ALIGNMENT) * ALIGNMENT : 0;
		const body = taken > 0 ? bodyThatTakes(code, taken, layout.types[index]?.result ?? NO_RESULT) : code.body;
		out.bytes(unsignedLeb(body.length));
		out.bytes(body);
	});
	return out.done();
}

function codeOf(body: Uint8Array, parametersCount: number): Code {
	const reader = new WasmReader(body, 0);
	let localsCount = parametersCount;
	reader.times(() => {
		localsCount += reader.unsigned();
		reader.byte();
	});
	const code: Code = {
		body,
		codeStart: reader.position,
		localsCount,
		ownFrame: 0,
		callees: new Set(),
		callsThroughTable: false,
		returns: []
	};
	let depth = 0;
	while (reader.position < body.length) {
		const at = reader.position;
		const op = body[at] ?? 0;
		if (op === OP.block || op === OP.loop || op === OP.if) depth++;
		else if (op === OP.end) depth--;
		else if (op === RETURN) code.returns.push({ at, depth });
		else if (op === CALL) code.callees.add(new WasmReader(body, at + 1).unsigned());
		else if (op === OP.callIndirect) code.callsThroughTable = true;
		else if (op === OP.globalGet && code.ownFrame === 0) code.ownFrame = frameTakenAt(body, at);
		skipOperator(reader);
	}
	return code;
}

/** The constant of `global.get 0; i32.const …; i32.sub`; 0 when it is something else. */
function frameTakenAt(body: Uint8Array, at: number): number {
	const reader = new WasmReader(body, at + 1);
	if (reader.unsigned() !== STACK_POINTER || reader.byte() !== OP.i32Const) return 0;
	const size = reader.unsigned();
	return reader.byte() === OP.i32Sub ? size : 0;
}

/** `return` becomes a branch to the end of one block around all of the code, where the stack is given back. */
function bodyThatTakes({ body, codeStart, returns }: Code, bytes: number, result: number): Uint8Array {
	const move = (operator: number) => [
		...[OP.globalGet, STACK_POINTER, OP.i32Const, ...signedLeb(bytes)],
		...[operator, OP.globalSet, STACK_POINTER]
	];
	const out = new WasmWriter(body.length + 64 + returns.length * 4);
	out.bytes(body.subarray(0, codeStart));
	out.bytes([...move(OP.i32Sub), OP.block, result]);
	let copied = codeStart;
	for (const { at, depth } of returns) {
		out.bytes(body.subarray(copied, at));
		out.bytes([BRANCH, ...unsignedLeb(depth)]);
		copied = at + 1;
	}
	out.bytes(body.subarray(copied));
	out.bytes([...move(I32_ADD), OP.end]);
	return out.done();
}

/** Those that can be reached from themselves, by Tarjan's strongly connected components. */
function recursiveFunctions(codes: readonly Code[], { importedCount, inTable }: Layout): Set<number> {
	const table = codes.length;
	const next = (node: number): number[] => {
		const code = codes[node];
		if (!code) return inTable.map((index) => index - importedCount).filter((index) => index >= 0);
		const called = [...code.callees].map((index) => index - importedCount).filter((index) => index >= 0);
		return code.callsThroughTable ? [...called, table] : called;
	};
	const order = new Map<number, number>();
	const lowest = new Map<number, number>();
	const open: number[] = [];
	const recursive = new Set<number>();
	const visit = (node: number): number => {
		const number = order.size;
		order.set(node, number);
		lowest.set(node, number);
		open.push(node);
		for (const other of next(node)) {
			const low = !order.has(other) ? visit(other) : open.includes(other) ? (order.get(other) ?? 0) : number;
			lowest.set(node, Math.min(lowest.get(node) ?? 0, low));
			if (other === node) recursive.add(node);
		}
		if (lowest.get(node) === number) {
			const component = open.splice(open.indexOf(node));
			if (component.length > 1) component.forEach((member) => recursive.add(member));
		}
		return lowest.get(node) ?? number;
	};
	for (let node = 0; node <= table; node++) if (!order.has(node)) visit(node);
	return recursive;
}
