// expect: runtime_error
import { test, vi } from 'vitest'; test('x', () => { vi.useFakeTimers(); setInterval(() => {}, 0); vi.runAllTimers(); })
