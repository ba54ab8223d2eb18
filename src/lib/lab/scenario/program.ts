import type { Process } from '../kernel/process.ts';

/** What a node runs: a file of this exercise, evaluated anew in each incarnation, or a function. */
export type Program = string | ((process: { name: string; env: Record<string, string> }) => unknown);

let startedCount = 0;

/**
 * Runs a program as a process. A file gets a name of its own each time it is started, so that nothing it
 * keeps in memory survives a crash, is shared between two nodes, or is left from the lab of another check.
 */
export function runProgram(program: Program, process: Process): unknown {
	if (typeof program === 'function') return program({ name: process.name, env: process.env });
	const path = program.replace(/^\.\//, '');
	startedCount += 1;
	return import(/* @vite-ignore */ `${path}?${process.name}.${process.incarnation}.${startedCount}`);
}
