import { StringDecoder } from 'string_decoder';
import type { LabModule } from './lab-module.ts';

/** `node:string_decoder`, from the package of that name. */
export const nodeStringDecoder: LabModule = {
	names: ['node:string_decoder', 'string_decoder'],
	exports: { StringDecoder }
};
