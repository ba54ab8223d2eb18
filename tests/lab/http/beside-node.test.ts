import { readdirSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, test } from 'vitest';
import type { Machine } from '../../../src/lib/sandbox/machine.ts';
import { expectSameAsNode } from '../../support/beside-node.ts';
import { openMachine } from '../../support/machine.ts';

/** Each file is a program with a server and its clients: in Node over real sockets, in the machine over the lab's network. */
const PROGRAMS = path.join(import.meta.dirname, 'beside-node');

let machine: Machine;

beforeAll(async () => {
	machine = await openMachine();
});

describe('over real sockets in Node and in the lab, the same is printed', () => {
	test.each(readdirSync(PROGRAMS))('%s', (name) => expectSameAsNode(machine, path.join(PROGRAMS, name)));
});
