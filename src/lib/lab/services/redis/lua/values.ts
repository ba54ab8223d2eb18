import { formatPrecision } from '../numbers.ts';

export type LuaValue = null | boolean | number | string | LuaTable | LuaFunction;
export type LuaFunction = (args: LuaValue[]) => LuaValue[];

/** An error travelling through Lua; its value may be anything. */
export class LuaError extends Error {
	readonly value: LuaValue;

	constructor(value: LuaValue) {
		super(typeof value === 'string' ? value : 'error object');
		this.value = value;
	}
}

/** A table. `undefined` never lives in it, so `length` is the border Lua speaks of. */
export class LuaTable {
	readonly entries = new Map<LuaValue, LuaValue>();

	static of(items: LuaValue[]): LuaTable {
		const table = new LuaTable();
		items.forEach((item, i) => table.set(i + 1, item));
		return table;
	}

	static from(fields: Record<string, LuaValue>): LuaTable {
		const table = new LuaTable();
		for (const [name, value] of Object.entries(fields)) table.set(name, value);
		return table;
	}

	get(key: LuaValue): LuaValue {
		return this.entries.get(key) ?? null;
	}

	set(key: LuaValue, value: LuaValue): void {
		if (key === null || key !== key) throw new LuaError('table index is nil');
		if (value === null) this.entries.delete(key);
		else this.entries.set(key, value);
	}

	get length(): number {
		let length = this.entries.size;
		if (length > 0 && this.entries.has(length) && !this.entries.has(length + 1)) return length;
		length = 0;
		while (this.entries.has(length + 1)) length++;
		return length;
	}

	items(): LuaValue[] {
		return Array.from({ length: this.length }, (_, i) => this.get(i + 1));
	}
}

export function typeOf(value: LuaValue | undefined): string {
	if (value === null || value === undefined) return 'nil';
	return value instanceof LuaTable ? 'table' : typeof value;
}

/** Numbers print as C's `%.14g`. */
export function textOf(value: LuaValue | undefined): string {
	if (value === null || value === undefined) return 'nil';
	if (typeof value === 'number') {
		if (Number.isFinite(value)) return formatPrecision(value, 14);
		return value !== value ? '-nan' : value > 0 ? 'inf' : '-inf';
	}
	if (value instanceof LuaTable) return 'table: 0x00000001';
	return typeof value === 'function' ? 'function: 0x00000001' : String(value);
}

export function numberOf(value: LuaValue | undefined): number | null {
	if (typeof value === 'number') return value;
	if (typeof value !== 'string' || !/^\s*[+-]?(0x[\da-f]+|(\d+\.?\d*|\.\d+)(e[+-]?\d+)?)\s*$/i.test(value))
		return null;
	return Number(value);
}

export function isTrue(value: LuaValue | undefined): boolean {
	return value !== null && value !== undefined && value !== false;
}
