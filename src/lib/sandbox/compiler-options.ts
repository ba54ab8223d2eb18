import * as v from 'valibot';
import type { FileTree } from '../domain/files.ts';
import { ok, refuse, type Result } from '../domain/result.ts';
import type { CompileFault } from './compile.ts';

/** What of a `tsconfig.json` changes how a program runs. Everything else in it is about types. */
export interface CompilerOptions {
	/** Decorators as they were before the standard. */
	experimentalDecorators: boolean;
	emitDecoratorMetadata: boolean;
	/** False assigns fields as older targets did, so that a setter of a property decorator sees them. */
	useDefineForClassFields: boolean;
	/** Sucrase knows only the standard meaning of fields. */
	alwaysTypeScript: boolean;
	/** Contexts of `node:async_hooks` go on after `await`. */
	followsAwait: boolean;
}

const schema = v.object({
	compilerOptions: v.optional(
		v.object({
			experimentalDecorators: v.optional(v.boolean(), false),
			emitDecoratorMetadata: v.optional(v.boolean(), false),
			useDefineForClassFields: v.optional(v.boolean()),
			target: v.optional(v.string(), 'esnext')
		}),
		{}
	)
});

/** Reads the `tsconfig.json` of a job as tsc would: comments and trailing commas may be in it. */
export function compilerOptionsOf(files: FileTree): Result<CompilerOptions, CompileFault> {
	const text = Object.hasOwn(files, PATH) ? files[PATH] : undefined;
	try {
		const parsed = v.parse(schema, JSON.parse(withoutComments(text ?? '{}')));
		const { target, useDefineForClassFields, ...options } = parsed.compilerOptions;
		const isStandard = useDefineForClassFields ?? !BEFORE_CLASS_FIELDS.test(target);
		const isLegacy = options.experimentalDecorators && !isStandard;
		return ok({
			...options,
			useDefineForClassFields: !isLegacy,
			alwaysTypeScript: isLegacy,
			followsAwait: false
		});
	} catch (error) {
		const message = error instanceof Error ? error.message : '';
		return refuse({ message, location: { path: PATH, line: 1, column: 1 } });
	}
}

const PATH = 'tsconfig.json';
/** The targets that tsc gives fields by assignment. */
const BEFORE_CLASS_FIELDS = /^es(?:3|5|6|2015|2016|2017|2018|2019|2020|2021)$/i;

function withoutComments(text: string): string {
	return text
		.replace(/("(?:[^"\\\n]|\\.)*")|\/\/.*|\/\*[\s\S]*?\*\//g, '$1')
		.replace(/("(?:[^"\\\n]|\\.)*")|,(?=\s*[}\]])/g, '$1');
}
