import { host, toJson } from '../host.ts';
import { gauge, watch } from '../watch.ts';
import type { LabModule } from './lab-module.ts';

/** A picture of the program's own data beside its output. */
function draw(figure: unknown, data: unknown, title: unknown = ''): void {
	if (typeof figure !== 'string')
		throw new TypeError('draw() takes the name of a figure first, for example draw("chain", …).');
	const refusal = host(`drawing|${toJson({ figure, data, title: String(title) })}`);
	if (refusal !== '') throw new RangeError(refusal);
}

export const hotpathModule: LabModule = { names: ['hotpath'], exports: { draw, gauge, watch } };
