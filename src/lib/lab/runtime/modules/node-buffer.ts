import { bufferModule } from '../buffer.ts';
import type { LabModule } from './lab-module.ts';

export const nodeBuffer: LabModule = { names: ['node:buffer', 'buffer'], exports: bufferModule };
