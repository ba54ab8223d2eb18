import { StringDecoder as Library } from 'string_decoder';
import { defineOn } from '../host.ts';
import type { LabModule } from './lab-module.ts';

/** `node:string_decoder`, from the package of that name; unlike it, an ended decoder begins anew. */
class StringDecoder extends Library {
	constructor(encoding?: BufferEncoding) {
		super(encoding);
		const { end } = this;
		defineOn(this, 'end', (bytes?: Buffer) => {
			const text: unknown = Reflect.apply(end, this, bytes === undefined ? [] : [bytes]);
			Object.assign(this, { lastNeed: 0, lastTotal: 0 });
			return text;
		});
	}
}

export const nodeStringDecoder: LabModule = {
	names: ['node:string_decoder', 'string_decoder'],
	exports: { StringDecoder },
	openClasses: [Library, StringDecoder]
};
