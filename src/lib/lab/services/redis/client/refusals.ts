import { LabUnsupportedError } from '../../../kernel/network-error.ts';
import { defineOn } from '../../../runtime/host.ts';
import { REFUSED_NAMES } from './commands.ts';

const MODULES = ['bf', 'cms', 'cf', 'tDigest', 'topK', 'json', 'ft', 'ts'];

/** Puts a refusal in the place of each command and module that the lab's Redis has not. */
export function refuseOn(prototype: object, refuse: (error: Error) => unknown): void {
	for (const names of REFUSED_NAMES)
		for (const name of names)
			defineOn(prototype, name, () => refuse(new LabUnsupportedError(`redis command "${names[0]}"`)));
	for (const name of MODULES)
		Object.defineProperty(prototype, name, {
			configurable: true,
			get: () => {
				throw new LabUnsupportedError(`redis module "${name}"`);
			}
		});
}
