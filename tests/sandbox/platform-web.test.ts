import { readdirSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { runJob } from '../../src/lib/sandbox/engine.ts';
import type { Machine } from '../../src/lib/sandbox/machine.ts';
import { expectSameAsNode } from '../support/beside-node.ts';
import { programJob } from '../support/jobs.ts';
import { openMachine } from '../support/machine.ts';

/** Each file of these folders is a program that runs in the machine and in Node; both must print the same. */
const PROGRAMS = ['platform-web', 'platform-crypto'].flatMap((folder) =>
	readdirSync(path.join(import.meta.dirname, folder)).map((name) => path.join(folder, name))
);

let machine: Machine;

beforeAll(async () => {
	machine = await openMachine();
});

describe('what Node prints of the web, the machine prints', () => {
	test.each(PROGRAMS)('%s', (name) => expectSameAsNode(machine, path.join(import.meta.dirname, name)));
});

describe('a key derivation that costs too much', () => {
	test.each([
		["import { pbkdf2Sync } from 'node:crypto'; pbkdf2Sync('a', 'b', 1e9, 32, 'sha256');"],
		["import { scryptSync } from 'node:crypto'; scryptSync('a', 'b', 32, { N: 2 ** 20, maxmem: 2 ** 31 });"]
	])('is refused before it begins: %s', async (code) => {
		const report = await runJob(machine, programJob(code));

		expect(report.stopped?.message).toContain('more work than one run may do');
	});
});

test.each(['document.title', 'localStorage.getItem("a")', 'new WebSocket("ws://a")'])(
	'what belongs to web pages says so: %s',
	async (code) => {
		const report = await runJob(machine, programJob(`console.log(${code});`));

		expect(report.stopped?.message).toContain('It belongs to web pages; this machine runs server code.');
	}
);
