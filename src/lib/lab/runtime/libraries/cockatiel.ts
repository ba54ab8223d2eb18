import * as cockatiel from 'cockatiel';
import { packageModule } from './package-module.ts';

export const cockatielModule = packageModule(['cockatiel'], cockatiel);
