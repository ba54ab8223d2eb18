import { formatPrecision } from '../numbers.ts';
import { LuaError, LuaTable, typeOf, type LuaValue } from './values.ts';

/** cjson.encode: a table with only places 1…n is an array, an empty one an object. */
export function encodeJson(value: LuaValue): string {
	if (value === null || typeof value === 'boolean') return String(value);
	if (typeof value === 'number') return formatPrecision(value, 14);
	if (typeof value === 'string') return JSON.stringify(value).replaceAll('/', '\\/');
	if (!(value instanceof LuaTable))
		throw new LuaError(`Cannot serialise ${typeOf(value)}: type not supported`);
	if (value.length > 0 && value.length === value.entries.size)
		return `[${value.items().map(encodeJson).join(',')}]`;
	const fields = [...value.entries].map(
		([name, one]) => `${JSON.stringify(String(name))}:${encodeJson(one)}`
	);
	return `{${fields.join(',')}}`;
}

export function decodeJson(text: string): LuaValue {
	let parsed: unknown;
	try {
		parsed = JSON.parse(text);
	} catch {
		throw new LuaError('Expected value but found invalid token at character 1');
	}
	return luaFrom(parsed);
}

/** JSON's null becomes nil here; real cjson has a light userdata of its own. */
function luaFrom(value: unknown): LuaValue {
	if (Array.isArray(value)) return LuaTable.of(value.map(luaFrom));
	if (typeof value === 'object' && value !== null) {
		const table = new LuaTable();
		for (const [name, one] of Object.entries(value)) table.set(name, luaFrom(one));
		return table;
	}
	return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
