import { webStreams } from '../web/streams.ts';
import type { LabModule } from './lab-module.ts';

export const nodeStreamWeb: LabModule = {
	names: ['node:stream/web', 'stream/web'],
	exports: { ...webStreams, TextEncoderStream, TextDecoderStream }
};
