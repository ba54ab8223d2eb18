import { describe } from 'vitest';
import { hostileCases } from '../support/hostile.ts';
import { describeHostile } from '../support/hostile-suite.ts';

describe('a hostile program', () => describeHostile(hostileCases().filter(({ name }) => name < 'h')));
