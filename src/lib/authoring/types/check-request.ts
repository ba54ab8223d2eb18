import type ts from 'typescript';
import type { CheckResult, Stop } from '../../domain/report.ts';
import { forgeryIn } from './forgery.ts';
import { typeFailure, type TypeFailure } from './type-messages.ts';
import { TYPE_CHECKS, type TypeReport, type TypeRequest } from './type-report.ts';
import { typeTestsIn, type TypeTest } from './type-tests.ts';
import { ROOT, type WarmService } from './warm-service.ts';

/**
 * What the compiler says of some files and the checks about their types: a check passes when no
 * error stands in it. An error between the checks, such as an import of what is not exported,
 * is one of each of them.
 */
export function checkRequest(
	typescript: typeof ts,
	warm: WarmService,
	{ files, checks }: TypeRequest
): TypeReport {
	warm.show({ ...files, [TYPE_CHECKS]: checks });
	const program = warm.program();
	const checker = program.getTypeChecker();
	const file = program.getSourceFile(ROOT + TYPE_CHECKS);
	if (!file) throw new Error('The compiler lost the checks.');

	const failures = warm.diagnostics(TYPE_CHECKS).map((diagnostic) => ({
		at: diagnostic.start ?? 0,
		failure: typeFailure(typescript, checker, file, diagnostic)
	}));
	const tests = typeTestsIn(typescript, file);
	const isInside = (at: number, test: TypeTest) => at >= test.start && at < test.end;
	const outside = failures.find(({ at }) => !tests.some((test) => isInside(at, test)));
	return {
		stopped: stopOf(typescript, warm, program, Object.keys(files)),
		checks: tests.map((test) =>
			resultOf(test, (failures.find(({ at }) => isInside(at, test)) ?? outside)?.failure ?? null)
		)
	};
}

function resultOf({ title, groups }: TypeTest, failure: TypeFailure | null): CheckResult {
	return {
		id: [...groups, title].join(' > '),
		title,
		groups,
		path: TYPE_CHECKS,
		outcome: failure ? 'wrong_answer' : 'accepted',
		message: failure?.message ?? null,
		expected: failure?.expected ?? null,
		actual: failure?.actual ?? null,
		error: null,
		virtualMs: 0
	};
}

/** Where types are judged, files with type errors are no program; nor are those that change what judges them. */
function stopOf(
	typescript: typeof ts,
	warm: WarmService,
	program: ts.Program,
	paths: readonly string[]
): Stop | null {
	for (const path of paths) {
		const file = program.getSourceFile(ROOT + path);
		if (!file) continue;
		const forgery = forgeryIn(typescript, file);
		if (forgery) return stopAt(path, file, forgery.start, forgery.message);
		const [diagnostic] = warm.diagnostics(path);
		if (!diagnostic) continue;
		const { message } = typeFailure(typescript, program.getTypeChecker(), file, diagnostic);
		return stopAt(path, file, diagnostic.start ?? 0, message);
	}
	return null;
}

function stopAt(path: string, file: ts.SourceFile, start: number, message: string): Stop {
	const { line, character } = file.getLineAndCharacterOfPosition(start);
	return {
		verdict: 'compile_error',
		message,
		error: null,
		location: { path, line: line + 1, column: character + 1 }
	};
}
