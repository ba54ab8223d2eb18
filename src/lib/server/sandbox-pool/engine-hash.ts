import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';

const engineSchema = v.object({ engineHash: v.string() });

/** Which machine stands in a folder: what another one proved says nothing about it. */
export async function engineHashIn(machineFolder: string): Promise<string> {
	const file = path.join(machineFolder, 'engine.json');
	const text = await readFile(file, 'utf8').catch((cause: unknown) => {
		throw new Error(`There is no machine in ${machineFolder}. Build it: node src/cli/build-machine.ts`, {
			cause
		});
	});
	return v.parse(engineSchema, JSON.parse(text)).engineHash;
}
