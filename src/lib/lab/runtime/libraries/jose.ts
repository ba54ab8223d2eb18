import * as jose from 'jose';
import { packageModule } from './package-module.ts';

export const joseModule = packageModule(['jose'], jose);
