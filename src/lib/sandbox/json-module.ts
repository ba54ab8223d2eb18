import { ok, refuse, type Result } from '../domain/result.ts';
import type { CompiledFile, CompileFault } from './compile.ts';
import { placeAt } from './source-map.ts';

/** A JSON file as a module: its value is the default export, its keys are exports by name. */
export function jsonModule(path: string, source: string): Result<CompiledFile, CompileFault> {
	try {
		const value: unknown = JSON.parse(source);
		const names =
			typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
		// The text is parsed, not pasted: in a literal `"__proto__"` would mean something else.
		const lines = [`const json = JSON.parse(${JSON.stringify(source)});`, 'export default json;'];
		for (const [index, name] of names.entries()) {
			if (!IS_NAME.test(name) || name === 'default') continue;
			lines.push(`const json${index} = json.${name}; export { json${index} as ${name} };`);
		}
		return ok({ path, source, code: lines.join('\n'), map: null });
	} catch (error) {
		const message = error instanceof Error ? error.message : '';
		const [, position] = /at position (\d+)/.exec(message) ?? [];
		const location = position === undefined ? null : { path, ...placeAt(source, Number(position)) };
		return refuse({ message: `It is not JSON: ${message}.`, location });
	}
}

const IS_NAME = /^[A-Za-z_$][\w$]*$/;
