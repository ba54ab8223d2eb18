import type { Process } from '../kernel/process.ts';

/** What a node runs: a file of this exercise, evaluated anew in each incarnation, or a function. */
export type Program = string | ((process: { name: string; env: Record<string, string> }) => unknown);

/**
 * Runs a program as a process. A file gets a name of its own for each incarnation, so that nothing it
 * keeps in memory survives a crash or is shared between two nodes.
 */
export function runProgram(program: Program, process: Process): unknown {
	if (typeof program === 'function') return program({ name: process.name, env: process.env });
	const path = program.replace(/^\.\//, '');
	return import(/* @vite-ignore */ `${path}?${process.name}.${process.incarnation}`);
}
