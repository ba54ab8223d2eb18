import { splitStatements } from '../domain/sql-statements.ts';
import type { CompiledFile } from './compile.ts';
import { SQL_SHELL } from './libraries.ts';

/**
 * A file of SQL as a program: each statement becomes a call on the line on which it begins, so that what it
 * prints is placed there. A line that begins with a backslash is for the shell, as in psql.
 */
export function sqlModule(path: string, source: string): CompiledFile {
	const calls = [...splitScript(source)].map(({ text, offset, isCommand }) => ({
		line: source.slice(0, offset).split('\n').length,
		code: `print(await ${isCommand ? 'command' : 'run'}(${JSON.stringify(text)}));`
	}));
	const lines: string[] = [`import { run, command, print } from '${SQL_SHELL}';`];
	for (const { line, code } of calls) {
		while (lines.length < line) lines.push('');
		lines[line - 1] += code;
	}
	return { path, source, code: lines.join('\n'), map: null };
}

interface Part {
	text: string;
	offset: number;
	isCommand: boolean;
}

/** Commands end a statement that has no semicolon yet. */
function* splitScript(source: string): Generator<Part> {
	let from = 0;
	for (const command of source.matchAll(/^[ \t]*(\\[^\n]*)$/gm)) {
		yield* statementsIn(source, from, command.index);
		yield { text: command[1] ?? '', offset: command.index, isCommand: true };
		from = command.index + command[0].length;
	}
	yield* statementsIn(source, from, source.length);
}

function* statementsIn(source: string, from: number, to: number): Generator<Part> {
	for (const { text, offset } of splitStatements(source.slice(from, to)))
		yield { text, offset: from + offset, isCommand: false };
}
