import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect } from 'vitest';
import { runJob } from '../../src/lib/sandbox/engine.ts';
import type { Machine } from '../../src/lib/sandbox/machine.ts';
import { printedBy, programJob } from './jobs.ts';

/** Expects of a program, a file, that it comes to its end in the machine and prints what it prints in Node. */
export async function expectSameAsNode(machine: Machine, file: string): Promise<void> {
	const { stdout } = await promisify(execFile)(process.execPath, [file]);
	const report = await runJob(machine, programJob(readFileSync(file, 'utf8')));

	expect(report.stopped).toBeNull();
	expect(printedBy(report).join('\n').split('\n')).toEqual(stdout.replace(/\n$/, '').split('\n'));
}
