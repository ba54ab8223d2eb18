// expect: time_limit_exceeded
import { test, vi } from 'vitest'; test('x', () => { vi.useFakeTimers(); setInterval(() => {}, 0); vi.runAllTimers(); })
