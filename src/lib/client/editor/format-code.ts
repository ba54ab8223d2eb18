import type { Options } from 'prettier';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { offsetOf } from './smallest-edit.ts';

/** Code that cannot be read cannot be laid out; the place says where reading ended. */
export interface FormatFault {
	message: string;
	line: number;
	column: number;
}

/**
 * Lays code out as the repository's own is. Prettier comes over the network at the first call.
 *
 * @param ranges the lines that may change; null for all of them.
 */
export async function formatCode(
	code: string,
	ranges: readonly { fromLine: number; toLine: number }[] | null
): Promise<Result<string, FormatFault>> {
	const [{ format }, typescript, estree] = await Promise.all([
		import('prettier/standalone'),
		import('prettier/plugins/typescript'),
		import('prettier/plugins/estree')
	]);
	const options: Options = {
		parser: 'typescript',
		plugins: [typescript.default, estree.default],
		useTabs: /^\t/m.test(code) || !/^ {2}\S/m.test(code),
		singleQuote: true,
		trailingComma: 'none',
		printWidth: 100
	};

	let text = code;
	try {
		if (ranges === null) text = await format(code, options);
		// From the last to the first, so that the lines above keep their numbers.
		for (const { fromLine, toLine } of [...(ranges ?? [])].reverse()) {
			text = await format(text, {
				...options,
				rangeStart: offsetOf(text, { line: fromLine, column: 1 }),
				rangeEnd: offsetOf(text, { line: toLine + 1, column: 1 })
			});
		}
	} catch (error) {
		return refuse(faultOf(error));
	}
	return ok(code.endsWith('\n') ? text : text.trimEnd());
}

/** Prettier throws a SyntaxError with a place and a picture of the code; the first line of it is enough. */
function faultOf(error: unknown): FormatFault {
	const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
	const place = /^(.*?) \((\d+):(\d+)\)$/.exec(message);
	return {
		message: place?.[1] ?? message,
		line: Number(place?.[2] ?? 1),
		column: Number(place?.[3] ?? 1)
	};
}
