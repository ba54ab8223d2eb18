import * as fastCheck from 'fast-check';
import { packageModule } from './package-module.ts';

export const fastCheckModule = packageModule(['fast-check'], fastCheck);
